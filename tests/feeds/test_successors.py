"""Over the whole line: the next article of a series is seen, and one that is edited while it is news comes once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.captures import Article, Style, capture_text, make_articles
from tests.site import START, Site

STAY = make_articles("fr", 6)
BOILERPLATE = (
    "Retrouvez-la chaque jour sur notre site, avec les cartes, les horaires et les avis de la rédaction."
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def show(site: Site, articles: list[Article], days: int = 0) -> dict[str, tuple[str, str]]:
    """The feed once these are listed: ids by title, with their dates."""
    text = capture_text(articles, language="fr", style=Style.TITLED, heading="pont de bois")
    site.save(text, captured=START + timedelta(days=days))
    site.refresh()
    return {title: (item["id"], item["date_published"]) for title, item in site.items().items()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Les prévisions de samedi", "Les prévisions de dimanche"),
        ("Brest – Rennes : suivez le match", "Brest – Nantes : suivez le match"),
        ("Les titres du 3 mars", "Les titres du 4 mars"),
    ],
)
@pytest.mark.parametrize("place", [0, 2, 6])
def test_the_next_of_a_series_is_a_new_entry_though_the_old_one_has_left(
    site: Site, old: str, new: str, place: int
) -> None:
    before = show(site, [*STAY[:place], Article(title=old, text=BOILERPLATE), *STAY[place:]])
    after = show(site, [Article(title=new, text=BOILERPLATE), *STAY], days=1)
    assert {title: after[title] for title in before} == before
    assert after[new][0] != before[old][0]
    assert next(iter(after)) == new


@pytest.mark.parametrize("place", [0, 2, 6])
def test_a_live_title_whose_number_and_text_both_changed_is_one_entry(site: Site, place: int) -> None:
    early = Article(
        title="Séisme : 12 morts",
        text="La terre a tremblé cette nuit dans l’est du pays, douze corps ont été retrouvés.",
    )
    late = Article(
        title="Séisme : 35 morts",
        text="La terre a tremblé cette nuit dans l’est du pays ; trente-cinq corps ont été retrouvés et l’on cherche encore.",
    )
    before = show(site, [*STAY[:place], early, *STAY[place:]])
    after = show(site, [*STAY[:place], late, *STAY[place:]], days=1)
    assert after == {late.title if title == early.title else title: what for title, what in before.items()}
