"""One WordPress tag, read through its page, its API and its feed in turn: its articles stay the same ones."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from tests.site import START, Site

WAYS = ("page", "api", "rss")
OPTIONS = 'url = "https://site.example/tag/guerre-en-ukraine/"'


@pytest.fixture(scope="module")
def ways(shared: Path) -> dict[str, str]:
    pages = shared / "pages"
    api = pages / "wordpress-api"
    page = (pages / "twentytwelve" / "tag.html").read_text("utf-8")
    return {
        "page": page.replace("twentytwelve.example", "site.example"),
        "api": (api / "posts.json").read_text("utf-8"),
        "rss": (api / "rss2.xml").read_text("utf-8"),
        "atom": (api / "atom.xml").read_text("utf-8"),
    }


def facts(site: Site) -> list[tuple[str, str, str]]:
    """What readers know an article by: id, title and instant."""
    return [(item["id"], item["title"], item["date_published"]) for item in site.feed("all")["items"]]


def moved(text: str) -> str:
    """The same site after the first article's slug was changed."""
    return text.replace("emissaire-russe", "nouvelle-adresse").replace(
        "emissaire-russe/", "nouvelle-adresse/"
    )


@pytest.mark.parametrize("order", [*permutations(WAYS), ("atom", "page", "api")], ids="-".join)
def test_ids_titles_and_days_do_not_hang_on_the_way(
    tmp_path: Path, ways: dict[str, str], order: tuple[str, ...]
) -> None:
    site = Site(tmp_path, options=OPTIONS)
    read = []
    for number, way in enumerate(order):
        site.save(ways[way], captured=START + timedelta(minutes=number))
        done = site.refresh()
        assert not done.failures
        assert sum(visit.new for visit in done.visits) == (10 if not read else 0)
        read.append(facts(site))
    assert read[0] == read[1] == read[2]


@pytest.mark.parametrize(("first", "then"), [*permutations(WAYS, 2), ("atom", "page")])
def test_a_new_slug_read_another_way_is_no_new_article(
    tmp_path: Path, ways: dict[str, str], first: str, then: str
) -> None:
    site = Site(tmp_path, options=OPTIONS)
    site.save(ways[first])
    site.refresh()
    before = facts(site)
    site.save(moved(ways[then]), captured=START + timedelta(minutes=1))
    done = site.refresh()
    assert sum(visit.new for visit in done.visits) == 0
    assert facts(site) == before
    assert "nouvelle-adresse" in site.feed("all")["items"][0]["url"]
