"""robots.txt (RFC 9309): what it forbids is not asked for, and it is asked for once a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from sources.errors import FetchError
from sources.fetch import Fetcher
from tests.sources.fetch.conftest import PROMPT
from tests.sources.fetch.loopback import Answer, Server, answer, redirect, then_close, then_reset

FORBIDDEN = "User-agent: *\nDisallow: /"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def page(server: Server) -> None:
    server.answers["/tag/"] = answer("page")


@pytest.fixture
def runs(clock: Clock) -> Iterator[list[Fetcher]]:
    """Three fetchers, for three runs one after the other."""
    fetchers = [Fetcher(allow_private=True, limits=PROMPT, clock=clock) for _ in range(3)]
    yield fetchers
    for fetcher in fetchers:
        fetcher.close()


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (answer(FORBIDDEN), False),
        (answer("User-agent: tagwire\nDisallow: /tag/\n\nUser-agent: *\nAllow: /"), False),
        (answer("User-agent: *\nDisallow: /tag/\nAllow: /tag/$"), True),
        (answer("User-agent: *\nDisallow: /\n\nUser-agent: Tagwire\nDisallow: /admin"), True),
        (answer("User-agent: otherbot\nDisallow: /"), True),
        (answer(""), True),
        (answer("\ufeffUser-agent: *\r\nDisallow: /"), False),
        (answer("<html>not found</html>"), True),
        (answer(b"\xff\xfe\0binary"), True),
        (answer("", "404 Not Found"), True),
        (answer("", "403 Forbidden"), True),
        (answer("", "410 Gone"), True),
        (answer("", "500 Oops"), False),
        (answer("", "503 Busy"), False),
        (answer("", "429 Too Many Requests"), False),
        (then_reset(b""), False),
        (then_close(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nUser-agent: *"), False),
        (redirect("/other.txt"), False),
        (redirect("/round"), True),
        (redirect("javascript:0"), True),
        (answer(FORBIDDEN + "\n# long\n" + "#" * 600_000), False),
        (answer("#" * 600_000 + "\n" + FORBIDDEN), True),
        (answer("User-agent: *\nDisallow: /*" + "a*" * 2000 + "b\n"), True),
    ],
)
def test_robots_txt_is_obeyed(server: Server, fetcher: Fetcher, robots: Answer, allowed: bool) -> None:
    server.answers |= {
        "/robots.txt": robots,
        "/other.txt": answer(FORBIDDEN),
        "/round": redirect("/robots.txt"),
    }
    if allowed:
        assert fetcher.fetch(server.url("/tag/")).status == 200
    else:
        with pytest.raises(FetchError, match=r"robots\.txt"):
            fetcher.fetch(server.url("/tag/"))
    assert ("/tag/" in server.paths()) is allowed


@pytest.mark.parametrize(("hops", "obeyed"), [(5, True), (6, False)])
def test_redirects_of_robots_txt_are_followed_five_times(
    server: Server, fetcher: Fetcher, hops: int, obeyed: bool
) -> None:
    server.answers["/robots.txt"] = redirect("/1")
    server.answers |= {f"/{hop}": redirect(f"/{hop + 1}") for hop in range(1, hops)}
    server.answers[f"/{hops}"] = answer(FORBIDDEN)
    if obeyed:
        with pytest.raises(FetchError, match="forbids"):
            fetcher.fetch(server.url("/tag/"))
    else:
        assert fetcher.fetch(server.url("/tag/")).status == 200


def test_where_a_redirect_leads_has_to_be_allowed_as_well(server: Server, fetcher: Fetcher) -> None:
    server.answers |= {"/robots.txt": answer("User-agent: *\nDisallow: /tag/"), "/": redirect("/tag/")}
    with pytest.raises(FetchError, match=r"redirected to .*/tag/: its robots\.txt forbids it"):
        fetcher.fetch(server.url())
    assert server.paths() == ["/"]


def test_ones_own_site_is_not_asked(server: Server, fetcher: Fetcher) -> None:
    server.answers["/robots.txt"] = answer(FORBIDDEN)
    fetched = fetcher.fetch(server.url("/tag/"), own=True)
    assert server.paths(robots=True) == ["/tag/"]
    assert "robots" not in fetched.validators


def test_it_is_asked_once_a_run_for_all_pages_of_an_origin(server: Server, fetcher: Fetcher) -> None:
    server.answers["/"] = answer("page")
    for path in ("/tag/", "/", "/tag/"):
        fetcher.fetch(server.url(path))
    assert server.paths(robots=True) == ["/robots.txt", "/tag/", "/", "/tag/"]


def test_a_robots_txt_that_cannot_be_read_is_asked_once_a_run(server: Server, fetcher: Fetcher) -> None:
    server.answers["/robots.txt"] = answer("", "500 Oops")
    for _ in range(3):
        with pytest.raises(FetchError, match=r"robots\.txt: HTTP 500"):
            fetcher.fetch(server.url("/tag/"))
    assert server.paths(robots=True) == ["/robots.txt"]


def test_a_permission_holds_for_a_day(server: Server, clock: Clock, runs: list[Fetcher]) -> None:
    validators = runs[0].fetch(server.url("/tag/")).validators
    server.answers["/robots.txt"] = answer(FORBIDDEN)
    clock.now += timedelta(hours=23)
    validators = runs[1].fetch(server.url("/tag/"), validators=validators).validators
    assert server.paths(robots=True) == ["/robots.txt", "/tag/", "/tag/"]
    clock.now += timedelta(hours=2)
    with pytest.raises(FetchError, match="forbids"):
        runs[2].fetch(server.url("/tag/"), validators=validators)


def test_a_permission_is_for_its_address_alone(server: Server, runs: list[Fetcher]) -> None:
    validators = runs[0].fetch(server.url("/tag/")).validators
    server.answers |= {
        "/robots.txt": answer("User-agent: *\nDisallow: /new"),
        "/tag/": redirect("/new"),
        "/new": answer("page"),
    }
    with pytest.raises(FetchError, match="forbids"):
        runs[1].fetch(server.url("/tag/"), validators=validators)
    assert "/new" not in server.paths()


def test_a_stale_permission_holds_while_robots_txt_cannot_be_read(
    server: Server, clock: Clock, runs: list[Fetcher]
) -> None:
    validators = runs[0].fetch(server.url("/tag/")).validators
    server.answers["/robots.txt"] = answer("", "503 Busy")
    clock.now += timedelta(days=2)
    validators = runs[1].fetch(server.url("/tag/"), validators=validators).validators
    server.answers["/robots.txt"] = answer(FORBIDDEN)
    with pytest.raises(FetchError, match="forbids"):
        runs[2].fetch(server.url("/tag/"), validators=validators)


def test_robots_txt_that_asks_for_time_is_given_it(server: Server, fetcher: Fetcher) -> None:
    server.answers["/robots.txt"] = answer("", "503 Busy", retry_after="Sun, 01 Mar 2099 12:00:00 GMT")
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(server.url("/tag/"))
    assert caught.value.retry_after == timedelta(days=1)


@pytest.mark.parametrize(("asked", "given"), [("7", 7), ("0.5", 1), ("9999", 30), ("soon", 1), ("-3", 1)])
def test_crawl_delay_is_honoured_within_reason(server: Server, asked: str, given: float) -> None:
    server.answers["/robots.txt"] = answer(f"User-agent: *\nCrawl-delay: {asked}")
    slept: list[float] = []
    with Fetcher(allow_private=True, sleep=slept.append) as fetcher:
        validators = fetcher.fetch(server.url("/tag/")).validators
        fetcher.fetch(server.url("/tag/"))
    assert slept == [pytest.approx(given, abs=0.3)]
    with Fetcher(allow_private=True, sleep=slept.append) as next_run:
        next_run.fetch(server.url("/tag/"), validators=validators)
        next_run.fetch(server.url("/tag/"), validators=validators)
    assert slept[1:] == [pytest.approx(given, abs=0.3)]
