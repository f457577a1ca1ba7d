"""What a listing changes of what is remembered: nothing but what was edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.decide.changes import Change, Reading, compare, same_words
from feeds.decide.dates import Dating
from feeds.record import Known
from sources.entry import DateBasis, Entry, Origin, Tag

PUBLISHED = datetime(2025, 10, 24, 10, tzinfo=UTC)
FIRST_RUN = datetime(2025, 10, 25, 10, tzinfo=UTC)
NEXT_RUN = FIRST_RUN + timedelta(hours=1)
DATING = Dating(instant=PUBLISHED, basis=DateBasis.TEXT)
RIVER = Tag(slug="river", label="River")

ARTICLE = Entry(
    title="The ferry « Aurora » sails again",
    excerpt="After a winter in the yard, the ferry took on passengers at dawn... and a dog.",
    tags=(RIVER,),
)


def reading(
    source: str = "one", *, now: datetime = NEXT_RUN, sources: tuple[str, ...] = ("one", "two")
) -> Reading:
    return Reading(
        source=source,
        prefix="tag:example.org,2026:",
        origin=Origin(name=source.title()),
        tags=(),
        now=now,
        sources=frozenset(sources),
    )


def first(entry: Entry = ARTICLE) -> Known:
    """The article as it is remembered after the first run."""
    (change,) = compare([entry], [None], [DATING], reading(now=FIRST_RUN), frozenset())
    return Known(record=change.record, names=change.names, owner=change.owner, listed_by=frozenset({"one"}))


def next_(entry: Entry, before: Known, reading: Reading = reading(), dating: Dating = DATING) -> Change:  # noqa: B008  # frozen
    (change,) = compare([entry], [before], [dating], reading, frozenset())
    return change


def test_the_same_again_changes_nothing() -> None:
    change = next_(ARTICLE, first())
    assert not change.shows
    assert not change.is_new


@pytest.mark.parametrize(
    ("field", "value", "updated"),
    [
        ("title", "The ferry « Aurora » does not sail", NEXT_RUN),
        ("title", 'The ferry "Aurora"  sails again', None),
        ("title", "The ferry «\u00a0Aurora\u00a0» sails again", None),
        ("title", "", None),
        ("excerpt", "After a winter in the yard, the ferry stayed there.", NEXT_RUN),
        ("excerpt", "After a winter in the yard, the ferry took on passengers at dawn… and a dog.", None),
        ("excerpt", "After a winter in the yard, the ferry took […]", None),
        ("excerpt", None, None),
        ("content", "<p>All of it.</p>", None),
        ("tags", (Tag(slug="boats", label="Boats"),), None),
    ],
)
def test_updated_moves_when_the_words_changed_and_only_then(
    field: str, value: object, updated: datetime | None
) -> None:
    before = first()
    record = next_(replace(ARTICLE, **{field: value}), before).record
    assert record.updated == updated
    assert record.id == before.record.id
    assert record.published == before.record.published


def test_a_cut_excerpt_does_not_replace_the_whole_one() -> None:
    cut = replace(ARTICLE, excerpt="After a winter in the yard, the ferry took […]")
    assert next_(cut, first()).record.excerpt == ARTICLE.excerpt
    assert next_(ARTICLE, first(cut)).record.excerpt == ARTICLE.excerpt
    assert next_(ARTICLE, first(cut)).record.updated is None


def test_content_that_changes_is_an_update_and_content_that_is_cut_off_is_none() -> None:
    whole = replace(ARTICLE, content="<p>All of it.</p>")
    assert next_(replace(whole, content="<p>All of that.</p>"), first(whole)).record.updated == NEXT_RUN
    assert next_(ARTICLE, first(whole)).record.content == "<p>All of it.</p>"


def test_what_the_source_states_as_its_update_counts() -> None:
    stated = NEXT_RUN - timedelta(minutes=20)
    changed = replace(ARTICLE, excerpt="Quite different.", updated=stated)
    assert next_(changed, first()).record.updated == stated
    assert next_(replace(ARTICLE, updated=stated), first()).record.updated is None


def test_two_changed_articles_never_share_an_update() -> None:
    entries = [replace(ARTICLE, title=f"Ferry number {n}", excerpt="Old.") for n in range(5)]
    known = [first(entry) for entry in entries]
    after = [replace(entry, excerpt="New.") for entry in entries]
    changes = compare(after, known, [DATING] * 5, reading(), frozenset())
    assert len({change.record.updated for change in changes}) == 5


def test_a_better_basis_moves_the_date_and_nothing_else() -> None:
    stated = Dating(instant=PUBLISHED - timedelta(hours=3), basis=DateBasis.STATED)
    before = first()
    change = next_(ARTICLE, before, dating=stated)
    assert change.record == replace(before.record, published=stated.instant, date_basis=DateBasis.STATED)


def test_the_first_source_has_the_word_and_others_fill_in() -> None:
    before = first()
    other = replace(
        ARTICLE, title="Otherwise", excerpt="Otherwise.", language="en", tags=(Tag(slug="x", label="X"),)
    )
    change = next_(other, replace(before, tags_of_others=frozenset({RIVER})), reading("two"))
    assert change.owner == "one"
    assert change.record == replace(before.record, language="en", tags=(RIVER, Tag(slug="x", label="X")))
    assert change.tags == {Tag(slug="x", label="X")}


def test_a_source_that_is_configured_no_more_hands_its_articles_on() -> None:
    change = next_(replace(ARTICLE, title="Otherwise"), first(), reading("two", sources=("two",)))
    assert change.owner == "two"
    assert change.record.title == "Otherwise"
    assert change.record.origin.name == "Two"


def test_a_tag_keeps_the_label_that_is_remembered() -> None:
    shouted = replace(ARTICLE, tags=(Tag(slug="river", label="RIVER"),))
    assert not next_(shouted, first()).shows


def test_ids_minted_in_one_listing_differ() -> None:
    entries = [replace(ARTICLE, excerpt=text) for text in ("One.", "Two.", "Three.")]
    changes = compare(entries, [None] * 3, [DATING] * 3, reading(), frozenset())
    assert len({change.record.id for change in changes}) == 3


@given(st.text(max_size=60), st.lists(st.integers(0, 60), max_size=5))
def test_white_space_is_not_words(text: str, places: list[int]) -> None:
    spaced = text
    for place in places:
        spaced = spaced[:place] + " " + spaced[place:]
    assert same_words(text, spaced)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("l'été", "l’été", True),
        ("« non »", "“non”", True),
        ("a — b", "a - b", True),
        ("fin…", "fin...", True),
        ("caf\u00e9", "cafe\u0301", True),
        ("peace", "piece", False),
        ("No.", "no.", False),
        ("2024", "2025", False),
        (None, "", True),
    ],
)
def test_typography_is_not_words(one: str | None, other: str | None, same: bool) -> None:
    assert same_words(one, other) is same
