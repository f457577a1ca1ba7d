"""Date labels: the short strings by which a page shows when an article was published."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from itertools import zip_longest

from sources.dates.calendar import NUMBERED, CalendarDate, find_dates
from sources.dates.clock import Clock, find_clock
from sources.dates.label import is_label, speaks_of_update
from sources.dates.languages import KNOWN, distances, primary, vocabulary, weekday_names
from sources.dates.rarer import read_rarer
from sources.dates.words import RELATIVE_DAYS
from sources.entry import DateBasis, DateEvidence

LONGEST = 160
RARER = 40  # characters of a label worth asking dateparser about
WEEK = timedelta(days=7)
MONTH = timedelta(days=28)
MOST = 10_000  # of any unit, so that no number overflows
PLAIN = str.maketrans(
    {"：": ":", "／": "/", "．": ".", "，": ",", "،": ",", "\xa0": " ", "\u202f": " ", "\u2009": " "}
)
BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
PHRASE = re.compile(r"[^\s\d.,;:!?()·•|/–—]+")
AGO = {word: timedelta(days=days) for days, words in enumerate(RELATIVE_DAYS) for word in words.split("|")}

Span = tuple[int, int]


def read_visible(text: str, language: str | None) -> DateEvidence | None:
    """What a date label says; None if the text is anything else, such as a sentence with a date.

    `language` is BCP 47. The basis is STATED with a time of day (`wall`, or `instant` where the
    label names an offset), DAY without. A label that speaks of an update alone, or of weeks and
    more ago, is no better than TEXT.
    """
    return _read(text, language) if len(text) <= LONGEST else None


def may_be_version(clue: DateEvidence, language: str | None) -> bool:
    """Whether what was read of a label may as well be the number of a version, as "1.8.26" in English."""
    words = vocabulary(language or "")
    return NUMBERED.match(clue.quote) is not None and not (words and words.dotted)


@lru_cache(maxsize=4096)
def _read(text: str, language: str | None) -> DateEvidence | None:
    text = _plain(text)
    for read in (_read_date, _read_relative, _read_distance, _read_weekday):
        if found := read(text, language):
            return found
    return read_rarer(text, language) if language and _may_be_rarer(text, language) else None


def _may_be_rarer(text: str, language: str) -> bool:
    """Whether a text may be a label in wordings that our tables lack: "2 days 3 hours ago", or Albanian."""
    if len(text) > RARER or not any(char.isdigit() for char in text):
        return False
    return primary(language) not in KNOWN or _distance_in(text, language) is not None


def _plain(text: str) -> str:
    """The text with ASCII digits and spaces, and without marks of direction."""
    if text.isascii():
        return text
    digits = {ord(char): str(unicodedata.decimal(char)) for char in set(text) if char.isdecimal()}
    return BIDI.sub("", text).translate(PLAIN | digits)


def _read_date(text: str, language: str | None) -> DateEvidence | None:
    if not any(char.isdigit() for char in text):
        return None
    dates = list(find_dates(text, language))
    if not dates:
        return None
    published = [one for one in dates if not speaks_of_update(text[: one.span[0]])]
    found = (published or dates)[0]
    clock = _clock_beside(text, dates, found)
    rest = _without(text, *(one.span for one in dates), clock.span if clock else (0, 0))
    is_certain = bool(found.year and found.day) and not NUMBERED.fullmatch(text[slice(*found.span)])
    if not is_label(rest, found.span[0], language, stray=is_certain):
        return None
    return _evidence(text, found, clock, firm=bool(published))


def _clock_beside(text: str, dates: list[CalendarDate], found: CalendarDate) -> Clock | None:
    """The time of day before or behind a date, up to the next date."""
    end = min((one.span[0] for one in dates if one.span[0] > found.span[0]), default=len(text))
    return find_clock(_without(text, *(one.span for one in dates))[:end])


def _without(text: str, *spans: tuple[int, int]) -> str:
    """The text with blanks for what has been read; positions stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _evidence(text: str, found: CalendarDate, clock: Clock | None, *, firm: bool) -> DateEvidence:
    start, end = found.span
    if clock and firm and found.year and found.day:
        moment = clock.on(date(found.year, found.month, found.day))
        quote = text[min(start, clock.span[0]) : max(end, clock.span[1])].strip()
        if moment.tzinfo:
            return DateEvidence(basis=DateBasis.STATED, instant=moment, quote=quote)
        return DateEvidence(basis=DateBasis.STATED, wall=moment, quote=quote)
    basis = DateBasis.DAY if firm else DateBasis.TEXT
    quote = text[start:end].strip()
    return DateEvidence(basis=basis, year=found.year, month=found.month, day=found.day, quote=quote)


def _read_relative(text: str, language: str | None) -> DateEvidence | None:
    """What "yesterday" says."""
    found = list(PHRASE.finditer(text.lower().replace("’", "'")))
    for first, second in zip_longest(found, found[1:]):
        for last in (second, first):
            ago = AGO.get(text[first.start() : last.end()].lower().replace("’", "'")) if last else None
            if last and ago is not None:
                span = first.start(), last.end()
                clock = find_clock(_without(text, span))
                return _distance(ago, text, span, language, clock.span if clock else (0, 0))
    return None


def _read_distance(text: str, language: str | None) -> DateEvidence | None:
    """What "3 days ago" says: whole days where the words count days."""
    for code in dict.fromkeys((language or "en", "en")):
        if found := _distance_in(text, code):
            match, ago = found
            return _distance(ago, text, match.span(), language)
    return None


def _distance_in(text: str, language: str) -> tuple[re.Match[str], timedelta] | None:
    spoken = distances(language)
    if spoken is None or not any(marker in text.lower() for marker in spoken.markers):
        return None
    match = spoken.pattern.search(text)
    if match is None or match.lastgroup is None:
        return None
    unit, count = spoken.meanings[match.lastgroup]
    number = match[match.lastgroup]
    return match, unit * (min(int(number[:9]), MOST) if number.isdigit() else count)


def _distance(
    ago: timedelta, text: str, span: Span, language: str | None, clock: Span = (0, 0)
) -> DateEvidence | None:
    start, end = span
    if not is_label(_without(text, span, clock), start, language, stray=False):
        return None
    is_exact = ago < WEEK or (ago < MONTH and ago % WEEK)  # "3 weeks ago" may be 24 days
    return DateEvidence(
        basis=DateBasis.DAY if is_exact else DateBasis.TEXT, ago=ago, quote=text[start:end].strip()
    )


def _read_weekday(text: str, language: str | None) -> DateEvidence | None:
    """What "Friday at 10:30" says: the latest Friday, for a label of this week needs no more."""
    word = text.strip().partition(" ")[0].strip(",.")
    weekday = weekday_names(language).get(word.lower()) if language else None
    if weekday is None:
        return None
    clock = find_clock(text)
    rest = _without(text, clock.span if clock else (0, 0))
    if not is_label(rest, 0, language, stray=False):
        return None
    return DateEvidence(basis=DateBasis.DAY, weekday=weekday, quote=word)
