"""How a feed's past is divided into archive documents (RFC 5005, 4). Pure.

The current document carries the newest N entries; archives hold whatever is older, by the month of
publication in UTC. A month's archive appears when its first entry leaves the current document. From
then on it holds the whole month, also what is still current, as RFC 5005 allows. So an entry that is
added rewrites no archive: its own month, the newest of the feed, is not archived before.

Only where the newest month alone has more than N entries is it archived while it still grows: as far
as it has come, whenever an entry leaves the current document that stands in no archive. That is once in
N entries. When such a month is over, its archive is completed.

A month is divided into parts of at most `PART` entries, filled from its oldest, so that what is added
at its end leaves the full ones alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from feeds.record import month_name

PART = 200  # entries an archive document holds at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """One archive: entries of a month, counted from its oldest."""

    month: int
    part: int  # from 1
    entries: int

    @property
    def name(self) -> str:
        """What addresses call it: "2025-10", then "2025-10-2"."""
        return month_name(self.month) + (f"-{self.part}" if self.part > 1 else "")

    @property
    def start(self) -> int:
        """How many entries of the month come before."""
        return (self.part - 1) * PART


def archives(
    months: Sequence[tuple[int, int]], current: int, before: Sequence[Archive] = ()
) -> list[Archive]:
    """The archives of a feed, the oldest first.

    `months` are those that have entries, the oldest first, with their numbers; `current` is how many
    entries the current document carries, `before` are the archives as they were published.
    """
    rest = sum(count for _, count in months) - current  # entries that are current no more
    found: list[Archive] = []
    for month, count in months:
        if rest > 0:
            growing = month == months[-1][0]
            archived = sum(archive.entries for archive in before if archive.month == month)
            found += _parts(month, archived if growing and archived <= count <= archived + current else count)
        rest -= count
    return found


def _parts(month: int, count: int) -> Iterator[Archive]:
    for part, start in enumerate(range(0, count, PART), 1):
        yield Archive(month=month, part=part, entries=min(PART, count - start))


def prepared(before: Sequence[Archive], after: Sequence[Archive], behind: Mapping[int, int]) -> list[Archive]:
    """Those of `after` whose documents are not what they should be, the oldest first.

    `before` are the archives as they were published, `behind` tells from which entry on, counted
    from the oldest, a month is not what it was. An archive with another neighbour links to it.
    """
    published = {_in_its_place(before, index) for index in range(len(before))}
    return [
        archive
        for index, archive in enumerate(after)
        if _in_its_place(after, index) not in published
        or behind.get(archive.month, archive.start + archive.entries) < archive.start + archive.entries
    ]


def _in_its_place(row: Sequence[Archive], index: int) -> tuple[Archive, tuple[str, ...], tuple[str, ...]]:
    """An archive with the names of its neighbours."""
    older, newer = row[:index][-1:], row[index + 1 :][:1]
    return row[index], tuple(one.name for one in older), tuple(one.name for one in newer)
