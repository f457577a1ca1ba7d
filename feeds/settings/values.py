"""The kinds of values that tagwire.toml holds; each `parse` raises ValueError with what was expected."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


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
