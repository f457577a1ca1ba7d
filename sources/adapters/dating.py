"""Dates that feeds, APIs and tables write for machines, as evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sources.dates import read_attribute, read_url, read_visible
from sources.entry import DateEvidence


def stated(value: str, language: str | None = None) -> DateEvidence | None:
    """What a date says; its zone may have a name, its words may be of `language`. None for nonsense."""
    found = read_attribute(value)
    if found is None or found.wall:  # names of zones and "-0000" are known to readers of labels alone
        visible = read_visible(value, language or "en") or (read_visible(value, "en") if language else None)
        found = visible if visible and (found is None or visible.instant) else found
    return found


def published(
    values: Iterable[str | None], url: str | None, language: str | None = None
) -> tuple[DateEvidence, ...]:
    """The evidence of the first of `values` that is a date, else of the address."""
    clues = (stated(value, language) for value in values if value)
    found = next(filter(None, clues), None) or (read_url(url) if url else None)
    return (found,) if found else ()


def updated(value: str | None, dates: Iterable[DateEvidence]) -> datetime | None:
    """The stated instant of the last change, where it is later than the publication."""
    found = stated(value) if value else None
    moment = found.instant if found else None
    return moment if moment and all(_is_later(moment, one) for one in dates) else None


def _is_later(moment: datetime, clue: DateEvidence) -> bool:
    if clue.instant:
        return moment > clue.instant
    if clue.wall:
        return moment.replace(tzinfo=None) > clue.wall
    return not (clue.year and clue.month and clue.day) or moment.date() > date(
        clue.year, clue.month, clue.day
    )
