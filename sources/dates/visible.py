"""Date labels: the short strings by which a page shows when an article was published."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta

from sources.dates.calendar import CalendarDate, find_dates
from sources.dates.clock import Clock, find_clock
from sources.dates.languages import common_vocabulary, distances, fold
from sources.dates.words import BY, FILLERS, PUBLISHED, RELATIVE_DAYS, UNDER, UPDATED
from sources.entry import DateBasis, DateEvidence

LONGEST = 160
BYLINE = 6  # words of credit and section that may stand beside a date
NAME = 3  # words of it without anything that says so
WORD = re.compile(r"[·•|»«/\n]|[^\W_]+(?:['’-][^\W_]+)*")
SEPARATORS = frozenset("·•|»«/\n")
PLAIN = str.maketrans({"：": ":", "／": "/", "．": ".", "，": ",", "\xa0": " ", "\u202f": " ", "\u2009": " "})
BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
RELATIVE = tuple(re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for words in RELATIVE_DAYS)
WEEK = timedelta(days=7)
MOST = 10_000  # of any unit, so that no number overflows

published_words, updated_words, by_words, under_words, filler_words = (
    frozenset(map(fold, words.split())) for words in (PUBLISHED, UPDATED, BY, UNDER, FILLERS)
)
VERBS = published_words | updated_words


def read_visible(text: str, language: str | None) -> DateEvidence | None:
    """What a date label says; None if the text is anything else, such as a sentence with a date.

    `language` is BCP 47. The basis is STATED with a time of day (`wall`, or `instant` where the
    label names an offset), DAY without. A label that speaks of an update alone, or of weeks and
    more ago, is no better than TEXT.
    """
    if len(text) > LONGEST:
        return None
    text = _plain(text)
    return _read_date(text, language) or _read_distance(text, language)


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
    published = [one for one in dates if not _speaks_of_update(text, one.span[0])]
    found = (published or dates)[0]
    clock = _clock_beside(text, dates, found)
    rest = _without(text, *(one.span for one in dates), clock.span if clock else (0, 0))
    if not _is_label(rest, found.span[0], complete=bool(found.year and found.day)):
        return None
    return _evidence(text, found, clock, firm=bool(published))


def _evidence(text: str, found: CalendarDate, clock: Clock | None, *, firm: bool) -> DateEvidence:
    start, end = found.span
    if clock and firm and found.year and found.day:
        moment = clock.on(datetime(found.year, found.month, found.day).date())  # noqa: DTZ001 - only the day
        quote = text[min(start, clock.span[0]) : max(end, clock.span[1])].strip()
        if moment.tzinfo:
            return DateEvidence(basis=DateBasis.STATED, instant=moment, quote=quote)
        return DateEvidence(basis=DateBasis.STATED, wall=moment, quote=quote)
    basis = DateBasis.DAY if firm else DateBasis.TEXT
    quote = text[start:end].strip()
    return DateEvidence(basis=basis, year=found.year, month=found.month, day=found.day, quote=quote)


def _clock_beside(text: str, dates: list[CalendarDate], found: CalendarDate) -> Clock | None:
    """The time of day before or behind a date, up to the next date."""
    later = [one.span[0] for one in dates if one.span[0] > found.span[0]]
    end = min(later, default=len(text))
    text = text[: end + 0]
    return find_clock(_without(text[:end], found.span, *(one.span for one in dates if one.span[1] <= end)))


def _speaks_of_update(text: str, start: int) -> bool:
    """Whether the nearest of the label's verbs before a date says that it is one of an update."""
    for word in reversed(WORD.findall(text[:start])):
        if fold(word) in published_words:
            return False
        if fold(word) in updated_words:
            return True
    return False


def _without(text: str, *spans: tuple[int, int]) -> str:
    """The text with blanks for what has been read; positions stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _is_label(rest: str, start: int, *, complete: bool) -> bool:
    """Whether what stands beside a date are words of a label: "published on", a name, a section.

    `rest` is the text without its dates, `start` where the date stood in it.
    """
    words = WORD.findall(rest)
    if SEPARATORS.intersection(words):
        return all(len(WORD.findall(part)) <= BYLINE for part in re.split(r"[·•|»«/\n]", rest))
    folded = [fold(word) for word in words]
    has_verb = any(word in VERBS for word in folded)
    credit = next(
        (at for at, word in enumerate(folded) if word in by_words or (has_verb and word in under_words)),
        len(words),
    )
    strangers = [word for word, key in zip(words[:credit], folded, strict=False) if not _belongs(key)]
    if len(words) - credit > BYLINE + 1:
        return False
    if not strangers:
        return True
    before = WORD.findall(rest[:start])
    led_in = bool(before) and fold(before[-1]) in filler_words and not has_verb
    return complete and not led_in and len(strangers) <= NAME and all(map(_is_name, strangers))


def _belongs(word: str) -> bool:
    return word in VERBS or word in filler_words or word in common_vocabulary().weekdays


def _is_name(word: str) -> bool:
    return not word[0].islower() and not word[0].isdigit()


def _read_distance(text: str, language: str | None) -> DateEvidence | None:
    """The distance from the capture that "yesterday" or "3 days ago" names, whole days where days are counted."""
    for days, pattern in enumerate(RELATIVE):
        if match := pattern.search(text):
            clock = find_clock(_without(text, match.span()))
            rest = _without(text, match.span(), clock.span if clock else (0, 0))
            return _distance(timedelta(days=days), rest, match)
    for code in filter(None, (language, "en")):
        spoken = distances(code)
        if spoken and (match := spoken.pattern.search(text)) and match.lastgroup:
            unit, count = spoken.meanings[match.lastgroup]
            number = match[match.lastgroup]
            count = int(number) if number.isdigit() else count
            return _distance(unit * min(count, MOST), _without(text, match.span()), match)
    return None


def _distance(ago: timedelta, rest: str, match: re.Match[str]) -> DateEvidence | None:
    if not _is_label(rest, match.start(), complete=True):
        return None
    basis = DateBasis.DAY if ago < WEEK else DateBasis.TEXT
    return DateEvidence(basis=basis, ago=ago, quote=match[0].strip())
