"""Which archives a feed has, where each ends, and what came late. Works in the caller's transaction.

An archive is closed for good: where it ends is kept, so whatever comes later leaves its entries in it. What
belongs to a closed archive but comes when that is closed is late: the current document carries it, then the
archive that closes next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert, select, update

from feeds.record import month_name
from feeds.store.chunks import chunks
from feeds.store.freshness import Span
from feeds.store.schema import archive, entry, late, news

CURRENT = {"month": 0, "part": 0}  # where `late` has what the current document carries


class Place(NamedTuple):
    """A place in a feed's order: by publication, then as the store met the entries."""

    instant: datetime  # aware
    key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """One archive: the entries of a month from where the archive before it ends."""

    month: int  # as feeds.record.month_of counts
    part: int  # of the month, from 1 in the order in which they came to be
    until: Place  # where it ends, this entry included
    late: int = 0  # entries it carries besides that were late for other archives
    fresh: bool = False  # its documents are what they should be

    @property
    def name(self) -> str:
        """What addresses call it: "2025-10", then "2025-10-2"."""
        return month_name(self.month) + (f"-{self.part}" if self.part > 1 else "")


def archives_of(db: Connection, slugs: Iterable[str]) -> dict[str, list[Archive]]:
    """The archives of these feeds, the oldest first; of feeds that have any."""
    found: dict[str, list[Archive]] = {}
    for some in chunks(slugs):
        query = select(archive).where(archive.c.feed.in_(some))
        for row in db.execute(query.order_by(archive.c.until, archive.c.until_key)):
            found.setdefault(row.feed, []).append(
                Archive(
                    month=row.month,
                    part=row.part,
                    until=Place(row.until, row.until_key),
                    late=row.late,
                    fresh=row.fresh,
                )
            )
    return found


def keep_archives(db: Connection, slug: str, archives: Iterable[Archive]) -> None:
    """Keep these archives of the feed, new or not; the others stay as they are."""
    for one in archives:
        db.execute(delete(archive).where(_is(slug, one)))
        until, key = one.until
        values = {"until": until, "until_key": key, "late": one.late, "fresh": one.fresh}
        db.execute(insert(archive).values(feed=slug, month=one.month, part=one.part, **values))


def mark_written(db: Connection, slug: str, archives: Iterable[Archive]) -> None:
    """Note that the documents of these archives of the feed are what they should be."""
    for one in archives:
        db.execute(update(archive).where(_is(slug, one)).values(fresh=True))


def forget_archives(db: Connection, slugs: Collection[str]) -> None:
    """Forget what archives these feeds had."""
    for some in chunks(slugs):
        for table in (archive, late):
            db.execute(delete(table).where(table.c.feed.in_(some)))


def note_news(db: Connection, ids: Iterable[str]) -> None:
    """Note that visits have brought or changed the entries of these ids."""
    for some in chunks(ids):
        known = exists().where(news.c.entry == entry.c.key)
        new = select(entry.c.key).where(entry.c.id.in_(some), ~known)
        db.execute(insert(news).from_select(["entry"], new))


def news_of(db: Connection) -> list[Place]:
    """The places of what was noted since the last build."""
    query = select(entry.c.published, entry.c.key).where(entry.c.key.in_(select(news.c.entry)))
    return [Place(*row) for row in db.execute(query)]


def clear_news(db: Connection) -> None:
    """Note that a build has seen what there was."""
    db.execute(delete(news))


def late_entries(db: Connection, slugs: Iterable[str]) -> dict[str, set[int]]:
    """The keys of what came late and stands in the current documents of these feeds."""
    found: dict[str, set[int]] = {}
    for some in chunks(slugs):
        query = select(late.c.feed, late.c.entry).where(late.c.part == 0, late.c.feed.in_(some))
        for row in db.execute(query):
            found.setdefault(row.feed, set()).add(row.entry)
    return found


def carry_late(db: Connection, slug: str, keys: Iterable[int], within: Archive | None = None) -> None:
    """Note that these entries were late for the feed's archives, and where they are carried besides: in
    that archive, which had none of them, else in the current document.
    """
    place = {"month": within.month, "part": within.part} if within else CURRENT
    for some in chunks(keys):
        db.execute(delete(late).where(late.c.feed == slug, late.c.part == 0, late.c.entry.in_(some)))
        db.execute(insert(late), [{"feed": slug, "entry": key, **place} for key in some])


def that_carry_late(db: Connection, slug: str, span: Span) -> set[tuple[int, int]]:
    """Month and part of the feed's archives that carry late entries which were published in the span."""
    query = select(late.c.month, late.c.part).join(entry, entry.c.key == late.c.entry)
    of_feed = query.where(late.c.feed == slug, late.c.part > 0)
    return {(row.month, row.part) for row in db.execute(of_feed.where(entry.c.published.between(*span)))}


def _is(slug: str, one: Archive) -> ColumnElement[bool]:
    return and_(archive.c.feed == slug, archive.c.month == one.month, archive.c.part == one.part)
