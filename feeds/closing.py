"""From store to store: which archives feeds have, settled before they are published.

Most feeds have none, and nothing is asked about them but whether they have grown large.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest

from sqlalchemy import Connection

from feeds.record import Kind, tag_with_slug
from feeds.selection import Feed, query
from feeds.selection.archives import (
    LARGEST,
    PART,
    Closing,
    begin_of,
    begins,
    closings,
    free_part,
    linked,
    part_size,
)
from feeds.selection.query import Selection
from feeds.store import archives, book, freshness
from feeds.store.archives import Archive, Place
from feeds.store.chunks import chunks
from feeds.store.freshness import Months, Span


def close_archives(db: Connection, feeds: Sequence[Feed], *, limit: int, now: datetime) -> None:
    """Bring the archives of stale feeds up to their entries, so that of each `limit` at most stay open.

    Archives whose documents are not what they should be are noted as such.
    """
    slugs = [feed.slug for feed in feeds]
    before, late = archives.archives_of(db, slugs), archives.late_entries(db, slugs)
    stale, states = freshness.stale_months(db, before), book.feed_states(db, before)
    news = archives.news_of(db) if before else []
    for feed in _that_may_close(db, feeds, before, limit):
        past = _Past(db, feed, before.get(feed.slug, []))
        if past.archives:
            past.mend(past.months() if states[feed.slug].whole else stale.get(feed.slug, {}))
        late_news = past.late_among(news)
        closed = past.close(limit, now)
        past.carry(closed, late.get(feed.slug, set()), late_news, limit)
        past.keep()
    archives.clear_news(db)


def _that_may_close(
    db: Connection, feeds: Sequence[Feed], before: Mapping[str, object], limit: int
) -> Iterator[Feed]:
    """Those that have archives, or may have more entries than `limit`."""
    tags = {feed.slug: tag_with_slug(feed.slug) for feed in feeds if feed.kind is Kind.TAG}
    large = query.large_tags(db, tags.values(), limit)
    return (one for one in feeds if one.slug in before or tags.get(one.slug) in {None, *large})


class _Past:
    """A feed's archives, the oldest first, while they change."""

    def __init__(self, db: Connection, feed: Feed, before: Sequence[Archive]) -> None:
        self._db = db
        self._feed = feed
        self._before = before
        self.archives = list(before)

    @property
    def _open(self) -> Selection:
        """The entries that are in none."""
        selection = self._feed.selection
        return query.after(selection, self.archives[-1].until) if self.archives else selection

    def months(self) -> Months:
        """Every month that has archives or might."""
        until = self.archives[-1].until
        counts = query.counts_by_month(self._db, query.until(self._feed.selection, until))
        months = {one.month for one in self.archives} | {month for month, _ in counts}
        return {month: Span(begin_of(month).instant, begin_of(month + 1).instant) for month in months}

    def mend(self, months: Months) -> None:
        """Where closed months are not what they were: note it, divide what has grown too large, and give
        archives to those that had no entries before.
        """
        for month, span in sorted(months.items()):
            if month > self.archives[-1].month:
                return
            self._note_where_late(span)
            if any(one.month == month for one in self.archives):
                self._mend(month, span)
            else:
                self._add(month, self._places(self._within(month), begin_of(month + 1)))

    def _mend(self, month: int, span: Span) -> None:
        for one, begin in zip(list(self.archives), begins(self.archives), strict=True):
            if one.month == month and begin.instant <= span.until and span.since <= one.until.instant:
                entries = query.between(self._feed.selection, begin, min(one.until, begin_of(month + 1)))
                places = self._places(entries, one.until, LARGEST)
                self._replace(one, replace(one, until=places[0] if places else one.until, fresh=False))
                self._add(month, places[1:])

    def _note_where_late(self, span: Span) -> None:
        if any(one.late for one in self.archives):
            found = archives.that_carry_late(self._db, self._feed.slug, span)
            for one in [one for one in self.archives if (one.month, one.part) in found]:
                self._replace(one, replace(one, fresh=False))

    def late_among(self, news: Sequence[Place]) -> set[int]:
        """The keys of those of the feed's entries that stand in closed archives."""
        closed = [place.key for place in news if self.archives and place <= self.archives[-1].until]
        return query.among(self._db, self._feed.selection, closed)

    def close(self, limit: int, now: datetime) -> list[Archive]:
        """Close what is to be closed; the new archives come back."""
        opened = query.counts_by_month(self._db, self._open)
        if sum(count for _, count in opened) <= limit:
            return []
        latest = min(now, query.latest(self._db, self._open) or now)
        before = len(self.archives)
        for closing in closings(opened, limit, latest):
            self._close(closing)
        return self.archives[before:]

    def _close(self, closing: Closing) -> None:
        month = closing.month
        if self.archives and (last := self.archives[-1]).month < month:
            self._replace(last, replace(last, until=max(last.until, begin_of(last.month + 1))))
        since = max(self.archives[-1].until, begin_of(month)) if self.archives else begin_of(month)
        entries = query.between(self._feed.selection, since, begin_of(month + 1))
        places = query.ends(self._db, entries, entries=closing.entries, size=part_size(closing.entries))
        self._add(month, [*places[:-1], begin_of(month + 1)] if closing.whole else places)

    def carry(
        self, closed: list[Archive], late: AbstractSet[int], news: AbstractSet[int], limit: int
    ) -> None:
        """What is late stands in the current document until archives close, and in these then; more than
        `limit` at once are put into archives of their own.
        """
        crowd = len(late | news) > limit
        enclosed = late | news if crowd else late if closed else set()
        for some, archive in zip_longest(chunks(sorted(enclosed), PART), closed):
            if some:
                into = archive or self._add_empty()
                self._replace(into, holding := replace(into, late=len(some)))
                archives.carry_late(self._db, self._feed.slug, some, holding)
        archives.carry_late(self._db, self._feed.slug, news - enclosed)

    def keep(self) -> None:
        """Keep in the store what has changed. An archive with another neighbour links to it."""
        before, after = linked(self._before), linked(self.archives)
        found = [
            one if before.get(one.name) == after[one.name] else replace(one, fresh=False)
            for one in self.archives
        ]
        known = set(self._before)
        archives.keep_archives(self._db, self._feed.slug, (one for one in found if one not in known))

    def _within(self, month: int) -> Selection:
        return query.between(self._feed.selection, begin_of(month), begin_of(month + 1))

    def _places(self, entries: Selection, last: Place, largest: int = PART) -> list[Place]:
        """Where archives of these entries end, the last one there; one of them holds `largest` at most."""
        count = query.count(self._db, entries)
        if count <= largest:
            return [last] if count else []
        places = query.ends(self._db, entries, entries=count, size=part_size(count))
        return [*places[:-1], last]

    def _add(self, month: int, places: Sequence[Place]) -> None:
        first = free_part(self.archives, month)
        added = [Archive(month=month, part=part, until=place) for part, place in enumerate(places, first)]
        self.archives = sorted([*self.archives, *added], key=lambda one: one.until)

    def _add_empty(self) -> Archive:
        """An archive behind all others, for nothing but what is late."""
        last = self.archives[-1]
        self._add(last.month, [last.until._replace(key=last.until.key + 1)])
        return self.archives[-1]

    def _replace(self, one: Archive, by: Archive) -> None:
        self.archives[self.archives.index(one)] = by
