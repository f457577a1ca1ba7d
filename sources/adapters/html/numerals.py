"""Whether "03/12/2026" is the third of December or the twelfth of March, settled by a whole listing.

A number above twelve in one place settles it; else the order of the listing, newest first, and the
day of the capture, after which nothing is published; else the page's language, by which the dates were read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from sources.entry import DateEvidence, Entry

_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\2\s?(\d{4}|\d\d)(?!\d)")
_MONTHS = 12
DAY_FIRST, MONTH_FIRST = (0, 1), (1, 0)
"""Where of the two numbers the day and the month stand."""


def settle(entries: Sequence[Entry], captured: datetime) -> list[Entry]:
    """The entries with their numeric dates all read in one order."""
    pairs = [_numbers(found) for entry in entries for found in entry.dates]
    numbers = [pair for pair in pairs if pair]
    order = _order(numbers, captured.date()) if len(numbers) > 1 else None
    if order is None:
        return list(entries)
    return [replace(entry, dates=tuple(_read(found, order) for found in entry.dates)) for entry in entries]


def _numbers(found: DateEvidence) -> tuple[int, int, int] | None:
    """The first two numbers of a numeric date, and its year as it was read."""
    match = _NUMERIC.search(found.quote)
    moment = found.wall or found.instant
    year = found.year or (moment.year if moment else None)
    return (int(match[1]), int(match[3]), year) if match and year else None


def _order(numbers: Sequence[tuple[int, int, int]], today: date) -> tuple[int, int] | None:
    first = any(pair[0] > _MONTHS for pair in numbers)
    second = any(pair[1] > _MONTHS for pair in numbers)
    if first != second:
        return DAY_FIRST if first else MONTH_FIRST
    strange = {order: _strangeness(numbers, order, today) for order in (DAY_FIRST, MONTH_FIRST)}
    if strange[DAY_FIRST] == strange[MONTH_FIRST]:
        return None
    return min(strange, key=lambda order: strange[order])


def _strangeness(numbers: Sequence[tuple[int, int, int]], order: tuple[int, int], today: date) -> int:
    """How many dates of the listing rise, lie in the future or do not exist when read in that order."""
    days = [_day(pair, order) for pair in numbers]
    known = [day for day in days if day]
    rises = sum(later > earlier for earlier, later in pairwise(known))
    return rises + sum(day > today for day in known) + len(days) - len(known)


def _day(pair: tuple[int, int, int], order: tuple[int, int]) -> date | None:
    day, month = order
    try:
        return date(pair[2], pair[month], pair[day])
    except ValueError:
        return None


def _read(found: DateEvidence, order: tuple[int, int]) -> DateEvidence:
    """The evidence in that order, where such a day exists."""
    numbers = _numbers(found)
    day = _day(numbers, order) if numbers else None
    if day is None:
        return found
    if found.year and found.month and found.day:
        return replace(found, month=day.month, day=day.day)
    if found.wall:
        return replace(found, wall=datetime.combine(day, found.wall.time()))
    if found.instant:
        return replace(found, instant=datetime.combine(day, found.instant.timetz()))
    return found
