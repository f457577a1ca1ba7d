"""Recognition: a hard rule is a pure function, a table of cases and a property."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.decide.identity import distinct, mint, recognise
from feeds.record import Known, Record
from sources.entry import DateBasis, DateEvidence, Entry, Origin

NOON = datetime(2025, 10, 24, 12, tzinfo=UTC)
SOURCE = "gazette"

HARBOUR = Entry(
    title="The harbour master closes the east quay",
    excerpt="Cracks as wide as a hand were found under the crane, and nobody may walk there before spring comes.",
)
BAKERY = Entry(
    title="A bakery wins the national prize for the third time",
    excerpt="The rye bread that took two years of trials convinced a jury that is said to love only wheat.",
)
BRIDGE = Entry(
    title="Old bridge: the vote is postponed again",
    excerpt="The council wants to see the figures of the second survey before it decides on the railings.",
)
LISTING = (HARBOUR, BAKERY, BRIDGE)


def remembered(entries: tuple[Entry, ...], *, listed_by: frozenset[str] = frozenset({SOURCE})) -> list[Known]:
    """What a store holds after that listing, newest first."""
    return [
        Known(
            record=Record(
                id=entry.url or f"tag:example.org,2025:{index}",
                published=NOON - timedelta(days=index),
                date_basis=DateBasis.TEXT,
                origin=Origin(name="Gazette"),
                url=entry.url,
                title=entry.title,
                excerpt=entry.excerpt,
            ),
            names=frozenset(filter(None, (entry.url, *entry.aliases))),
            owner=SOURCE,
            listed_by=listed_by,
        )
        for index, entry in enumerate(entries)
    ]


def found(entries: tuple[Entry, ...], known: list[Known]) -> list[int | None]:
    """For each listed article the place of the one it was taken for."""
    return [known.index(one) if one else None for one in recognise(entries, known, SOURCE)]


NEW = Entry(
    title="Swimming pool: the roof opens on Monday", excerpt="Three years late, the roof moves at last."
)

CASES = {
    "the same listing": (LISTING, [0, 1, 2]),
    "one more on top, one less below": ((NEW, HARBOUR, BAKERY), [None, 0, 1]),
    "one in between": ((HARBOUR, NEW, BAKERY, BRIDGE), [0, None, 1, 2]),
    "an excerpt rewritten": ((HARBOUR, replace(BAKERY, excerpt="All the bread is gone."), BRIDGE), [0, 1, 2]),
    "the top one's excerpt rewritten": ((replace(HARBOUR, excerpt="Spring will tell."), BAKERY), [0, 1]),
    "an excerpt lost": ((replace(HARBOUR, excerpt=None), BAKERY, BRIDGE), [0, 1, 2]),
    "a title retouched, over the same text": (
        (HARBOUR, replace(BAKERY, title="A bakery wins national prize for the 3rd time"), BRIDGE),
        [0, 1, 2],
    ),
    "a title retouched, its numbers kept": (
        (HARBOUR, replace(BAKERY, title="Bakery wins national prize for the third time"), BRIDGE),
        [0, 1, 2],
    ),
    "another title over the same text": (
        (HARBOUR, replace(BAKERY, title="Rye conquers the jury"), BRIDGE),
        [0, 1, 2],
    ),
    "typography changed": (
        (replace(HARBOUR, title="The harbour-master closes the “east” quay"), BAKERY, BRIDGE),
        [0, 1, 2],
    ),
    "moved to the top after an edit": ((BRIDGE, HARBOUR, BAKERY), [2, 0, 1]),
    "nothing known comes back": ((NEW,), [None]),
}


@pytest.mark.parametrize("case", CASES)
def test_recognition(case: str) -> None:
    listing, expected = CASES[case]
    assert found(listing, remembered(LISTING)) == expected


def test_a_sequel_is_a_new_article_while_the_first_is_listed() -> None:
    first = replace(HARBOUR, title="Strike, day 9: trains stand still")
    sequel = replace(NEW, title="Strike, day 10: trains stand still")
    assert found((sequel, first, BAKERY), remembered((first, BAKERY))) == [None, 0, 1]


def test_a_sequel_is_a_new_article_when_the_first_has_left() -> None:
    first = replace(HARBOUR, title="Strike, day 9: trains stand still")
    sequel = replace(NEW, title="Strike, day 10: trains stand still")
    assert found((sequel, BAKERY), remembered((first, BAKERY))) == [None, 1]


def test_a_title_that_comes_every_week_names_a_new_article_each_time() -> None:
    last_week = Entry(
        title="The week in pictures", excerpt="Fog over the river, and the last swimmers of the year."
    )
    this_week = Entry(
        title="The week in pictures", excerpt="A market, a wedding, and what the storm left standing."
    )
    known = remembered((HARBOUR, last_week, BRIDGE))
    assert found((this_week, HARBOUR, last_week), known) == [None, 0, 1]
    assert found((this_week, HARBOUR), known) == [None, 0]


def test_the_address_decides_over_the_words() -> None:
    known = remembered(
        (replace(HARBOUR, url="https://example.org/a"), replace(BAKERY, url="https://example.org/b"))
    )
    listing = (replace(BAKERY, url="https://example.org/a"), replace(HARBOUR, url="https://example.org/b"))
    assert found(listing, known) == [0, 1]


def test_an_alias_decides_under_a_new_address() -> None:
    known = remembered(
        (replace(HARBOUR, url="https://example.org/a", aliases=("https://example.org/?p=7",)),)
    )
    moved = Entry(
        url="https://example.org/new", title="Quite another title", aliases=("https://example.org/?p=7",)
    )
    assert found((moved,), known) == [0]


def test_days_that_are_certain_tell_articles_apart() -> None:
    known = remembered((replace(HARBOUR, url="https://example.org/a"),))
    known = [replace(one, record=replace(one.record, date_basis=DateBasis.DAY)) for one in known]
    clue = DateEvidence(basis=DateBasis.DAY, year=2025, month=11, day=7)
    assert found((replace(HARBOUR, url="https://example.org/b", dates=(clue,)),), known) == [None]


def test_the_same_stated_instant_and_title_is_the_same_article_in_another_source() -> None:
    known = remembered((HARBOUR,), listed_by=frozenset({"elsewhere"}))
    clue = DateEvidence(basis=DateBasis.STATED, instant=NOON)
    assert found((replace(HARBOUR, excerpt="Elsewhere it is told otherwise.", dates=(clue,)),), known) == [0]
    assert found((replace(HARBOUR, excerpt="Elsewhere it is told otherwise."),), known) == [None]


def test_the_same_title_and_text_without_an_address_is_the_same_article_in_another_source() -> None:
    elsewhere = frozenset({"elsewhere"})
    known = remembered(LISTING, listed_by=elsewhere)
    addressed = remembered((replace(HARBOUR, url="https://example.org/a"),), listed_by=elsewhere)
    assert found((NEW, BAKERY), known) == [None, 1]
    assert found((HARBOUR,), addressed) == [0]
    assert found((replace(HARBOUR, url="https://example.net/b"),), addressed) == [None]
    assert found((replace(HARBOUR, excerpt=NEW.excerpt),), known) == [None]
    assert found((replace(HARBOUR, title=NEW.title),), known) == [None]


def test_a_short_title_alone_means_nothing_in_another_source() -> None:
    known = remembered((Entry(title="Agenda"), Entry(title=BRIDGE.title)), listed_by=frozenset({"elsewhere"}))
    assert found((Entry(title="Agenda"), Entry(title=BRIDGE.title)), known) == [None, 1]


def test_what_stands_twice_in_a_listing_is_one_article() -> None:
    slider = replace(HARBOUR, url="https://example.org/a")
    main = replace(HARBOUR, url="https://example.org/a", excerpt="Longer.")
    assert distinct([slider, BAKERY, main, BAKERY]) == [slider, BAKERY]


def test_what_stands_twice_word_for_word_is_one_article_unless_it_shows_different_days() -> None:
    friday, saturday = (
        replace(BRIDGE, dates=(DateEvidence(basis=DateBasis.DAY, year=2025, month=10, day=day),))
        for day in (24, 25)
    )
    assert distinct([saturday, BAKERY, friday, saturday]) == [saturday, BAKERY, friday]
    assert distinct([BRIDGE, saturday]) == [BRIDGE]
    assert distinct([saturday, BRIDGE]) == [saturday]


WORDS = st.text("abcdefghij éß中", min_size=1, max_size=40)
ENTRIES = st.builds(Entry, title=WORDS, excerpt=st.none() | WORDS)


@given(st.lists(ENTRIES, max_size=12))
def test_a_listing_recognises_itself(entries: list[Entry]) -> None:
    once = tuple(entry for entry in distinct(entries) if any(c.isalnum() for c in entry.title))
    titles = [entry.title for entry in once]
    if len(set(titles)) == len(titles):
        assert found(once, remembered(once)) == list(range(len(once)))


@given(st.lists(ENTRIES, max_size=8), st.lists(ENTRIES, max_size=8))
def test_no_remembered_article_answers_twice(before: list[Entry], after: list[Entry]) -> None:
    taken = [one for one in found(tuple(after), remembered(tuple(before))) if one is not None]
    assert len(taken) == len(set(taken))


@pytest.mark.parametrize(
    ("entry", "taken", "id_"),
    [
        (Entry(url="https://example.org/a", title="A"), set(), "https://example.org/a"),
        (Entry(title="Guerre à l’ouest : jour 3"), set(), "tag:x.example,2026:entries/s/guerre-%C3%A0-l-ouest-jour-3"),
        (Entry(title="War"), {"tag:x.example,2026:entries/s/war"}, "tag:x.example,2026:entries/s/war-2"),
        (Entry(title="", excerpt="A short notice."), set(), "tag:x.example,2026:entries/s/a-short-notice"),
        (Entry(title="!?"), set(), "tag:x.example,2026:entries/s/untitled"),
        (Entry(url="https://example.org/a"), {"https://example.org/a"}, "tag:x.example,2026:entries/s/https-example-org-a"),
    ],
)  # fmt: skip
def test_ids_are_made_of_what_was_first_seen(entry: Entry, taken: set[str], id_: str) -> None:
    assert mint(entry, prefix="tag:x.example,2026:", source="s", taken=taken) == id_
