"""Turns, gaps and the rest a host asks for."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from sources.fetch import Fetcher, Limits
from sources.fetch.politeness import Hosts, retry_after
from tests.sources.fetch.conftest import PROMPT
from tests.sources.fetch.loopback import Request, Server, answer, redirect

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("0", 0),
        ("120", 120),
        (" 120 ", 120),
        ("86400", 86400),
        ("86401", 86400),
        ("99999999999999999999", 86400),
        ("Sun, 01 Mar 2026 12:05:00 GMT", 300),
        ("Sunday, 01-Mar-26 12:05:00 GMT", 300),
        ("Sun, 01 Mar 2026 12:05:00 -0000", 300),
        ("Sun, 01 Mar 2026 13:05:00 +0100", 300),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("Fri, 01 Mar 2030 12:00:00 GMT", 86400),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("Sun, 99 Mar 2026 12:05:00 GMT", None),
    ],
)
def test_retry_after(value: str | None, seconds: int | None) -> None:
    assert retry_after(value, NOW) == (None if seconds is None else timedelta(seconds=seconds))


def test_visits_to_one_host_keep_a_gap(server: Server) -> None:
    server.answers["/"] = answer("page")
    slept: list[float] = []
    with Fetcher(allow_private=True, limits=Limits(gap=5), sleep=slept.append) as fetcher:
        for _ in range(3):
            fetcher.fetch(server.url())
    assert slept == [pytest.approx(5, abs=0.5)] * 2


def test_redirects_within_a_host_belong_to_one_visit(server: Server) -> None:
    server.answers |= {"/": redirect("/a"), "/a": redirect("/b"), "/b": answer("page")}
    slept: list[float] = []
    with Fetcher(allow_private=True, limits=Limits(gap=5), sleep=slept.append) as fetcher:
        fetcher.fetch(server.url())
    assert slept == []


def test_a_host_answers_one_request_at_a_time(server: Server, fetcher: Fetcher) -> None:
    at_once, most, lock = 0, 0, threading.Lock()

    def busy(connection: object, _: Request) -> None:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.02)
        with lock:
            at_once -= 1
        connection.sendall(answer("page"))  # type: ignore[attr-defined]

    server.answers |= {"/": busy, "/robots.txt": busy}
    with ThreadPoolExecutor(8) as pool:
        assert {one.status for one in pool.map(fetcher.fetch, [server.url()] * 8)} == {200}
    assert most == 1
    assert server.connections == 1


def test_hosts_that_redirect_to_each_other_do_not_wait_for_each_other() -> None:
    with Server(address="127.0.0.1") as one, Server(address="127.0.0.2") as other:
        one.answers |= {"/": redirect(other.url("/page")), "/page": answer("page")}
        other.answers |= {"/": redirect(one.url("/page")), "/page": answer("page")}
        with Fetcher(allow_private=True, limits=PROMPT) as fetcher, ThreadPoolExecutor(8) as pool:
            urls = [one.url(), other.url()] * 4
            assert {fetched.status for fetched in pool.map(fetcher.fetch, urls)} == {200}


def test_a_turn_is_given_back_when_the_visit_fails() -> None:
    hosts = Hosts(gap=0, longest_gap=0, sleep=time.sleep)
    with pytest.raises(ValueError, match="trouble"), hosts.turn("example.org"):
        raise ValueError("trouble")
    with hosts.turn("example.org"):
        pass
