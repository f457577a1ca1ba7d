"""Dates and counts as people of a language write them, after CLDR as Babel has it."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

from feeds.render.wording import wording_for


def day(instant: datetime, language: str) -> str:
    """The day of an instant in its own zone: "24 octobre 2025"."""
    return format_date(instant, format="long", locale=_locale(language))


def minute(instant: datetime, language: str) -> str:
    """The same with the time of day: "24 octobre 2025, 19:42"."""
    time = format_time(instant.timetz(), format="short", locale=_locale(language))
    return f"{day(instant, language)}, {time}"


def articles(count: int, language: str) -> str:
    """So many articles: "1 article", "12 articles"."""
    patterns = wording_for(language).articles
    pattern = patterns.get(_locale(language).plural_form(count), patterns["other"])
    return pattern.format(count=count)


@cache
def _locale(language: str) -> Locale:
    """The words' language with the habits of the tag's region, where CLDR knows them."""
    words = wording_for(language).language
    if language.partition("-")[0].lower() == words:
        try:
            return Locale.parse(language, sep="-")
        except (UnknownLocaleError, ValueError):
            pass
    return Locale.parse(words)
