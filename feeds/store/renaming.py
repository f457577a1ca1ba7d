"""A source under another name. Works in the caller's transaction."""

from __future__ import annotations

from sqlalchemy import Connection, update

from feeds.store.schema import entry, entry_tag, listed, source


def rename_source(db: Connection, before: str, after: str) -> None:
    """Hand all that one source has shown to a name that no source has had yet."""
    for column in (listed.c.source, entry_tag.c.source, entry.c.owner, source.c.name):
        db.execute(update(column.table).where(column == before).values({column: after}))
