"""Labels in wordings that our own tables do not read, by dateparser: slower, so asked last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sources.dates.languages import primary
from sources.entry import DateBasis, DateEvidence

BASE = datetime(2024, 6, 15, 12, tzinfo=UTC)  # any two moments: what moves with them is relative
OTHER_BASE = BASE - timedelta(days=1000)


def read_rarer(text: str, language: str) -> DateEvidence | None:
    """A whole label as dateparser understands it: a distance from the capture, or a full date."""
    seen, seen_then = (_parse(text, language, base) for base in (BASE, OTHER_BASE))
    if seen is None or seen_then is None:
        return None
    ago = BASE - seen
    if ago == OTHER_BASE - seen_then and ago >= timedelta(0):
        basis = DateBasis.DAY if ago < timedelta(days=7) else DateBasis.TEXT
        return DateEvidence(basis=basis, ago=ago, quote=text.strip())
    if seen.date() != seen_then.date():
        return None
    return DateEvidence(
        basis=DateBasis.DAY, year=seen.year, month=seen.month, day=seen.day, quote=text.strip()
    )


def _parse(text: str, language: str, base: datetime) -> datetime | None:
    from dateparser import parse

    settings = {"RELATIVE_BASE": base.replace(tzinfo=None), "REQUIRE_PARTS": ["day"], "TIMEZONE": "UTC"}
    try:
        found = parse(text, languages=[primary(language)], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return found.replace(tzinfo=UTC) if found else None
