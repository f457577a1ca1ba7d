"""Entries as rendered once, kept with them until they change. Works in the caller's transaction.

What is kept is the caller's: bytes. An entry that changes loses them, and so does every entry when it
would be rendered in another way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Select, delete, exists, insert, select

from feeds.store.chunks import chunks
from feeds.store.schema import entry, entry_tag, fragment


def kept(db: Connection, keys: Select[tuple[int]]) -> dict[int, bytes | None]:
    """What is kept with each entry whose key the query selects; None with those that are to be rendered."""
    chosen = keys.subquery()
    query = select(chosen.c.key, fragment.c.data).outerjoin(fragment, fragment.c.entry == chosen.c.key)
    return {key: data for key, data in db.execute(query).all()}  # noqa: C416  # rows are no plain pairs


def missing(db: Connection) -> list[int]:
    """The keys of the entries that feeds carry and that are to be rendered."""
    rendered = exists().where(fragment.c.entry == entry.c.key)
    return list(db.scalars(select(entry.c.key).where(~entry.c.hidden, ~rendered).order_by(entry.c.key)))


def keep(db: Connection, rendered: Mapping[int, bytes]) -> None:
    """Keep what entries, by key, look like; nothing is kept with them so far."""
    if rendered:
        db.execute(insert(fragment), [{"entry": key, "data": data} for key, data in rendered.items()])


def drop(db: Connection, keys: Iterable[int]) -> None:
    """Forget what these entries looked like."""
    for some in chunks(keys):
        db.execute(delete(fragment).where(fragment.c.entry.in_(some)))


def drop_tagged(db: Connection, slugs: Iterable[str]) -> None:
    """Forget what the entries with one of these tags looked like."""
    for some in chunks(slugs):
        having = select(entry_tag.c.entry).where(entry_tag.c.tag.in_(some))
        db.execute(delete(fragment).where(fragment.c.entry.in_(having)))


def drop_all(db: Connection) -> None:
    """Forget what every entry looked like."""
    db.execute(delete(fragment))
