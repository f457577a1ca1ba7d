"""Names of months and weekdays, order of numbers and "… ago", a language at a time, from CLDR."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Literal

from sources.dates.words import AGO, MONTHS, ONE, PREFIXES, REGIONS, SPOKEN_WEEKDAYS, WEEKDAYS

if TYPE_CHECKING:
    from babel import Locale

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]
FORMS: tuple[Literal["long", "short"], ...] = ("long", "short")
UNITS: dict[Unit, timedelta] = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}
COMMON = (
    "en fr de es pt it nl pl ru uk cs sk sl hr sr bg ro hu tr el sv da nb fi is et lv lt ca gl eu "
    "ar he fa hi bn id ms vi th"
)
PLURAL_SAMPLES = (1, 2, 3, 5, 11, 100)  # one of each category in the languages of CLDR
SHORTEST_PREFIX = 3
KNOWN = frozenset((*COMMON.split(), "ja", "zh", "ko", "nn", "no", "in", "iw"))  # of which the tables suffice


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one language calls months (1 to 12) and weekdays (0 is Monday); keys are folded."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    month_first: bool = False  # 10/24/2025
    year_first: bool = False  # 25.10.24
    dotted: bool = False  # 24.10.25

    def month(self, word: str) -> int | None:
        """The month that a word, or an unmistakable beginning of one, names."""
        key = fold(word)
        found = self.months.get(key)
        if found or len(key) < SHORTEST_PREFIX:
            return found
        meant = {number for name, number in self.months.items() if name.startswith(key)}
        return meant.pop() if len(meant) == 1 else None


@dataclass(frozen=True, slots=True)
class Distances:
    """How one language says "3 days ago"."""

    markers: frozenset[str]  # words of which each wording holds one
    pattern: re.Pattern[str]  # of its groups one matches: the number, else all the words
    meanings: Mapping[str, tuple[timedelta, int]]  # group -> unit, and the number if the words hold none


def fold(word: str) -> str:
    """A word without case, accents and mark of abbreviation, for looking it up."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).strip(".׳")


def primary(language: str) -> str:
    """The language itself of a tag such as pt-BR."""
    return re.split("[-_]", language.strip().lower())[0]


@lru_cache(maxsize=128)
def vocabulary(language: str) -> Vocabulary | None:
    """The words of a language (BCP 47, any case); None for one that CLDR does not know."""
    locale = _locale(language)
    if locale is None:
        return None
    code = locale.language
    family = [locale, *filter(None, map(_locale, REGIONS.get(code, "").split()))]
    short = locale.date_formats["short"].pattern
    return Vocabulary(
        months=dict(_names(family, "months")) | MONTHS.get(code, {}),
        weekdays=dict(_names(family, "days")) | WEEKDAYS.get(code, {}),
        month_first=short.startswith("M"),
        year_first=short.startswith("y"),
        dotted="." in short,
    )


@lru_cache(maxsize=128)
def distances(language: str) -> Distances | None:
    """Every "… ago" of a language in one pattern, the longest wordings first."""
    locale = _locale(language)
    if locale is None:
        return None
    wordings = {
        wording: (length, count)
        for unit, length in reversed(UNITS.items())
        for wording, count in reversed(list(_wordings(locale, unit)))
    }
    names = {wording: f"n{index}" for index, wording in enumerate(sorted(wordings, key=len, reverse=True))}
    pattern = "|".join(_pattern(wording, name) for wording, name in names.items())
    return Distances(
        markers=frozenset(map(_marker, wordings)),
        pattern=re.compile(pattern, re.IGNORECASE),
        meanings={name: wordings[wording] for wording, name in names.items()},
    )


def _marker(wording: str) -> str:
    """The word of a wording that is the same for all units: "il y a" before, "ago" behind."""
    before, _, behind = wording.lower().partition("{0}")
    return before.split()[0] if before.strip() else behind.split()[-1].strip(".")


@lru_cache(maxsize=128)
def weekday_names(language: str) -> dict[str, int]:
    """The weekdays in full, in lower case but with accents, as prose names them."""
    locale = _locale(language)
    names = {name.lower(): number for number, name in locale.days["format"]["wide"].items()} if locale else {}
    return names | SPOKEN_WEEKDAYS.get(language, {})


@lru_cache(maxsize=1)
def common_vocabulary() -> Vocabulary:
    """The names of all common languages in one, for pages in a language other than they say."""
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for words in filter(None, map(vocabulary, COMMON.split())):
        months = {**words.months, **months}
        weekdays = {**words.weekdays, **weekdays}
    return Vocabulary(months, weekdays)


def _locale(language: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    parts = re.split("[-_]", language.strip())
    for length in range(len(parts), 0, -1):
        with suppress(ValueError, UnknownLocaleError):
            return Locale.parse("_".join(parts[:length]))
    return None


def _names(family: list[Locale], kind: str) -> Iterator[tuple[str, int]]:
    for locale in reversed(family):
        for context in ("stand-alone", "format"):
            for width in ("abbreviated", "wide"):
                names: dict[int, str] = getattr(locale, kind)[context][width]
                for number, name in names.items():
                    key = fold(re.split(r"[\s’']", name)[-1])
                    if not key[:1].isdigit():
                        yield key, number
                        yield PREFIXES.get(locale.language, "") + key, number


def _wordings(locale: Locale, unit: Unit) -> Iterator[tuple[str, int]]:
    """The wordings of a unit with {0} for the number, and the number where a word says it."""
    from babel.dates import format_timedelta

    for form, count in product(FORMS, PLURAL_SAMPLES):
        with suppress(KeyError):  # Babel's answer where a language has no such form
            wording = format_timedelta(
                -count * UNITS[unit], unit, threshold=math.inf, add_direction=True, format=form, locale=locale
            )
            yield wording.replace(str(count), "{0}"), count
    for wording in filter(None, AGO.get(locale.language, {}).get(unit, "").split("|")):
        yield wording, 1


def _pattern(wording: str, name: str) -> str:
    text = re.sub(r"\\?[\s\u200f]+", r"\\s*", re.escape(wording)).replace(r"\.", r"\.?")
    number = rf"(?P<{name}>\d+|\b(?:{ONE})\b)"
    body = text.replace(r"\{0\}", number, 1) if r"\{0\}" in text else f"(?P<{name}>{text})"
    edge = r"(?![^\W\d_])" if wording[-1:].isascii() or wording[-1:].isalpha() else ""
    return rf"(?<!\w){body}{edge}"
