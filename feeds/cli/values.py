"""The kinds of values that options take, as functions of what was typed."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from feeds.settings import is_web_address


def zone(value: str) -> ZoneInfo:
    """The time zone of that IANA name."""
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise click.BadParameter(
            f'{value!r} is no time zone; expected a name such as "Europe/Paris"'
        ) from None


def moment(value: str) -> datetime | date:
    """A day, or a time with a zone after RFC 3339."""
    try:
        if len(value) == len("2025-10-25"):
            return date.fromisoformat(value)
        found = datetime.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        expected = 'expected a day or a time with its zone: "2025-10-25", "2025-10-25T18:30:00Z"'
        raise click.BadParameter(f"{value!r} is no time after RFC 3339; {expected}")
    return found


def web_address(value: str) -> str:
    """An absolute http or https URL."""
    if not is_web_address(value):
        raise click.BadParameter(f'{value!r} is no address; expected one such as "https://example.org/"')
    return value
