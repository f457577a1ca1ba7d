"""Book-keeping: the site's id, the state of sources, feeds and runs. Works in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, bindparam, func, insert, select, update

from feeds.record import Kind
from feeds.store.chunks import chunks
from feeds.store.schema import entry, feed, listed, run, site, source

RUNS_KEPT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """How far into its past a source has been followed: `next` is None at the end."""

    next: str | None  # the page still to be read
    above: str | None = None  # the id of the last article of the page before it


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What is remembered of a source between visits."""

    validators: Mapping[str, str] = field(default_factory=dict)
    last_checked: datetime | None = None
    last_success: datetime | None = None
    next_due: datetime | None = None
    failures: int = 0  # in a row
    error: str | None = None
    yields: tuple[int, ...] = ()  # how many articles the last visits listed, the latest last
    moved_to: str | None = None  # the address that has taken the place of the configured one
    past: Past | None = None  # how far back its pages have been read
    location: str | None = None  # as configured when all this was found


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the list of feeds says of one."""

    kind: Kind
    label: str
    entries: int = 0
    newest: datetime | None = None  # when the newest of them was published
    headline: str = ""  # of the newest one
    sources: tuple[str, ...] = ()  # the names of those that have listed its entries


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed's identity, minted once."""

    id: str
    created: datetime
    stale: bool  # its documents are behind its entries
    whole: bool = True  # and so are all its archives, not only those of stale months
    content: Content | None = None  # None while there is no such feed


def remembered(db: Connection, key: str) -> str | None:
    """A value of the site's that was kept with `remember`."""
    found: str | None = db.scalar(select(site.c.value).where(site.c.key == key))
    return found


def remember(db: Connection, key: str, value: str) -> None:
    """Keep one value of the site's under `key`, unless it is there already."""
    if remembered(db, key) != value:
        _upsert(db, site, {"key": key}, {"value": value})


def source_states(db: Connection) -> dict[str, SourceState]:
    """The state of every source ever visited, by name."""
    return {
        row.name: SourceState(
            **{name: getattr(row, name) for name in SourceState.__slots__ if name not in {"yields", "past"}},
            yields=tuple(row.yields),
            past=Past(**row.past) if row.past else None,
        )
        for row in db.execute(select(source))
    }


def save_source_state(db: Connection, name: str, state: SourceState) -> None:
    """Keep what the last visit to the source leaves."""
    values = {key: getattr(state, key) for key in SourceState.__slots__}
    past = asdict(state.past) if state.past else None
    _upsert(db, source, {"name": name}, values | {"validators": dict(state.validators), "past": past})


def feed_states(db: Connection, slugs: Iterable[str] | None = None) -> dict[str, FeedState]:
    """Every feed that has an id, by slug; of these slugs only, where they are given."""
    queries = (
        [select(feed)]
        if slugs is None
        else [select(feed).where(feed.c.slug.in_(some)) for some in chunks(slugs)]
    )
    return {
        row.slug: FeedState(
            id=row.id, created=row.created, stale=row.stale, whole=row.whole, content=_content(row)
        )
        for query in queries
        for row in db.execute(query)
    }


def add_feeds(db: Connection, ids: Mapping[str, str], now: datetime) -> None:
    """Give new feeds their ids for good; they begin stale."""
    if ids:
        behind = {"created": now, "stale": True, "whole": True}
        db.execute(insert(feed), [{"slug": slug, "id": id_, **behind} for slug, id_ in ids.items()])


def save_contents(db: Connection, contents: Mapping[str, Content | None]) -> None:
    """Keep what the list of feeds says of these, by slug; None of those that are no more."""
    of_slug = update(feed).where(feed.c.slug == bindparam("of"))
    known = [
        {**asdict(content), "kind": content.kind.value, "of": slug}
        for slug, content in contents.items()
        if content
    ]
    if known:
        db.execute(of_slug, known)
    if gone := [{"kind": None, "of": slug} for slug, content in contents.items() if content is None]:
        db.execute(of_slug, gone)


def _content(row: Row[Any]) -> Content | None:
    if row.kind is None:
        return None
    return Content(
        kind=Kind(row.kind),
        label=row.label,
        entries=row.entries,
        newest=row.newest,
        headline=row.headline,
        sources=tuple(row.sources),
    )


def source_counts(db: Connection) -> dict[str, tuple[int, datetime]]:
    """How many entries each source has shown, and the newest one's instant."""
    query = (
        select(listed.c.source, func.count().label("entries"), func.max(entry.c.published).label("newest"))
        .join(entry, entry.c.key == listed.c.entry)
        .where(~entry.c.hidden)
        .group_by(listed.c.source)
    )
    return {row.source: (row.entries, row.newest) for row in db.execute(query)}


def entry_count(db: Connection) -> int:
    """How many entries feeds may carry."""
    return db.scalar(select(func.count()).select_from(entry).where(~entry.c.hidden)) or 0


def hidden_count(db: Connection) -> int:
    """How many entries no feed carries, as they were hidden."""
    return db.execute(select(func.count()).where(entry.c.hidden)).scalar_one()


def save_run(db: Connection, *, started: datetime, finished: datetime, summary: object) -> None:
    """Add one run to the book; the oldest runs leave it."""
    db.execute(insert(run).values(started=started, finished=finished, summary=msgspec.to_builtins(summary)))
    kept = select(run.c.key).order_by(run.c.key.desc()).limit(RUNS_KEPT).subquery()
    db.execute(run.delete().where(run.c.key < select(func.min(kept.c.key)).scalar_subquery()))


def _upsert(db: Connection, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
    """Write one row, new or not; the caller's lock keeps others out."""
    ((name, value),) = key.items()
    if not db.execute(update(table).where(table.c[name] == value).values(values)).rowcount:
        db.execute(insert(table).values(key | values))
