"""How a feed's past is divided into archives (RFC 5005, 4), each closed for good. Pure.

What is published in an archive stays as it was, so that readers need each only once. Therefore nothing is
archived that may still have company: what is in no archive is open, and open are N entries at most, all of
them in the current document, which carries the newest N. When there are more, the oldest month closes as a
whole, if it has been over for some days. While it still grows, its oldest open entries close as a part of
it; half of N stay open, for those that come a little late.

Months are those of publication in UTC: addresses hang on no setting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from feeds.record import month_begin, month_of
from feeds.store.archives import Archive, Place

PART = 200  # entries that an archive has at most when it closes
LARGEST = 2 * PART  # entries an archive grows to by what comes late, before it is divided
BEFORE_ALL = -(
    2**31
)  # a key far before those of entries, from 1 on: between, archives of late entries have room
GRACE = timedelta(days=2)  # after its end, in which articles of a month still come


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What is to close of the open entries of a month, counted from the oldest."""

    month: int
    entries: int
    whole: bool  # the month is over: nothing of it stays open, now or later


def closings(opened: Sequence[tuple[int, int]], limit: int, latest: datetime) -> Iterator[Closing]:
    """What is to close, the oldest first, so that `limit` entries at most stay open.

    `opened` are the months that have open entries, the oldest first, with their numbers; by `latest`
    is known which of them are over.
    """
    rest = sum(count for _, count in opened)
    for month, count in opened:
        if rest <= limit:
            return
        whole = month < month_of(latest) and latest - month_begin(month + 1) >= GRACE
        entries = count if whole else min(count, rest - limit // 2)
        yield Closing(month=month, entries=entries, whole=whole)
        rest -= entries


def part_size(entries: int) -> int:
    """How many of so many entries stand in each archive: about the same in all."""
    return ceil(entries / ceil(entries / PART))


def begin_of(month: int) -> Place:
    """The place before the first entry of the month: where the month before it ends."""
    return Place(month_begin(month), BEFORE_ALL)


def begins(archives: Sequence[Archive]) -> list[Place]:
    """The place after which each of the archives, the oldest first, begins."""
    months = [begin_of(one.month) for one in archives]
    return months[:1] + [max(one.until, month) for one, month in zip(archives, months[1:], strict=False)]


def free_part(archives: Sequence[Archive], month: int) -> int:
    """The number that the next archive of the month gets."""
    return 1 + max((one.part for one in archives if one.month == month), default=0)


def linked(archives: Sequence[Archive]) -> dict[str, tuple[str | None, str | None]]:
    """By name, the names of the archives before and after each."""
    names = [None, *(archive.name for archive in archives), None]
    return {
        name: (older, newer) for older, name, newer in zip(names, names[1:], names[2:], strict=False) if name
    }


def newest_by_month(archives: Sequence[Archive]) -> dict[int, Archive]:
    """Of each month, the oldest first, its newest archive that is not for late entries alone."""
    of_months = zip(archives, begins(archives), strict=True)
    return {one.month: one for one, begin in of_months if begin.instant < one.until.instant or not one.late}
