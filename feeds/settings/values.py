"""The kinds of values that tagwire.toml holds; each `parse` raises ValueError with what was expected."""

from __future__ import annotations

import re
from typing import ClassVar, Self
from unicodedata import category
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feeds.record import RESERVED
from feeds.settings.expression import slug_of

CAPTURED_IN = range(1970, 3000)  # years: those of saved files, with room around them
SHOWN = 80  # characters of a wrong value that an error shows


def unlike(expected: str, value: object) -> ValueError:
    """The error for a value that is not what was expected."""
    shown = repr(value)
    return ValueError(f"Expected {expected}, got {shown if len(shown) <= SHOWN else shown[:SHOWN] + '…'}")


class Label(str):
    """One line of text that people read: valid in XML and JSON, with something to be seen in it, and
    without HTML, which has no place in the names of feeds.
    """

    LONGEST = 5000  # characters
    FORBIDDEN = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")

    @classmethod
    def parse(cls, value: object) -> Self:
        if not isinstance(value, str):
            raise unlike("text in quotes", value)
        text = _without_markup(value).strip()
        if not any(category(char)[0] in "LMNPS" for char in text):
            raise unlike("text in quotes that is not empty", value)
        if cls.FORBIDDEN.search(text) or len(text) > cls.LONGEST:
            raise unlike(f"one line of text without control characters, at most {cls.LONGEST} long", value)
        return cls(text)


def _without_markup(text: str) -> str:
    if "</" not in text:
        return text
    from sources.text import without_markup

    return without_markup(text)


class Seconds(int):
    """A span of time, written "90s", "15m", "24h", "7d" or a sum such as "1h30m"."""

    UNITS: ClassVar = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    PATTERN = re.compile(r"(?:[0-9]{1,9}[smhd])+")
    SHORTEST = 0
    LONGEST = 3650 * 86400

    @classmethod
    def parse(cls, value: object) -> Self:
        if not isinstance(value, str) or not cls.PATTERN.fullmatch(value):
            raise unlike('a span of time such as "15m", "24h" or "7d"', value)
        span = sum(int(number) * cls.UNITS[unit] for number, unit in re.findall(r"(\d+)(\D)", value))
        if not cls.SHORTEST <= span <= cls.LONGEST:
            raise unlike(f'a span of time from "{cls.SHORTEST}s" to "{cls.LONGEST // 86400}d"', value)
        return cls(span)


class Delay(Seconds):
    """A span of time that is not nothing."""

    SHORTEST = 1


class Zone(str):
    """The IANA name of a time zone."""

    @classmethod
    def parse(cls, value: object) -> Self:
        try:
            ZoneInfo(str(value))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise unlike('a time zone such as "Europe/Paris"', value) from None
        return cls(value)


class Language(str):
    """A language tag that is well-formed after RFC 5646, 2.1 (BCP 47). Irregular ones, which are all
    deprecated, are none.
    """

    PATTERN = re.compile(
        r"""(?:[a-z]{2,3}(?:-[a-z]{3}){0,3} | [a-z]{4,8})  # language, with extensions of ISO 639-3
        (?:-[a-z]{4})? (?:-(?:[a-z]{2}|[0-9]{3}))?  # script, region
        (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*  # variants
        (?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*  # extensions
        (?:-x(?:-[a-z0-9]{1,8})+)? | x(?:-[a-z0-9]{1,8})+""",
        re.VERBOSE | re.IGNORECASE | re.ASCII,
    )

    @classmethod
    def parse(cls, value: object) -> Self:
        if not isinstance(value, str) or not cls.PATTERN.fullmatch(value):
            raise unlike('a language tag such as "en", "fr-CA" or "zh-Hant"', value)
        return cls(value)


class Slug(str):
    """The address of a feed below /feeds/: small letters of any script, digits and single hyphens."""

    @classmethod
    def parse(cls, value: object) -> Self:
        if not isinstance(value, str) or slug_of(value) != value:
            raise unlike('a slug such as "guerre-en-ukraine"', value)
        if value in RESERVED:
            raise ValueError(f"Expected a slug of its own; {value!r} is taken by Tagwire")
        return cls(value)


class Patterns(tuple[str, ...]):
    """Regular expressions, written as one text or as a list; they are found anywhere, in any letter case."""

    __slots__ = ()

    @classmethod
    def parse(cls, value: object) -> Self:
        return cls(map(_pattern, value if isinstance(value, list) else [value]))

    def find(self, text: str) -> bool:
        """Whether one of them stands in a line of `text`."""
        return any(re.search(pattern, text) for pattern in self)


def _pattern(text: object) -> str:
    if not isinstance(text, str) or not text:
        raise unlike("a regular expression in quotes", text)
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"{unlike('a regular expression', text)}: {error}") from None
    return f"(?im){text}"
