"""Following a source into its past, and yields that cannot be right, over the whole line."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from feeds.refresh import Visit, sum_up
from feeds.refresh.past import backfill
from tests.feeds.test_refresh_web import WebSite
from tests.sources.fetch.loopback import Server, answer

TOWNS = [
    "Vernon",
    "Saumur",
    "Cahors",
    "Autun",
    "Honfleur",
    "Dinan",
    "Sedan",
    "Uzès",
    "Sarlat",
    "Vitré",
    "Beaune",
    "Cluny",
]


def page(numbers: range, *, following: str | None = None, dated: bool = False) -> bytes:
    """A listing of articles by number, the newest (the largest number) first."""
    articles = "".join(
        f'<article><h2><a href="/{number}-{TOWNS[number]}/">Le pont de {TOWNS[number]} rouvre</a></h2>'
        + (
            f'<time datetime="2025-0{1 + number // 2}-11T10:0{number % 10}:00+02:00">x</time>'
            if dated
            else ""
        )
        + f"<p>À {TOWNS[number]}, le pont de bois numéro {number} est de nouveau ouvert aux promeneurs.</p></article>"
        for number in reversed(numbers)
    )
    link = f'<a class="next" rel="next" href="{following}">Suivants</a>' if following else ""
    text = f'<html lang="fr"><head><title>Ponts</title></head><body><main><h1>Ponts</h1>{articles}{link}</main></body></html>'
    return answer(text, content_type="text/html; charset=utf-8")


@pytest.fixture
def site(tmp_path: Path) -> WebSite:
    return WebSite(tmp_path / "site")


def follow(site: WebSite, pages: int) -> list[Visit]:
    site.now += timedelta(minutes=15)
    with site.store() as store:
        visits = list(backfill(store, site.settings(), clock=lambda: site.now, pages=pages))
        sum_up(store, site.settings(), visits, clock=lambda: site.now, started=site.now)
    return visits


def numbers(site: WebSite) -> list[int]:
    """The numbers of the articles in the feed, the newest first."""
    return [int(re.findall(r"/(\d+)-", item["url"])[0]) for item in site.feed("all")["items"]]


@pytest.mark.parametrize("dated", [False, True])
def test_older_pages_are_read_bit_by_bit_and_stand_below(site: WebSite, dated: bool) -> None:
    with Server() as server:
        server.answers = {
            "/": page(range(9, 12), following="/page/2/", dated=dated),
            "/page/2/": page(range(6, 9), following="/page/3/", dated=dated),
            "/page/3/": page(range(3, 6), following="/page/4/", dated=dated),
            "/page/4/": page(range(3), dated=dated),
        }
        site.read(ponts=server.url())
        site.refresh()
        assert numbers(site) == [11, 10, 9]
        assert [(visit.listed, visit.new) for visit in follow(site, 1)] == [(3, 3)]
        assert numbers(site) == [11, 10, 9, 8, 7, 6]
        before = site.items()
        assert [(visit.listed, visit.new) for visit in follow(site, 9)] == [(6, 6)]
        assert numbers(site) == list(range(11, -1, -1))
        assert {title: site.items()[title] for title in before} == before
        asked = len(server.paths())
        assert follow(site, 9) == []  # the end was reached
        assert len(server.paths()) == asked


def test_an_interrupted_way_back_goes_on_where_it_was(site: WebSite) -> None:
    with Server() as server:
        server.answers = {
            "/": page(range(6, 9), following="/page/2/"),
            "/page/2/": page(range(3, 6), following="/page/3/"),
            "/page/3/": answer("", "500 Oops"),
        }
        site.read(ponts=server.url())
        site.refresh()
        (visit,) = follow(site, 9)
        assert (visit.outcome, visit.new) == ("failed", 3)
        server.answers["/page/3/"] = page(range(3))
        (visit,) = follow(site, 9)
        assert (visit.outcome, visit.new) == ("collected", 3)
        assert server.paths().count("/page/2/") == 1
    assert numbers(site) == list(range(8, -1, -1))


def test_what_is_found_of_the_past_is_archived_and_no_news(site: WebSite) -> None:
    with Server() as server:
        server.answers = {
            "/": page(range(6, 12), following="/page/2/", dated=True),
            "/page/2/": page(range(6), dated=True),
        }
        site.read(ponts=server.url())
        site.config.write_text(site.config.read_text().replace("[publish]", "[publish]\nentries = 2"))
        site.refresh()
        before = site.feed("all")["items"]
        assert [visit.new for visit in follow(site, 9)] == [6]
        assert site.feed("all")["items"] == before
        assert {path.stem for path in site.tree.glob("feeds/all/*.xml")} == {
            f"2025-0{n}" for n in range(1, 6)
        }


def test_a_page_that_leads_to_itself_ends_the_way(site: WebSite) -> None:
    with Server() as server:
        server.answers = {
            "/": page(range(6, 9), following="/page/2/"),
            "/page/2/": page(range(3, 6), following="/page/2/"),
        }
        site.read(ponts=server.url())
        site.refresh()
        assert [visit.new for visit in follow(site, 9)] == [3]
        assert server.paths().count("/page/2/") == 1


def test_a_page_that_shrinks_is_reported_keeps_its_articles_and_recovers(site: WebSite) -> None:
    with Server() as server:
        server.answers = {"/": page(range(10))}
        site.read(ponts=server.url())
        site.refresh()
        before = site.items()
        server.answers["/"] = page(range(10, 12))
        for _ in range(2):  # nor is it forgotten: the next visit finds it again
            (failure,) = site.refresh().failures
            assert (
                failure.error
                == f"{server.url()}: lists 2 articles where it usually lists 10; its layout may have changed"
            )
            assert site.items() == before
        server.answers["/"] = page(range(2, 12))
        assert not site.refresh().failures
        assert numbers(site) == list(range(11, -1, -1))


def test_an_empty_page_is_reported_and_keeps_its_articles(site: WebSite) -> None:
    with Server() as server:
        server.answers = {"/": page(range(10))}
        site.read(ponts=server.url())
        site.refresh()
        before = site.items()
        server.answers["/"] = page(range(0))
        assert site.refresh().failures
        assert site.items() == before
