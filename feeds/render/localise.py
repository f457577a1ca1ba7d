"""Dates and counts as people of a language write them, after CLDR as Babel has it."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

from feeds.render.wording import language_of_words, wording_for

Length = Literal["long", "medium"]


def day(instant: datetime, language: str) -> str:
    """The day of an instant in its own zone: "24 octobre 2025"."""
    return _date(instant.date(), "long", language)


def short_day(instant: datetime, language: str) -> str:
    """The same where there is less room: "24 oct. 2025"."""
    return _date(instant.date(), "medium", language)


def minute(instant: datetime, language: str) -> str:
    """The day with the time: "24 octobre 2025, 19:42"."""
    return f"{day(instant, language)}, {_time(instant.time().replace(second=0, microsecond=0), language)}"


def month(instant: datetime, language: str) -> str:
    """The month of an instant in its own zone: "octobre 2025"."""
    return format_skeleton("yMMMM", instant, tzinfo=instant.tzinfo, locale=_locale(language))


def number(count: int, language: str) -> str:
    """A count with its thousands set apart: "12 345" with a narrow space, "12,345"."""
    return format_decimal(count, locale=_locale(language))


def articles(count: int, language: str) -> str:
    """So many articles: "1 article", "12 articles"."""
    pattern = wording_for(language).ngettext("%(count)s article", "%(count)s articles", count)
    return pattern % {"count": number(count, language)}


@lru_cache(maxsize=4096)
def _date(date: date, length: Length, language: str) -> str:
    return format_date(date, format=length, locale=_locale(language))


@lru_cache(maxsize=4096)  # more than a day has minutes
def _time(time: time, language: str) -> str:
    return format_time(time, format="short", locale=_locale(language))


@cache
def _locale(language: str) -> Locale:
    """The words' language with the habits of the tag's region, where CLDR knows them."""
    words = language_of_words(language)
    if language.partition("-")[0].lower() == words:
        try:
            return Locale.parse(language, sep="-")
        except (UnknownLocaleError, ValueError):
            pass
    return Locale.parse(words)
