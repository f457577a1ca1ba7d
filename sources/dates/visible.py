"""Date labels: the short strings by which a page shows when an article was published."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from sources.dates.calendar import CalendarDate, find_dates
from sources.dates.clock import Clock, find_clock
from sources.dates.label import is_label, speaks_of_update
from sources.dates.languages import KNOWN, distances, primary, weekday_names
from sources.dates.rarer import read_rarer
from sources.dates.words import RELATIVE_DAYS
from sources.entry import DateBasis, DateEvidence

LONGEST = 160
RARER = 40  # characters of a label worth asking dateparser about
WEEK = timedelta(days=7)
MOST = 10_000  # of any unit, so that no number overflows
PLAIN = str.maketrans(
    {"：": ":", "／": "/", "．": ".", "，": ",", "،": ",", "\xa0": " ", "\u202f": " ", "\u2009": " "}
)
BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
RELATIVE = tuple(re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for words in RELATIVE_DAYS)


def read_visible(text: str, language: str | None) -> DateEvidence | None:
    """What a date label says; None if the text is anything else, such as a sentence with a date.

    `language` is BCP 47. The basis is STATED with a time of day (`wall`, or `instant` where the
    label names an offset), DAY without. A label that speaks of an update alone, or of weeks and
    more ago, is no better than TEXT.
    """
    if len(text) > LONGEST:
        return None
    text = _plain(text)
    own = _read_date(text, language) or _read_distance(text, language) or _read_weekday(text, language)
    return read_rarer(text, language) if own is None and language and _may_be_rarer(text, language) else own


def _may_be_rarer(text: str, language: str) -> bool:
    """Whether a text may be a label in wordings that our tables lack: "2 days 3 hours ago", or Albanian."""
    if len(text) > RARER or not any(char.isdigit() for char in text):
        return False
    spoken = distances(language)
    return primary(language) not in KNOWN or bool(spoken and spoken.pattern.search(text))


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
    if not is_label(rest, found.span[0], language, complete=bool(found.year and found.day)):
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


def _read_distance(text: str, language: str | None) -> DateEvidence | None:
    """What "yesterday" or "3 days ago" says: whole days where the words count days."""
    for days, pattern in enumerate(RELATIVE):
        if match := pattern.search(text):
            clock = find_clock(_without(text, match.span()))
            rest = _without(text, match.span(), clock.span if clock else (0, 0))
            return _distance(timedelta(days=days), rest, match, language)
    for code in filter(None, (language, "en")):
        spoken = distances(code)
        if spoken and (match := spoken.pattern.search(text)) and match.lastgroup:
            unit, count = spoken.meanings[match.lastgroup]
            number = match[match.lastgroup]
            count = min(int(number[:9]), MOST) if number.isdigit() else count
            basis = DateBasis.DAY if unit < WEEK else DateBasis.TEXT
            return _distance(unit * count, _without(text, match.span()), match, language, basis)
    return None


def _distance(
    ago: timedelta, rest: str, match: re.Match[str], language: str | None, basis: DateBasis = DateBasis.DAY
) -> DateEvidence | None:
    if not is_label(rest, match.start(), language, complete=True):
        return None
    return DateEvidence(basis=basis, ago=ago, quote=match[0].strip())


def _read_weekday(text: str, language: str | None) -> DateEvidence | None:
    """What "Friday at 10:30" says: the latest Friday, for a label of this week needs no more."""
    word = text.strip().partition(" ")[0].strip(",.")
    weekday = weekday_names(language).get(word.lower()) if language else None
    if weekday is None:
        return None
    clock = find_clock(text)
    rest = _without(text, clock.span if clock else (0, 0))
    if not is_label(rest, 0, language, complete=False):
        return None
    return DateEvidence(basis=DateBasis.DAY, weekday=weekday, quote=word)
