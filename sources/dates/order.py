"""Day and month in numbers, in English: 04/05 is the fourth of May to some pages and April 5th to others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from sources.dates.languages import primary

MONTHS = 12
DAY_FIRST, MONTH_FIRST = "en-GB", "en-US"
NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/-])")


def regional(language: str | None, texts: Iterable[str], latest: date) -> str | None:
    """The language (BCP 47), of English the kind that writes dates as the texts do.

    A number above twelve tells. Else the reading tells in which no date is after `latest`, the day of the
    capture, and the dates go down as those of a listing, where only one is like that. Else nothing does.
    """
    if language is None or primary(language) != "en":
        return language
    numbers = [found for text in texts for found in NUMBERS.findall(text)]
    kinds = {
        DAY_FIRST: [(_year(year), int(two), int(one)) for one, _, two, year in numbers],
        MONTH_FIRST: [(_year(year), int(one), int(two)) for one, _, two, year in numbers],
    }
    possible = [kind for kind, days in kinds.items() if days and _exist(days)]
    if len(possible) > 1:
        possible = [kind for kind in possible if max(kinds[kind]) <= _parts(latest)] or possible
    if len(possible) > 1:
        possible = [kind for kind in possible if _go_down(kinds[kind])]
    return possible[0] if len(possible) == 1 else language


Day = tuple[int, int, int]  # year, month, day


def _parts(day: date) -> Day:
    return day.year, day.month, day.day


def _year(digits: str) -> int:
    return int(digits) + (0 if len(digits) == len("2025") else 2000)


def _exist(days: list[Day]) -> bool:
    return all(month <= MONTHS for _, month, _ in days)


def _go_down(days: list[Day]) -> bool:
    return all(newer >= older for newer, older in pairwise(days))
