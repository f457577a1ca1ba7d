"""Many sources at once: in order, one host at a time, each on its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from sources import Fetcher, Source, SourceError, collect, collect_all, collecting
from sources.entry import Collected
from sources.fetch import Limits
from tests.sources.fetch.loopback import Answer, Request, Server, answer

CAPTURE = """Archives : pont

Vernon : le vieux pont rouvre aux piétons
Fermé depuis l’hiver, le pont de Vernon a été consolidé. La mairie promet une fête.
24 octobre 2025

Le moulin cherche un meunier
La roue tourne de nouveau, il manque quelqu’un pour la meule. Les candidats se font rares.
23 octobre 2025
"""


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(allow_private=True, limits=Limits(gap=0)) as one:
        yield one


def late(seconds: float, data: bytes) -> Answer:
    def act(connection: object, _: Request) -> None:
        time.sleep(seconds)
        connection.sendall(data)  # type: ignore[attr-defined]

    return act


def source(url: str, name: str = "one") -> Source:
    return Source(name=name, location=url)


PAGE = answer(CAPTURE, content_type="text/plain; charset=utf-8", etag='"1"')


def test_a_url_is_collected_like_a_file(fetcher: Fetcher) -> None:
    with Server(answers={"/": PAGE}) as server:
        first = collect(source(server.url()), fetcher=fetcher)
        server.answers["/"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
        second = collect(source(server.url()), first.validators, fetcher=fetcher)
    assert first.listing is not None
    assert len(first.listing.entries) == 2
    assert second.listing is None
    assert second.validators == first.validators


def test_other_settings_read_an_unchanged_page_anew(fetcher: Fetcher) -> None:
    with Server(answers={"/": PAGE}) as server:
        first = collect(source(server.url()), fetcher=fetcher)
        renamed = collect(source(server.url(), "other"), first.validators, fetcher=fetcher)
        assert "if-none-match" not in server.requests[-1].headers
    assert renamed.listing is not None


def test_results_come_in_order_whoever_answers_first(fetcher: Fetcher) -> None:
    with ExitStack() as stack:
        servers = [stack.enter_context(Server(address=f"127.0.0.{n}")) for n in range(2, 8)]
        for number, server in enumerate(servers):
            server.answers = {"/": late(0.3 - number * 0.05, PAGE)}
        jobs = [(source(server.url(), f"s{number}"), {}) for number, server in enumerate(servers)]
        started = time.monotonic()
        results = list(collect_all(jobs, fetcher))
    assert [one.name for one, _ in results] == [f"s{number}" for number in range(6)]
    assert all(isinstance(result, Collected) for _, result in results)
    assert time.monotonic() - started < 1.05  # one after the other would take 1.05 s at least


def test_sources_of_a_slow_host_keep_nobody_waiting(fetcher: Fetcher) -> None:
    """Three of one host go one after the other, and leave the other worker to the other host."""
    done: list[str] = []

    def note(path: str, seconds: float) -> Answer:
        def act(connection: object, request: Request) -> None:
            late(seconds, PAGE)(connection, request)  # type: ignore[operator, arg-type]
            done.append(path)

        return act

    with Server(address="127.0.0.2") as slow, Server(address="127.0.0.3") as fast:
        slow.answers = {f"/{n}": note(f"slow {n}", 0.2) for n in range(3)}
        fast.answers = {"/": note("fast", 0)}
        urls = [slow.url("/0"), slow.url("/1"), slow.url("/2"), fast.url("/")]
        jobs = [(source(url, f"s{number}"), {}) for number, url in enumerate(urls)]
        list(collect_all(jobs, fetcher, at_once=2))
    assert done.index("fast") < done.index("slow 2")
    assert slow.connections == 1


def test_a_source_that_fails_leaves_the_others_unharmed(fetcher: Fetcher) -> None:
    with Server(answers={"/": PAGE}) as server:
        jobs = [
            (source(server.url("/gone"), "gone"), {}),
            (source("https://[half/", "half"), {}),
            (source(server.url(), "good"), {}),
            (source("/no/such/file", "file"), {}),
        ]
        results = {one.name: result for one, result in collect_all(jobs, fetcher)}
    assert isinstance(results["good"], Collected)
    assert all(isinstance(results[name], SourceError) for name in ("gone", "half", "file"))


def test_a_defect_costs_one_source(fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("too deep\nby far")

    monkeypatch.setattr(collecting, "read", broken)
    with Server(answers={"/": PAGE}) as server:
        ((_, result),) = collect_all([(source(server.url()), {})], fetcher)
    assert isinstance(result, SourceError)
    assert str(result) == "could not be read, by a defect of Tagwire: RecursionError: too deep by far"
    assert isinstance(result.__cause__, RecursionError)


def test_closing_begins_no_more_visits(fetcher: Fetcher) -> None:
    with Server(answers={f"/{n}": late(0.05, PAGE) for n in range(50)}) as server:
        jobs = [(source(server.url(f"/{n}"), f"s{n}"), {}) for n in range(50)]
        with closing(collect_all([(source("/no/such/file"), {}), *jobs], fetcher)) as results:
            next(results)
        assert len(server.paths()) < 10


def test_no_sources_no_results(fetcher: Fetcher) -> None:
    assert list(collect_all([], fetcher)) == []


def test_threads_end_with_the_run(fetcher: Fetcher) -> None:
    with Server(answers={"/": PAGE}) as server:
        list(collect_all([(source(server.url()), {})], fetcher))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("visit")]


def test_what_is_secret_in_an_address_is_in_no_entry(fetcher: Fetcher) -> None:
    articles = "".join(
        f'<article id="a{n}"><h2><a href="#a{n}">Pont {n}</a></h2></article>' for n in range(5)
    )
    body = f"<html><title>Ponts</title><main>{articles}</main></html>"
    with Server(answers={"/?token=s3cr3t&cat=3": answer(body, content_type="text/html")}) as server:
        found = collect(Source(name="a", location=server.url("/?token=s3cr3t&cat=3")), fetcher=fetcher)
    assert found.listing
    assert [entry.url for entry in found.listing.entries] == [server.url(f"/?cat=3#a{n}") for n in range(5)]
    assert "s3cr3t" not in repr(found.listing)
