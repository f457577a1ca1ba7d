"""Many large bodies at once: memory stays bounded, and none waits for ever."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from threading import Event, Lock

import pytest

from sources.fetch import Fetcher, Limits
from sources.fetch.budget import Budget
from sources.fetch.room import PORTION, Room
from tests.sources.fetch.loopback import Server, drip

BODIES = 12


@pytest.mark.parametrize("size", [0, 3 * PORTION])
def test_bodies_take_no_more_than_the_room_and_one(size: int) -> None:
    room, lock = Room(size), Lock()
    largest, live, most = 4, 0, 0

    def read(_: int) -> None:
        nonlocal live, most
        with room.place(nullcontext) as place:
            for _ in range(largest):
                place.take(PORTION)
                with lock:
                    live += 1
                    most = max(most, live)
                time.sleep(0.001)
            with lock:
                live -= largest

    with ThreadPoolExecutor(BODIES) as pool:
        list(pool.map(read, range(BODIES), timeout=20))
    assert live == 0
    assert largest <= most <= size / PORTION + largest


def test_a_body_that_fails_leaves_its_place() -> None:
    room = Room(PORTION)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), room.place(nullcontext) as place:
            place.take(5 * PORTION)
            _ = 1 / 0
    with room.place(nullcontext) as place:
        place.take(5 * PORTION)


@pytest.fixture
def servers() -> Iterator[list[Server]]:
    with ExitStack() as stack:
        yield [stack.enter_context(Server(address=f"127.0.0.{number}")) for number in range(1, 6)]


def test_waiting_for_room_costs_no_time() -> None:
    budget, room = Budget(0.3), Room(0)

    def leave_late() -> None:
        with room.place(nullcontext) as place:
            place.take(1)
            entered.set()
            time.sleep(0.5)

    entered = Event()
    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(leave_late)
        entered.wait(5)
        with budget.running(), room.place(budget.paused) as place:
            place.take(1)
            assert budget.remaining() > 0.1
        late.result()


def test_where_there_is_no_room_bodies_are_read_one_by_one(servers: list[Server]) -> None:
    for server in servers:
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
        server.answers["/"] = drip([head + b"a", b"b", b"c", b"d"], every=0.1, stop=server.stopping)
    limits = Limits(gap=0, memory=0)
    with Fetcher(allow_private=True, limits=limits) as fetcher, ThreadPoolExecutor(len(servers)) as pool:
        fetched = pool.map(lambda server: fetcher.fetch(server.url(), own=True), servers)
        assert [one.document and one.document.data for one in fetched] == [b"abcd"] * len(servers)
