"""Rows <-> records, and what is written when nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from feeds.record import Known, Record
from feeds.store import Store, entries, open_store, tags
from feeds.store.schema import entry, metadata
from sources.entry import Credit, DateBasis, Enclosure, Image, Origin, Person, Tag

NOW = datetime(2025, 10, 25, 18, 0, tzinfo=UTC)
PEACE = Tag(slug="peace", label="Peace")
TRADE = Tag(slug="trade", label="Trade")

FULL = Record(
    id="https://example.org/a",
    published=NOW - timedelta(days=1, microseconds=7),
    date_basis=DateBasis.STATED,
    origin=Origin(name="Example", url="https://example.org/"),
    url="https://example.org/a",
    title="A title — with « quotes » 🎈",
    excerpt="An excerpt.",
    content="<p>All of it.</p>",
    updated=NOW,
    authors=(Person(name="Ann", email="ann@example.org"), Person(name="Bo", url="https://bo.example/")),
    tags=(PEACE, TRADE),
    credits=(Credit(name="AFP"),),
    image=Image(url="https://example.org/a.jpg", width=4, height=3),
    enclosures=(Enclosure(url="https://example.org/a.mp3", type="audio/mpeg", length=9, duration=1),),
    language="fr",
)
BARE = Record(
    id="tag:example.org,2025:b", published=NOW, date_basis=DateBasis.ORDER, origin=Origin(name="Example")
)


@dataclass(frozen=True)
class Change:
    """As `feeds.decide` hands it over."""

    record: Record
    names: frozenset[str] = frozenset()
    tags: frozenset[Tag] = frozenset()
    owner: str = "one"
    before: Known | None = None


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/tagwire.db")
    yield store
    store.close()


def save(store: Store, source: str, *changes: Change) -> None:
    with store.transaction() as db:
        entries.save(db, source, changes, NOW)


def known(
    store: Store, source: str, *, names: set[str] = frozenset(), titles: set[str] = frozenset()
) -> list[Known]:  # type: ignore[assignment]
    with store.transaction() as db:
        return entries.candidates(db, source, names=names, titles=titles, size=10)


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.transaction() as db:
        return {
            name: [tuple(row) for row in db.execute(select(table))] for name, table in metadata.tables.items()
        }


def test_a_record_comes_back_as_it_was_kept(store: Store) -> None:
    save(
        store,
        "one",
        Change(FULL, names=frozenset({FULL.url or ""}), tags=frozenset({PEACE, TRADE})),
        Change(BARE),
    )
    with store.transaction() as db:
        assert list(entries.by_key(db, db.scalars(select(entry.c.key)).all()).values()) == [FULL, BARE]
    assert {one.record.id: one.names for one in known(store, "one")} == {
        FULL.id: {"https://example.org/a"},
        BARE.id: frozenset(),
    }


def test_keeping_what_did_not_change_writes_nothing(store: Store) -> None:
    first = Change(FULL, names=frozenset({FULL.url or ""}), tags=frozenset({PEACE, TRADE}))
    save(store, "one", first)
    before = rows(store)
    (again,) = known(store, "one")
    save(store, "one", replace(first, before=again))
    assert rows(store) == before


def test_candidates_bear_a_name_or_a_title_or_are_the_newest_of_the_source(store: Store) -> None:
    save(store, "one", Change(FULL, names=frozenset({"https://example.org/?p=7"})))
    assert [one.record.id for one in known(store, "two", names={"https://example.org/?p=7"})] == [FULL.id]
    assert [one.record.id for one in known(store, "two", titles={"a title: with “quotes” 🎈"})] == [FULL.id]
    assert [one.record.id for one in known(store, "one")] == [FULL.id]
    assert known(store, "two") == []


def test_a_title_names_candidates_in_any_source(store: Store) -> None:
    save(store, "one", Change(replace(BARE, title="The same")))
    assert [one.record.id for one in known(store, "two", titles={"The same"})] == [BARE.id]
    assert known(store, "two", titles={"Another"}) == []


def test_a_listing_larger_than_one_statement_may_bind_is_kept(store: Store) -> None:
    many = [
        Change(replace(BARE, id=f"https://example.org/{n}"), names=frozenset({f"n{n}"})) for n in range(1500)
    ]
    save(store, "one", *many)
    assert len(known(store, "two", names={f"n{n}" for n in range(1500)})) == 1500


def test_each_source_gives_its_own_tags(store: Store) -> None:
    save(store, "one", Change(BARE, tags=frozenset({PEACE})))
    (before,) = known(store, "one")
    save(store, "two", Change(before.record, tags=frozenset({TRADE}), before=before))
    (seen_by_one,) = known(store, "one")
    assert seen_by_one.tags_of_others == {TRADE}
    assert seen_by_one.listed_by == {"one", "two"}
    save(store, "one", Change(seen_by_one.record, tags=frozenset(), before=seen_by_one))
    assert [one.record.tags for one in known(store, "one")] == [(TRADE,)]


def test_a_tag_keeps_its_first_label(store: Store) -> None:
    save(store, "one", Change(BARE, tags=frozenset({PEACE})))
    save(store, "one", Change(FULL, tags=frozenset({Tag(slug="peace", label="PEACE")})))
    with store.transaction() as db:
        assert tags.with_feeds(db) == [PEACE]


def test_a_name_stays_with_the_first_that_bore_it(store: Store) -> None:
    save(store, "one", Change(FULL, names=frozenset({"x"})), Change(BARE, names=frozenset({"y"})))
    (bare,) = [one for one in known(store, "one") if one.record.id == BARE.id]
    save(store, "one", Change(bare.record, names=frozenset({"x", "y", "z"}), before=bare))
    names = {one.record.id: one.names for one in known(store, "one")}
    assert names == {FULL.id: {"x"}, BARE.id: {"y", "z"}}


def test_ids_in_use_are_told_by_their_beginning(store: Store) -> None:
    save(store, "one", Change(BARE), Change(replace(BARE, id="tag:example_org,2025:b")))
    with store.transaction() as db:
        assert entries.taken_ids(db, "tag:example_") == {"tag:example_org,2025:b"}
