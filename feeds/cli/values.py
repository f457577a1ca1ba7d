"""The kinds of values that options take, as functions of what was typed; all raise BadParameter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import wraps
from typing import TypeVar
from zoneinfo import ZoneInfo

import click

from feeds.settings import CAPTURED_IN, SiteAddress, WebAddress, Zone

Value = TypeVar("Value")


def _explained(read: Callable[[str], Value]) -> Callable[[str], Value]:
    @wraps(read)
    def explaining(typed: str) -> Value:
        try:
            return read(typed)
        except ValueError as error:
            message = str(error)
            raise click.BadParameter(message[:1].lower() + message[1:]) from None

    return explaining


@_explained
def zone(typed: str) -> ZoneInfo:
    """The time zone of that IANA name."""
    return ZoneInfo(Zone.parse(typed))


@_explained
def web_address(typed: str) -> str:
    """An absolute http or https URL."""
    return WebAddress.parse(typed)


@_explained
def site_address(typed: str) -> str:
    """One that addresses can be put together from."""
    return SiteAddress.parse(typed)


@_explained
def moment(typed: str) -> datetime | date:
    """A day, or a time with a zone after RFC 3339, at which a page can have been saved."""
    try:
        found = (
            date.fromisoformat(typed) if len(typed) == len("2025-10-25") else datetime.fromisoformat(typed)
        )
    except ValueError:
        found = None
    is_whole = found and (not isinstance(found, datetime) or found.tzinfo)
    if found is None or not is_whole or found.year not in CAPTURED_IN:
        raise ValueError(
            'Expected a day or a time with its zone, such as "2025-10-25" or "2025-10-25T18:30:00Z", from '
            f"{CAPTURED_IN[0]} to {CAPTURED_IN[-1]}, got {typed!r}"
        )
    return found


def instant(captured: datetime | date, place: ZoneInfo) -> datetime:
    """The instant that was meant: a day counts as its last second, or as now while it is not over."""
    if isinstance(captured, datetime):
        return captured
    return min(datetime.combine(captured, time(23, 59, 59), place), datetime.now(place))
