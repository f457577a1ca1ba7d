"""Calendar dates as people write them: "24 octobre 2025", "Oct 24, 2025", "2026年3月14日", "24/10/2025"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sources.dates.languages import Vocabulary, common_vocabulary, vocabulary

YEARS = range(1990, 2100)
LEAP_YEAR = 2024  # stands in where a date has no year
DAY = r"(?P<day>\d{1,2})(?!\d)"
ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|re|e|ος|η|го|-го|-е|-a|ª|º|°)(?![^\W\d_]))?"
MONTH = r"""(?P<name>[^\W\d_](?:[^\s\d.,;:/()·•|«»"'’–—-]|\.(?=[^\W\d_]))+)"""
MONTH_NUMBER = r"(?P<month>\d{1,2})(?!\d)"
YEAR = r"(?P<year>\d{4})(?!\d)"
SHORT_YEAR = r"(?:(?P<year>\d{4})|['’-](?P<short>\d\d))(?![\d:])"
OF = r"(?:(?:del?|di|of)\s+|(?:d|ta)['’]\s*)?"
ERA = r"(?:ค\.ศ\.|พ\.ศ\.)?\s*"
START = r"(?<!\d)(?<!\d[:.,/-])"
WORDED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{START}{DAY}{ORDINAL}[\s./-]*{OF}{MONTH}[\s.,/-]*(?:del?\s|di\s)?{ERA}{SHORT_YEAR}",
        rf"{MONTH}\.?[\s-]*{DAY}{ORDINAL},?\s+(?:del?\s)?{YEAR}",
        rf"{START}{YEAR}(?:\.|\(?e?\)?ko|\sm\.)?[\s/-]*{MONTH}[\s./-]*{DAY}",
        rf"{START}{YEAR}\.?\s?gada\s{DAY}\.?\s{MONTH}",
    )
)
UNWORDED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{START}{YEAR}\s?(?:[./年년-])\s?{MONTH_NUMBER}\s?(?:[./月월-])\s?{DAY}[日일]?",
        rf"{START}(?P<first>\d{{1,2}})(?P<by>\.\s?|/|-|\s-\s)(?P<second>\d{{1,2}})(?P=by)(?P<year>\d{{4}})(?!\d)",
        rf"{START}{DAY}\s?t(?:háng|hg)\s?{MONTH_NUMBER},?\s(?:năm\s)?{YEAR}",
    )
)
SHORT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\w){START}(?P<first>\d\d?)(?P<by>[.-])(?P<second>\d\d?)(?P=by)(?P<short>\d\d)(?![.-]?\d|:)",
        rf"{START}(?P<first>\d\d?)(?P<by>/|\.\s)(?P<second>\d\d?)(?P=by)(?P<short>\d\d)(?![\d:])",
    )
)
YEARLESS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{START}{MONTH_NUMBER}\s?[月월]\s?{DAY}[日일]?",
        rf"{START}{DAY}{ORDINAL}[\s.-]*{OF}{MONTH}",
        rf"{MONTH}\.?\s{DAY}{ORDINAL}",
        r"^\s*(?P<first>\d\d)(?P<by>[./])(?P<second>\d\d)(?:\.|(?=[\s,]+\d\d:\d\d))",
    )
)
DAYLESS = (
    re.compile(rf"{MONTH}\.?\s{OF}{YEAR}", re.IGNORECASE),
    re.compile(rf"{START}{YEAR}\s?[年년]\s?{MONTH_NUMBER}\s?[月월]"),
)
NUMBERED = re.compile(r"(?:\d[.-]\d\d?|\d\d[.-]\d)[.-]\d\d(?!\d)")  # as versions are, too
MONTH_AND_DAY = re.compile(r"^\s*(?P<month>\d\d)-(?P<day>\d\d)\s*$")
HYPHENATED = ("zh", "ja", "ko")  # where "03-14" alone is a date
CENTURY_TURN = 70
MONTHS = 12
BUDDHIST = 2400  # years past this are of the Thai calendar


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date, possibly without its year or its day, and where in the text it stood."""

    year: int | None
    month: int
    day: int | None
    span: tuple[int, int]


def find_dates(text: str, language: str | None) -> Iterator[CalendarDate]:
    """The dates of a short text, in its order; of several kinds only the most complete."""
    own = vocabulary(language) if language else None
    for patterns in (UNWORDED, WORDED, SHORT, YEARLESS, DAYLESS):
        found = [one for pattern in patterns for one in _read_all(pattern, text, own)]
        if found:
            yield from sorted(found, key=lambda one: one.span)
            return
    if language and language[:2] in HYPHENATED:
        yield from _read_all(MONTH_AND_DAY, text, own)


def find_numeric(text: str, language: str | None) -> Iterator[CalendarDate]:
    """The full dates of a text that are written in numbers alone."""
    own = vocabulary(language) if language else None
    for pattern in UNWORDED[:2]:
        yield from _read_all(pattern, text, own)


def _read_all(pattern: re.Pattern[str], text: str, own: Vocabulary | None) -> Iterator[CalendarDate]:
    for match in pattern.finditer(text):
        parts = match.groupdict()
        if own and own.year_first and parts.get("short") and parts.get("first"):  # 26.03.14
            parts |= {"short": parts["first"], "month": parts["second"], "day": parts["short"], "first": None}
        month, day = _month_and_day(parts, own)
        year = _year(parts)
        if month and exists(year, month, day) and (year or not parts.get("year")):
            yield CalendarDate(year, month, day, match.span())


def _month_and_day(parts: dict[str, Any], own: Vocabulary | None) -> tuple[int | None, int | None]:
    if parts.get("first"):
        pair = int(parts["first"]), int(parts["second"])
        month_first = bool(own and own.month_first)
        if max(pair) > MONTHS:  # only one reading is possible
            month_first = pair[1] > MONTHS
        return pair if month_first else pair[::-1]
    day = int(parts["day"]) if parts.get("day") else None
    if name := parts.get("name"):
        return _named(name, own, dated=bool(parts.get("year") and day)), day
    return int(parts["month"]), day


def _named(name: str, own: Vocabulary | None, *, dated: bool) -> int | None:
    """The month, in the page's language, else in English, else, in a full date, in any."""
    if own and (month := own.month(name)):
        return month
    english = vocabulary("en")
    if english and (month := english.month(name)):
        return month
    return common_vocabulary().month(name) if dated or own is None else None


def _year(parts: dict[str, Any]) -> int | None:
    if short := parts.get("short"):
        return int(short) + (1900 if int(short) >= CENTURY_TURN else 2000)
    year = int(parts.get("year") or 0)
    if year > BUDDHIST:
        year -= 543
    return year if year in YEARS else None


def exists(year: int | None, month: int, day: int | None) -> bool:
    """Whether there is such a day, in that year if one is given."""
    try:
        date(year or LEAP_YEAR, month, 1 if day is None else day)
    except ValueError:
        return False
    return True
