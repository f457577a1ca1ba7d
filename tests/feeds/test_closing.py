"""Readers that fetch each archive once (RFC 5005, 4) miss nothing, whatever comes when, and archives stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from unittest.mock import patch

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Select, select

from feeds import closing
from feeds.closing import close_archives
from feeds.record import Kind, Known, Record, month_of
from feeds.selection import Feed, archived, begins, current
from feeds.selection import archives as division
from feeds.selection.query import every_entry
from feeds.store import Store, archives, book, entries, freshness, open_store
from feeds.store.freshness import Span
from feeds.store.schema import entry, metadata
from sources.entry import DateBasis, Origin, Tag

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
PART = 4  # small, so that short histories have everything in them
LARGEST = 2 * PART


@dataclass(frozen=True, kw_only=True)
class Kept:
    """As `entries.save` takes it."""

    record: Record
    before: Known | None = None
    names: frozenset[str] = frozenset()
    tags: frozenset[Tag] = frozenset()
    owner: str = "one"


@dataclass
class Publication:
    """The feed of everything, without its documents: which entries each of them would carry."""

    limit: int
    now: datetime = BEGIN
    entries: dict[str, datetime] = field(default_factory=dict)  # all that are shown
    hidden: dict[str, datetime] = field(default_factory=dict)
    published: dict[str, frozenset[str]] = field(default_factory=dict)  # archives, the oldest first
    current: frozenset[str] = frozenset()
    store: Store = field(default_factory=cache(lambda: open_store("sqlite://")))
    feed: Feed = field(default=Feed(slug="all", kind=Kind.ALL, label="", selection=every_entry()))

    def __post_init__(self) -> None:
        with self.store.transaction() as db:
            for table in reversed(metadata.sorted_tables):
                db.execute(table.delete())
            book.add_feeds(db, {"all": "tag:x"}, self.now)

    def show(self, published: list[datetime], *, is_past: bool = False) -> None:
        """New entries, published at these instants."""
        first = len(self.entries) + len(self.hidden)
        new = {f"https://example.org/{first + number}": instant for number, instant in enumerate(published)}
        self._save([Kept(record=record(id_, instant)) for id_, instant in new.items()], is_past=is_past)
        self.entries |= new

    def move(self, id_: str, instant: datetime) -> None:
        """An entry turns out to be of another instant."""
        before = Known(
            record=record(id_, self.entries[id_]),
            names=frozenset(),
            owner="one",
            listed_by=frozenset({"one"}),
        )
        self._touch(self.entries[id_])
        self._save([Kept(record=record(id_, instant), before=before)])
        self.entries[id_] = instant

    def hide(self, id_: str, *, hidden: bool) -> None:
        there, here = (self.entries, self.hidden) if hidden else (self.hidden, self.entries)
        here[id_] = there.pop(id_)
        with self.store.transaction() as db:
            entries.hide(db, id_, hidden=hidden)
            if not hidden:
                archives.note_news(db, [id_])
        self._touch(here[id_])

    def publish(self) -> set[str]:
        """The names of the archives whose documents are written come back."""
        with self.store.transaction() as db:
            close_archives(db, [self.feed], limit=self.limit, now=self.now)
            found = archives.archives_of(db, ["all"]).get("all", [])
            behind = {one.name for one in found if not one.fresh}
            late = "all" if "all" in archives.late_entries(db, ["all"]) else None
            self.current = self._ids(db, current(self.feed.selection, self.limit, late=late))
            held = {
                one.name: self._ids(db, archived(self.feed.selection, "all", one, begin=begin))
                for one, begin in zip(found, begins(found), strict=True)
            }
            archives.mark_written(db, "all", found)
            freshness.mark_fresh(db, ["all"])
        assert all(held[name] == self.published.get(name) for name in held.keys() - behind)
        self.published = held
        return behind

    def _save(self, changes: list[Kept], *, is_past: bool = False) -> None:
        with self.store.transaction() as db:
            entries.save(db, "one", changes, self.now)
            if not is_past:
                archives.note_news(db, [one.record.id for one in changes])
        for one in changes:
            self._touch(one.record.published)

    def _touch(self, instant: datetime) -> None:
        with self.store.transaction() as db:
            freshness.mark_stale(db, {"all": {month_of(instant): Span(instant, instant)}})

    def _ids(self, db: Connection, keys: Select[tuple[int]]) -> frozenset[str]:
        return frozenset(db.scalars(select(entry.c.id).where(entry.c.key.in_(keys))))


@dataclass
class Reader:
    """Fetches each archive once: from the current document back to the first that it has."""

    has: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)

    def look(self, at: Publication) -> None:
        self.ids |= at.current
        for name, ids in reversed(at.published.items()):
            if name in self.has:
                return
            self.has.add(name)
            self.ids |= ids


def record(id_: str, published: datetime) -> Record:
    return Record(
        id=id_,
        url=id_,
        title=id_,
        published=published,
        date_basis=DateBasis.STATED,
        origin=Origin(name="Exemple", url="https://example.org/"),
    )


@pytest.fixture(autouse=True)
def small_parts() -> Iterator[None]:
    with (
        patch.multiple(division, PART=PART, LARGEST=LARGEST),
        patch.multiple(closing, PART=PART, LARGEST=LARGEST),
    ):
        yield


PHASES = set(Phase) - {Phase.explain}  # it takes longer than all the others
HOURS = st.integers(1, 24 * 20).map(lambda hours: timedelta(hours=hours))
AGES = st.lists(st.integers(0, 24 * 100).map(lambda hours: timedelta(hours=hours)), min_size=1, max_size=12)
INDEX = st.integers(0, 10_000)
STEPS = st.one_of(
    st.tuples(st.just("new"), st.integers(1, 12), HOURS),  # as many, spread over the time since
    st.tuples(st.just("same instant"), st.integers(1, 20), HOURS),
    st.tuples(st.just("late"), AGES, HOURS),
    st.tuples(st.just("move"), INDEX, HOURS),
    st.tuples(st.just("hide"), INDEX, HOURS),
    st.tuples(st.just("show again"), INDEX, HOURS),
    st.tuples(st.just("past"), AGES, HOURS),
    st.tuples(st.just("look"), st.just(0), HOURS),
)


def take(step: str, what: object, wait: timedelta, publication: Publication, reader: Reader) -> None:
    before, publication.now = publication.now, publication.now + wait
    shown, hidden = sorted(publication.entries), sorted(publication.hidden)
    match step, what:
        case "new", int(count):
            publication.show([before + wait * number / count for number in range(count)])
        case "same instant", int(count):
            publication.show([publication.now] * count)
        case (("late" | "past"), list(ages)):
            publication.show([publication.now - age for age in ages], is_past=step == "past")
        case "move", int(index) if shown:
            publication.move(shown[index % len(shown)], publication.now - timedelta(hours=index % 2000))
        case "hide", int(index) if shown:
            publication.hide(shown[index % len(shown)], hidden=True)
        case "show again", int(index) if hidden:
            publication.hide(hidden[index % len(hidden)], hidden=False)
        case "look", _:
            reader.look(publication)


@settings(deadline=None, max_examples=60, phases=PHASES)
@given(st.integers(1, 12), st.lists(STEPS, max_size=15))
def test_who_fetches_each_archive_once_misses_nothing(
    limit: int, steps: list[tuple[str, object, timedelta]]
) -> None:
    publication, reader = Publication(limit=limit), Reader()
    past: set[str] = set()
    for step, what, wait in steps:
        before = set(publication.entries)
        take(step, what, wait, publication, reader)
        past |= set(publication.entries) - before if step == "past" else set()
        publication.publish()
        archived = frozenset().union(*publication.published.values())
        assert publication.current | archived == publication.entries.keys()
        assert publication.current >= set(newest(publication, limit))
        assert len(publication.current) <= 2 * limit
        assert max(map(len, publication.published.values()), default=0) <= LARGEST + PART
    reader.look(publication)
    assert reader.ids >= publication.entries.keys() - past


def newest(publication: Publication, limit: int) -> list[str]:
    shown = publication.entries
    instants = sorted(shown.values(), reverse=True)[:limit]
    return [id_ for id_ in shown if shown[id_] > instants[-1]]


@settings(deadline=None, max_examples=30, phases=PHASES)
@given(st.integers(1, 12), st.lists(st.tuples(st.integers(1, 12), HOURS), max_size=15))
def test_what_comes_in_its_time_leaves_every_archive_as_it_is(
    limit: int, steps: list[tuple[int, timedelta]]
) -> None:
    publication, reader = Publication(limit=limit), Reader()
    for count, wait in steps:
        before = publication.published
        last = next(reversed(before), None)
        take("new", count, wait, publication, reader)
        written = publication.publish()
        assert {name: publication.published[name] for name in before} == before
        assert written <= {
            last,
            *publication.published.keys() - before.keys(),
        }  # the last links to what follows
        assert len(publication.current) == min(limit, len(publication.entries))
