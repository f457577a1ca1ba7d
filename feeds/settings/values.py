"""The kinds of values that tagwire.toml holds; each `parse` raises ValueError with what was expected."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feeds.record import RESERVED
from feeds.settings.expression import slug_of


class Seconds(int):
    """A span of time, written "90s", "15m", "24h", "7d" or a sum such as "1h30m"."""

    UNITS: ClassVar = {"s": 1, "m": 60, "h": 3600, "d": 86400}

    @classmethod
    def parse(cls, value: object) -> Seconds:
        parts = re.findall(r"(\d+)([smhd])", value) if isinstance(value, str) else []
        if not parts or "".join(map("".join, parts)) != value:
            raise ValueError(f'Expected a span of time such as "15m", "24h" or "7d", got {value!r}')
        return cls(sum(int(number) * cls.UNITS[unit] for number, unit in parts))


class Zone(str):
    """The IANA name of a time zone."""

    @classmethod
    def parse(cls, value: object) -> Zone:
        try:
            ZoneInfo(str(value))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f'Expected a time zone such as "Europe/Paris", got {value!r}') from None
        return cls(value)


class WebAddress(str):
    """An absolute http or https URL."""

    @classmethod
    def parse(cls, value: object) -> WebAddress:
        if not isinstance(value, str) or not is_web_address(value):
            raise ValueError(f'Expected an address such as "https://example.org/", got {value!r}')
        return cls(value)


class TagPrefix(str):
    """The beginning of a tag: URI (RFC 4151, 2.1): "tag:AUTHORITY,DATE:"."""

    PATTERN = re.compile(r"tag:[\w.@-]+,\d{4}(-\d\d(-\d\d)?)?:[\w./~-]*", re.ASCII)

    @classmethod
    def parse(cls, value: object) -> TagPrefix:
        if not isinstance(value, str) or not cls.PATTERN.fullmatch(value):
            raise ValueError(f'Expected a tag: prefix such as "tag:example.org,2026:", got {value!r}')
        return cls(value)


def is_web_address(value: str) -> bool:
    """Whether `value` is an absolute http or https URL with a host."""
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


class Slug(str):
    """The address of a feed below /feeds/: small letters of any script, digits and single hyphens."""

    @classmethod
    def parse(cls, value: object) -> Slug:
        if not isinstance(value, str) or slug_of(value) != value:
            raise ValueError(f'Expected a slug such as "guerre-en-ukraine", got {value!r}')
        if value in RESERVED:
            raise ValueError(f"Expected a slug of its own; {value!r} is taken by Tagwire")
        return cls(value)


class Patterns(tuple[str, ...]):
    """Regular expressions, written as one text or as a list; they are found anywhere, in any letter case."""

    __slots__ = ()

    @classmethod
    def parse(cls, value: object) -> Patterns:
        return cls(map(_pattern, value if isinstance(value, list) else [value]))

    def find(self, text: str) -> bool:
        """Whether one of them stands in a line of `text`."""
        return any(re.search(pattern, text) for pattern in self)


def _pattern(text: object) -> str:
    if not isinstance(text, str) or not text:
        raise ValueError(f"Expected a regular expression in quotes, got {text!r}")
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"Expected a regular expression, got {text!r}: {error}") from None
    return f"(?im){text}"
