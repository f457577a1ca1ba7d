"""Entries with their names and tags: rows <-> records. Every function works in the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update

from feeds.record import Known, Record, month_of, title_key
from feeds.store import fragments, tags
from feeds.store.chunks import chunks
from feeds.store.schema import alias, entry, entry_tag, listed, tag
from sources.entry import Credit, DateBasis, Enclosure, Image, Origin, Person, Tag

RECENT = 100  # articles of a source, beyond twice the listing, that a new listing may still show

ENTRY_COLUMNS = ("id", "url", "title", "excerpt", "content", "published", "updated", "language")


class Stored(Protocol):
    """What `save` keeps of one listed article: feeds.decide.Change has it."""

    @property
    def record(self) -> Record: ...
    @property
    def names(self) -> frozenset[str]: ...
    @property
    def tags(self) -> frozenset[Tag]: ...
    @property
    def owner(self) -> str: ...
    @property
    def before(self) -> Known | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Details:
    """The columns of an entry that are never searched, as one JSON value."""

    origin: Origin
    authors: tuple[Person, ...] = ()
    credits: tuple[Credit, ...] = ()
    image: Image | None = None
    enclosures: tuple[Enclosure, ...] = ()


def candidates(
    db: Connection, source: str, *, names: Collection[str], titles: Collection[str], size: int
) -> list[Known]:
    """What a listing of `size` articles may show again: whatever bears one of its `names`, the newest of
    its `titles` in any source, and the source's newest.
    """
    keys: set[int] = set()
    for some in chunks(names):
        keys.update(db.scalars(select(alias.c.entry).where(alias.c.name.in_(some))))
    most = 2 * size + RECENT
    for some in chunks({title_key(title) for title in titles} - {""}):
        titled = select(entry.c.key).where(entry.c.title_key.in_(some))
        keys.update(db.scalars(titled.order_by(entry.c.published.desc()).limit(most)))
    newest = (
        select(entry.c.key)
        .join(listed, listed.c.entry == entry.c.key)
        .where(listed.c.source == source)
        .order_by(entry.c.published.desc())
        .limit(most)
    )
    keys.update(db.scalars(newest))
    return _known(db, source, keys)


def taken_ids(db: Connection, stem: str) -> frozenset[str]:
    """The ids in use that begin with `stem`."""
    return frozenset(db.scalars(select(entry.c.id).where(entry.c.id.startswith(stem, autoescape=True))))


def by_key(db: Connection, keys: Collection[int]) -> dict[int, Record]:
    """The entries of these keys."""
    tags = _tags(db, keys)
    return {
        row.key: _record(row, tags[row.key])
        for some in chunks(keys)
        for row in db.execute(select(entry).where(entry.c.key.in_(some)))
    }


def record(db: Connection, id_: str) -> Record | None:
    """The entry of that id."""
    key = db.scalar(select(entry.c.key).where(entry.c.id == id_))
    return None if key is None else by_key(db, [key])[key]


def find(db: Connection, name: str) -> Known | None:
    """The entry of that id, else the one that was seen under that name."""
    key = db.scalar(select(entry.c.key).where(entry.c.id == name))
    if key is None:
        key = db.scalar(select(alias.c.entry).where(alias.c.name == name))
    return None if key is None else _known(db, "", [key])[0]


def hide(db: Connection, id_: str, *, hidden: bool) -> None:
    """Take the entry out of every feed for good, or put it back; it is collected as before."""
    db.execute(update(entry).where(entry.c.id == id_).values(hidden=hidden))


def save(db: Connection, source: str, changes: Sequence[Stored], now: datetime) -> frozenset[str]:
    """Keep what one visit to `source` brought. Rows that stay as they were are not written.

    The slugs of the tags that are called otherwise now come back.
    """
    fresh = [change for change in changes if change.before is None]
    if fresh:
        db.execute(insert(entry), [{**_row(change), "first_seen": now} for change in fresh])
    for change in changes:
        before = change.before
        if before and (before.record != change.record or before.owner != change.owner):
            db.execute(update(entry).where(entry.c.id == change.record.id).values(_row(change)))
    keys = _keys(db, [change.record.id for change in changes])
    fragments.drop(
        db, (keys[one.record.id] for one in changes if one.before and one.before.record != one.record)
    )
    _save_names(db, changes, keys)
    renamed = _save_tags(db, source, changes, keys)
    fragments.drop_tagged(db, renamed)
    new = [c for c in changes if c.before is None or source not in c.before.listed_by]
    if new:
        db.execute(insert(listed), [{"source": source, "entry": keys[c.record.id]} for c in new])
    return renamed


def _save_names(db: Connection, changes: Sequence[Stored], keys: Mapping[str, int]) -> None:
    new = {
        name: keys[change.record.id]
        for change in changes
        for name in change.names - (change.before.names if change.before else frozenset())
    }
    for some in chunks(new):
        for name in db.scalars(select(alias.c.name).where(alias.c.name.in_(some))):
            del new[name]
    if new:
        db.execute(insert(alias), [{"name": name, "entry": key} for name, key in sorted(new.items())])


def _save_tags(
    db: Connection, source: str, changes: Sequence[Stored], keys: Mapping[str, int]
) -> frozenset[str]:
    held: set[tuple[str, int]] = set()
    for some in chunks(keys.values()):
        query = select(entry_tag.c.tag, entry_tag.c.entry)
        held.update(
            (row.tag, row.entry)
            for row in db.execute(query.where(entry_tag.c.source == source, entry_tag.c.entry.in_(some)))
        )
    given = {
        (one.slug, keys[change.record.id]): one
        for change in changes
        for one in sorted(change.tags, key=lambda one: one.label)
    }
    tags.add(db, given.values())
    for slug, key in sorted(held - given.keys()):
        db.execute(
            delete(entry_tag).where(
                entry_tag.c.tag == slug, entry_tag.c.entry == key, entry_tag.c.source == source
            )
        )
    new = sorted(given.keys() - held)
    if new:
        db.execute(insert(entry_tag), [{"tag": slug, "entry": key, "source": source} for slug, key in new])
    return tags.use(db, (given[one] for one in new))


def _known(db: Connection, source: str, keys: Collection[int]) -> list[Known]:
    tags = _tags(db, keys)
    names: defaultdict[int, set[str]] = defaultdict(set)
    listing: defaultdict[int, set[str]] = defaultdict(set)
    rows: list[Row[Any]] = []
    for some in chunks(keys):
        rows += db.execute(select(entry).where(entry.c.key.in_(some)))
        for row in db.execute(select(alias).where(alias.c.entry.in_(some))):
            names[row.entry].add(row.name)
        for row in db.execute(select(listed).where(listed.c.entry.in_(some))):
            listing[row.entry].add(row.source)
    return [
        Known(
            record=_record(row, tags[row.key]),
            names=frozenset(names[row.key]),
            owner=row.owner,
            listed_by=frozenset(listing[row.key]),
            tags_of_others=frozenset(one for one, giver in tags[row.key] if giver != source),
        )
        for row in rows
    ]


def _tags(db: Connection, keys: Collection[int]) -> defaultdict[int, list[tuple[Tag, str]]]:
    """The tags of each entry by slug, each with the source that gave it."""
    found: defaultdict[int, list[tuple[Tag, str]]] = defaultdict(list)
    for some in chunks(keys):
        query = (
            select(entry_tag.c.entry, entry_tag.c.source, tag.c.slug, tag.c.label)
            .join(tag, tag.c.slug == entry_tag.c.tag)
            .where(entry_tag.c.entry.in_(some))
            .order_by(tag.c.slug)
        )
        for row in db.execute(query):
            found[row.entry].append((Tag(slug=row.slug, label=row.label), row.source))
    return found


def _record(row: Row[Any], tags: Iterable[tuple[Tag, str]]) -> Record:
    details = msgspec.convert(row.details, _Details)
    return Record(
        **{name: getattr(row, name) for name in ENTRY_COLUMNS},
        date_basis=DateBasis(row.date_basis),
        tags=tuple(dict.fromkeys(one for one, _ in tags)),
        origin=details.origin,
        authors=details.authors,
        credits=details.credits,
        image=details.image,
        enclosures=details.enclosures,
    )


def _row(change: Stored) -> dict[str, Any]:
    record = change.record
    details = _Details(
        origin=record.origin,
        authors=record.authors,
        credits=record.credits,
        image=record.image,
        enclosures=record.enclosures,
    )
    return {
        **{name: getattr(record, name) for name in ENTRY_COLUMNS},
        "date_basis": record.date_basis.value,
        "owner": change.owner,
        "title_key": title_key(record.title),
        "month": month_of(record.published),
        "byline": "\n".join(author.name for author in record.authors),
        "details": msgspec.to_builtins(details),
    }


def _keys(db: Connection, ids: Collection[str]) -> dict[str, int]:
    return {
        row.id: row.key
        for some in chunks(ids)
        for row in db.execute(select(entry.c.id, entry.c.key).where(entry.c.id.in_(some)))
    }
