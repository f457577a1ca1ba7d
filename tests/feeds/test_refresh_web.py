"""Runs over sources on the web: what is remembered, spared and put off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from feeds.refresh import Refreshed
from feeds.store import book
from tests.captures import Style, capture_text, make_articles
from tests.site import Site
from tests.sources.fetch.loopback import Server, answer, redirect

CAPTURE = capture_text(make_articles("fr", 6), language="fr", style=Style.TITLED, heading="pont de bois")
OTHERS = capture_text(make_articles("en", 6), language="en", style=Style.TITLED, heading="wooden bridge")
PAGE = answer(CAPTURE, content_type="text/plain; charset=utf-8", etag='"1"')
BUSY = answer("busy", "503 Service Unavailable", retry_after="7200")
UNCHANGED = b"HTTP/1.1 304 Not Modified\r\n\r\n"
SOURCE = '[[source]]\nname = "{}"\nlocation = "{}"\nevery = "{}"\n'


class WebSite(Site):
    """A site whose sources are addresses: give them with `read`."""

    def read(self, *, every: str = "0s", private: bool = True, **sources: str) -> None:
        head = self.text().partition("[[source]]")[0] + f"[fetch]\nallow_private = {str(private).lower()}\n"
        tables = (SOURCE.format(name, url, every) for name, url in sources.items())
        self.config.write_text(head + "".join(tables), "utf-8")

    def state(self, name: str) -> book.SourceState:
        with self.store() as store, store.transaction() as db:
            return book.source_states(db)[name]


@pytest.fixture
def site(tmp_path: Path) -> WebSite:
    return WebSite(tmp_path / "site")


def outcomes(done: Refreshed) -> list[str]:
    return [visit.outcome for visit in done.visits]


def test_a_304_writes_no_file_and_no_row_but_the_sources_own(site: WebSite) -> None:
    with Server(answers={"/": PAGE}) as server:
        site.read(exemple=server.url())
        assert outcomes(site.refresh()) == ["collected"]
        files, rows, articles = site.print(), site.all_rows(), site.rows()
        server.answers["/"] = UNCHANGED
        assert outcomes(site.refresh()) == ["unchanged"]
        assert server.paths(robots=True) == ["/robots.txt", "/", "/"]
    assert site.print() == files
    assert site.rows() == articles
    assert {name for name, now in site.all_rows().items() if now != rows[name]} == {"source", "run"}


def test_a_source_that_fails_keeps_its_articles_and_harms_no_other(site: WebSite) -> None:
    with Server(address="127.0.0.2") as bad, Server(address="127.0.0.3") as good:
        bad.answers, good.answers = {"/": PAGE}, {"/": PAGE}
        site.read(bad=bad.url(), good=good.url())
        site.refresh()
        articles, files = site.rows(), site.print()
        bad.answers, good.answers = {"/": answer("", "500 Oops")}, {"/": UNCHANGED}
        done = site.refresh()
    assert outcomes(done) == ["failed", "unchanged"]
    assert done.visits[0].error == f"{bad.url()}: HTTP 500 Internal Server Error; a page is expected"
    assert (site.rows(), site.print()) == (articles, files)


def test_failures_put_a_source_off_and_success_takes_it_back(site: WebSite) -> None:
    with Server() as server:
        site.read(exemple=server.url(), every="15m")
        waits = []
        for page in (b"", b"", b"", PAGE):
            server.answers = {"/": page} if page else {}
            site.now += timedelta(days=1)
            site.refresh()
            due = site.state("exemple").next_due
            assert due is not None
            waits.append((due - site.now) / timedelta(minutes=1))
    assert waits == [29, 59, 119, 14]


def test_a_site_that_asks_for_time_is_given_it(site: WebSite) -> None:
    with Server(answers={"/": PAGE}) as server:
        site.read(exemple=server.url(), every="15m")
        site.refresh()
        server.answers["/"] = BUSY
        assert outcomes(site.refresh()) == ["failed"]
        asked = site.now
        assert site.state("exemple").next_due == asked + timedelta(hours=2)
        for _ in range(7):
            assert outcomes(site.refresh()) == []
        server.answers["/"] = UNCHANGED
        assert outcomes(site.refresh()) == ["unchanged"]
    assert site.now == asked + timedelta(hours=2)


def test_a_source_that_moved_is_reported_and_read_where_it_went(site: WebSite) -> None:
    with Server(answers={"/": redirect("/new/", "301 Moved Permanently"), "/new/": PAGE}) as server:
        site.read(exemple=server.url())
        (first,) = site.refresh().visits
        server.answers["/new/"] = UNCHANGED
        (second,) = site.refresh().visits
        assert server.paths() == ["/", "/new/", "/new/"]
        assert (first.moved_to, second.moved_to) == (server.url("/new/"), None)  # said once
        assert site.state("exemple").moved_to == server.url("/new/")  # status goes on saying it
    assert second.outcome == "unchanged"


def test_private_addresses_are_for_those_who_ask_for_them(site: WebSite) -> None:
    with Server(answers={"/": PAGE}) as server:
        site.read(exemple=server.url(), private=False)
        (visit,) = site.refresh().visits
        assert server.connections == 0
    assert visit.error is not None
    assert "127.0.0.1 is loopback" in visit.error


def test_sources_are_stored_in_the_order_of_the_settings_however_late_they_answer(site: WebSite) -> None:
    with Server(address="127.0.0.2") as first, Server(address="127.0.0.3") as second:
        second.answers = {"/": answer(OTHERS, content_type="text/plain; charset=utf-8")}
        first.answers = {"/": redirect("/1"), "/1": redirect("/2"), "/2": redirect("/3"), "/3": PAGE}
        site.read(one=first.url(), other=second.url())
        visits = site.refresh().visits
    assert [(visit.source, visit.outcome) for visit in visits] == [
        ("one", "collected"),
        ("other", "collected"),
    ]
    owners = [row[2] for row in site.rows()["entry"]]
    assert owners == ["one"] * 6 + ["other"] * 6
