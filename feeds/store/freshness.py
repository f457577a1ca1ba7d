"""Which documents are behind their entries, and which archives were published.

Works in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from feeds.store.chunks import chunks
from feeds.store.schema import archive, feed, stale_month

Months = Mapping[int, datetime]  # months, each with the instant from whose entries on it is concerned


def mark_stale(db: Connection, marks: Mapping[str, Months]) -> None:
    """Note by slug whose documents are behind their entries, and of its archives, those of which months."""
    for some in chunks(sorted(marks)):
        db.execute(update(feed).where(feed.c.slug.in_(some), ~feed.c.stale).values(stale=True))
    known = _stale_months(db, marks)
    for slug, months in sorted(marks.items()):
        _note_months(db, slug, months, known.get(slug, {}))


def mark_all_stale(db: Connection) -> None:
    """Note that all documents of all feeds are to be made anew."""
    db.execute(update(feed).values(stale=True, whole=True))


def mark_fresh(db: Connection, slugs: Collection[str]) -> None:
    """Note that the documents of these feeds are what they should be, archives included."""
    for some in chunks(sorted(slugs)):
        db.execute(update(feed).where(feed.c.slug.in_(some)).values(stale=False, whole=False))
        db.execute(delete(stale_month).where(stale_month.c.feed.in_(some)))


def stale_slugs(db: Connection) -> set[str]:
    """The feeds whose documents are behind, those that are still to come included."""
    known = db.scalars(select(feed.c.slug).where(feed.c.stale))
    return {*known, *db.scalars(select(stale_month.c.feed).distinct())}


def stale_months(db: Connection, slug: str) -> Months:
    """The months whose archives are behind."""
    return _stale_months(db, [slug]).get(slug, {})


def published_archives(db: Connection, slugs: Iterable[str]) -> dict[str, list[tuple[int, int, int]]]:
    """Month, part and number of entries of each archive these feeds have in the tree, the oldest first."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    for some in chunks(slugs):
        query = select(archive).where(archive.c.feed.in_(some)).order_by(archive.c.month, archive.c.part)
        for row in db.execute(query):
            found.setdefault(row.feed, []).append((row.month, row.part, row.entries))
    return found


def keep_archives(db: Connection, slug: str, archives: Iterable[tuple[int, int, int]]) -> None:
    """Note which archives the feed has in the tree, as `published_archives` gives them."""
    db.execute(delete(archive).where(archive.c.feed == slug))
    rows = [
        {"feed": slug, "month": month, "part": part, "entries": entries} for month, part, entries in archives
    ]
    if rows:
        db.execute(insert(archive), rows)


def _stale_months(db: Connection, slugs: Iterable[str]) -> dict[str, dict[int, datetime]]:
    found: dict[str, dict[int, datetime]] = {}
    for some in chunks(slugs):
        for row in db.execute(select(stale_month).where(stale_month.c.feed.in_(some))):
            found.setdefault(row.feed, {})[row.month] = row.since
    return found


def _note_months(db: Connection, slug: str, months: Months, known: Months) -> None:
    rows = [
        {"feed": slug, "month": month, "since": since}
        for month, since in months.items()
        if month not in known
    ]
    if rows:
        db.execute(insert(stale_month), rows)
    for month, since in months.items():
        if month in known and since < known[month]:
            row = (stale_month.c.feed == slug) & (stale_month.c.month == month)
            db.execute(update(stale_month).where(row).values(since=since))
