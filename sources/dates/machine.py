"""Dates that a page writes for machines: in attributes, and in the paths of addresses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from sources.dates.calendar import YEARS
from sources.dates.languages import vocabulary
from sources.dates.visible import read_visible
from sources.entry import DateBasis, DateEvidence

LONGEST = 80
EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
EPOCH_DIGITS = 10
ISO = re.compile(
    r"\d{4}-?\d\d-?\d\d(?:(?:T|\s)\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)?)?(?=$|\s|\[)",
    re.IGNORECASE,
)
MONTH = re.compile(r"(\d{4})-(\d\d)")
RFC822 = re.compile(r"(?:[a-z]{3,9},? )?\d\d? [a-z]{3} \d{2,4} \d\d?:\d\d", re.IGNORECASE)
UNIVERSAL = ("UTC", "GMT")
PATH_DATES = (
    r"/(?P<year>\d{4})/(?P<month>\d\d?)/(?P<day>\d\d?)(?=[/_.-]|$)",
    r"/(?P<year>\d{4})/(?P<name>[a-z]{3,9})/(?P<day>\d\d?)(?=/|$)",
    r"(?<!\d)(?P<year>\d{4})(?P<by>[-_])(?P<month>\d\d)(?P=by)(?P<day>\d\d)(?!\d)",
    r"(?<![\da-z])(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?![\da-z])",
    r"/(?P<year>\d{4})[/-](?P<month>\d\d)(?=/|$)(?!/\d\d?(?:/|$))",
)
PATHS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in PATH_DATES)


def read_attribute(value: str) -> DateEvidence | None:
    """What a `datetime`, `content` or `data-…` attribute says: ISO 8601 (RFC 3339), RFC 822, seconds or
    milliseconds since 1970, or a date as people write it in English.

    STATED with a time of day (`wall` where no offset stands behind it), DAY without.
    """
    value = value.strip()
    if not value or len(value) > LONGEST:
        return None
    return _read_epoch(value) or _read_iso(value) or _read_rfc822(value) or read_visible(value, "en")


def _read_epoch(value: str) -> DateEvidence | None:
    if not EPOCH.fullmatch(value) or not value.isascii():
        return None
    whole = value.partition(".")[0]
    seconds = int(whole) / (1000 if len(whole) > EPOCH_DIGITS else 1)
    return _stated(datetime.fromtimestamp(seconds, UTC), value)


def _read_iso(value: str) -> DateEvidence | None:
    if match := ISO.match(value):
        text = re.sub(r"\s(?=[Z+-])", "", match[0].strip().upper())
        try:
            if len(text) <= len("2025-10-24"):
                day = date.fromisoformat(text)
                return _calendar(DateBasis.DAY, day.year, day.month, day.day, text)
            moment = datetime.fromisoformat(text)
            rest = value[match.end() :].strip()
            if EPOCH.fullmatch(rest):  # Hacker News states both
                return _read_epoch(rest)
            return _stated(moment.replace(tzinfo=UTC) if rest in UNIVERSAL else moment, value)
        except ValueError:
            return None
    if match := MONTH.fullmatch(value):
        return _calendar(DateBasis.DAY, int(match[1]), int(match[2]), None, value)
    return None


def _read_rfc822(value: str) -> DateEvidence | None:
    """RFC 822 as mended by RFC 5322; a zone that it does not know may still be one of a label."""
    if not RFC822.match(value):
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None and value.endswith("-0000"):  # UTC, with no word on the place (3.3)
        moment = moment.replace(tzinfo=UTC)
    named = read_visible(value, "en") if moment.tzinfo is None else None
    return named if named and named.instant else _stated(moment, value)


def _stated(moment: datetime, quote: str) -> DateEvidence | None:
    if moment.year not in YEARS:
        return None
    if moment.tzinfo:
        return DateEvidence(basis=DateBasis.STATED, instant=moment, quote=quote)
    return DateEvidence(basis=DateBasis.STATED, wall=moment, quote=quote)


def read_url(url: str) -> DateEvidence | None:
    """The date in the path of an address: /2025/10/24/, /2025/oct/24/, /2025-10-24-slug, 20251024; of
    /2025/10/ year and month. Numbers that are no date of 1990 to 2099 are none.
    """
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return None
    for pattern in PATHS:
        for match in pattern.finditer(path):
            if found := _in_path(match):
                return found
    return None


def _in_path(match: re.Match[str]) -> DateEvidence | None:
    parts = match.groupdict()
    if parts.get("name"):
        english = vocabulary("en")
        month = english.month(parts["name"]) if english else None
    else:
        month = int(parts["month"])
    day = int(parts["day"]) if parts.get("day") else None
    return _calendar(DateBasis.URL, int(parts["year"]), month or 0, day, match[0].strip("/"))


def _calendar(basis: DateBasis, year: int, month: int, day: int | None, quote: str) -> DateEvidence | None:
    try:
        date(year, month, 1 if day is None else day)
    except ValueError:
        return None
    if year not in YEARS:
        return None
    return DateEvidence(basis=basis, year=year, month=month, day=day, quote=quote)
