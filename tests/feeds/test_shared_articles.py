"""One article is one entry, whichever sources list it, and whatever they are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.captures import Style, capture_text, make_articles
from tests.site import START, Site

ARTICLES = make_articles("fr", 8)


def capture(articles: list, style: Style = Style.TITLED) -> str:  # type: ignore[type-arg]
    return capture_text(articles, language="fr", style=style, heading="pont de bois")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, sources=("un", "deux"))


def dates(site: Site, slug: str = "all") -> dict[str, tuple[str, str]]:
    return {item["id"]: (item["title"], item["date_published"]) for item in site.feed(slug)["items"]}


@pytest.mark.parametrize("style", [Style.TITLED, Style.ARROW, Style.QUOTED])
def test_two_captures_of_the_same_articles_give_them_once(site: Site, style: Style) -> None:
    site.save(capture(ARTICLES), "un")
    site.save(capture(ARTICLES[2:], style), "deux")
    site.refresh()
    assert [title for title, _ in dates(site).values()] == [article.title for article in ARTICLES]
    assert len(dates(site, "source/deux")) == 6


def test_an_article_that_a_second_capture_shows_later_keeps_id_and_date(site: Site) -> None:
    site.save(capture(ARTICLES[2:]), "un")
    site.save(capture(make_articles("fr", 12)[8:]), "deux")
    site.refresh()
    before = dates(site)
    site.save(
        capture([*ARTICLES[1:3], *make_articles("fr", 12)[8:]]), "deux", captured=START + timedelta(days=1)
    )
    site.refresh()
    after = dates(site)
    assert {id_: after[id_] for id_ in before} == before
    assert len(after) == len(before) + 1


def test_an_edit_in_one_of_two_captures_doubles_nothing(site: Site) -> None:
    for source in site.sources:
        site.save(capture(ARTICLES), source)
    site.refresh()
    before = dates(site)
    edited = replace(
        ARTICLES[3], text="Un tout autre texte, qui dit maintenant la suite de cette longue soirée."
    )
    for number, source in enumerate(site.sources):
        site.save(
            capture([*ARTICLES[:3], edited, *ARTICLES[4:]]),
            source,
            captured=START + timedelta(hours=number + 1),
        )
        site.refresh()
        assert dates(site) == before


def test_other_articles_under_the_same_title_stay_apart(site: Site) -> None:
    column = [replace(article, title="La semaine en images") for article in ARTICLES[:2]]
    site.save(capture([column[0], *ARTICLES[2:5]]), "un")
    site.save(capture([column[1], *ARTICLES[5:8]]), "deux")
    site.refresh()
    assert len(dates(site)) == 8


def test_a_source_under_another_name_keeps_its_articles(tmp_path: Path) -> None:
    site = Site(tmp_path, sources=("un",))
    site.save(capture(ARTICLES), "un")
    site.refresh()
    before = dates(site)
    site.config.write_text(site.text().replace('name = "un"', 'name = "premier"'), "utf-8")
    done = site.refresh()
    assert [(visit.source, visit.new) for visit in done.visits] == [("premier", 0)]
    assert dates(site) == dates(site, "source/premier") == before
    assert not (site.tree / "feeds/source/un.json").exists()
    edited = replace(
        ARTICLES[0], text="Récrit de bout en bout, cet article dit maintenant comment la fête a fini."
    )
    site.save(capture([edited, *ARTICLES[1:]]), "un", captured=START + timedelta(days=1))
    site.refresh()
    assert dates(site) == before
    assert edited.text in str(site.feed("all")["items"][0])


def test_a_second_source_at_the_same_place_takes_nothing_over(tmp_path: Path) -> None:
    site = Site(tmp_path, sources=("un",))
    site.save(capture(ARTICLES), "un")
    site.refresh()
    twin = site.text().partition("[[source]]")[2].replace('name = "un"', 'name = "jumeau"')
    site.config.write_text(f"{site.text()}[[source]]{twin}", "utf-8")
    site.refresh()
    assert len(dates(site)) == len(dates(site, "source/un")) == len(dates(site, "source/jumeau")) == 8
