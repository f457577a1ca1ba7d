"""Which documents are behind their entries. Works in the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, Self

from sqlalchemy import Connection, delete, insert, select, update

from feeds.store.chunks import chunks
from feeds.store.schema import archive, feed, stale_month


class Span(NamedTuple):
    """From the one instant to the other, both included."""

    since: datetime
    until: datetime

    def joined(self, other: Self | None) -> Span:
        """The span that holds both."""
        return self if other is None else Span(min(self.since, other.since), max(self.until, other.until))


Months = Mapping[int, Span]  # months, each with the span in which entries are not what they were


def mark_stale(db: Connection, marks: Mapping[str, Months]) -> None:
    """Note by slug whose documents are behind their entries, and in which months."""
    for some in chunks(sorted(marks)):
        db.execute(update(feed).where(feed.c.slug.in_(some), ~feed.c.stale).values(stale=True))
    known = stale_months(db, marks)
    for slug, months in sorted(marks.items()):
        _note_months(db, slug, months, known.get(slug, {}))


def mark_all_stale(db: Connection) -> None:
    """Note that all documents of all feeds are to be made anew."""
    db.execute(update(feed).values(stale=True, whole=True))
    db.execute(update(archive).values(fresh=False))


def mark_fresh(db: Connection, slugs: Collection[str]) -> None:
    """Note that the documents of these feeds are what they should be, archives included."""
    for some in chunks(sorted(slugs)):
        db.execute(update(feed).where(feed.c.slug.in_(some)).values(stale=False, whole=False))
        db.execute(delete(stale_month).where(stale_month.c.feed.in_(some)))


def stale_slugs(db: Connection) -> set[str]:
    """The feeds whose documents are behind, those that are still to come included."""
    known = db.scalars(select(feed.c.slug).where(feed.c.stale))
    return {*known, *db.scalars(select(stale_month.c.feed).distinct())}


def stale_months(db: Connection, slugs: Iterable[str]) -> dict[str, dict[int, Span]]:
    """Of these feeds, the months in which their entries are not what they were."""
    found: dict[str, dict[int, Span]] = {}
    for some in chunks(slugs):
        for row in db.execute(select(stale_month).where(stale_month.c.feed.in_(some))):
            found.setdefault(row.feed, {})[row.month] = Span(row.since, row.until)
    return found


def _note_months(db: Connection, slug: str, months: Months, known: Months) -> None:
    rows = [
        {"feed": slug, "month": month, **span.joined(known.get(month))._asdict()}
        for month, span in months.items()
        if month not in known or span.joined(known[month]) != known[month]
    ]
    again = [row["month"] for row in rows if row["month"] in known]
    if again:
        db.execute(delete(stale_month).where(stale_month.c.feed == slug, stale_month.c.month.in_(again)))
    if rows:
        db.execute(insert(stale_month), rows)
