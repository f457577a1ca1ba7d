"""The article's own date in its sentences: "a déclaré ce jeudi 16 octobre", "said on Friday".

What is read: a day of a month, with or without weekday and year, and weekdays. What is not: spans of
time, hours, months alone, and days that the words around them give to the story ("depuis le 3 mars",
"mardi prochain", "le lundi", "until 15 November").
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from sources.dates.calendar import YEARS, CalendarDate, exists, find_numeric
from sources.dates.grammar import GRAMMARS, Grammar
from sources.dates.languages import fold, primary, vocabulary, weekday_names
from sources.entry import DateBasis, DateEvidence

READ = 3000  # characters: a date that matters stands near the beginning
BEFORE = 40  # characters in which the words before a day are looked for
LEAD = 2  # sentences that count for more than the rest
MOST = 4  # clues of one text
SHORTLY = 3  # days between a weekday and the one it follows up
SENTENCE_END = re.compile(r"[.!?…]+[\s»”\"')\]]*\s|\n|(?<=[a-zà-ÿ])\.(?=[A-ZÀ-Ý])")
CLAUSE_END = re.compile(r"[.!?;:,\n]")
ANNIVERSARY = re.compile(
    r"anniversa|birthday|geburtstag|jahrestag|cumplea|anivers|compleanno|verjaardag|rocznic|urodzin|годовщин",
    re.IGNORECASE,
)
OF = r"(?:del?|d[io]|of|des Jahres|de l['’]an|of the year)\s+"
LONG_AGO = (
    r"\d{1,4}\s?(?:B\.?\s?C|av(?:\.|ant)|v\.?\s?Chr|a\.?\s?C|p\.n\.e|до н)"
    r"|(?:des Jahres|de l['’]an|of the year)\s+\d{1,3}(?!\d)"
)
YEAR = rf"(?:,?\s+(?:(?P<ancient>{LONG_AGO})|(?:{OF})?(?P<year>\d{{4}})(?!\d)))?"
DAY_FIRST = re.compile(
    rf"(?<![\d.,:/-])(?P<day>\d\d?)(?:er|st|nd|rd|th|º|°|\.|-го)?\s+(?:(?:de|of)\s|d['’])?(?P<name>[^\W\d_]+)\.?{YEAR}",
    re.IGNORECASE,
)
MONTH_FIRST = re.compile(
    rf"(?P<name>[^\W\d_]+)\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?![\w%:-]|[.,]\d){YEAR}", re.IGNORECASE
)
HOUR = r"h(?:eures?|\.|s)?|Uhr|uur|u|hrs?|hours|horas?|ore|godz|час\w*|[ap]\.?m\.?"
CLOCK = rf"\d\d?(?:\s?[:.h]\s?\d\d(?!\d)|\s?(?:{HOUR})(?!\w))"
THE = re.compile(r"(?<!\w)(?:the|its|an?)\s+$", re.IGNORECASE)
LONGEST_MONTH = 31
CLAUSE = 120  # characters of it that are looked at

Span = tuple[int, int]


class Kind(IntEnum):
    """How much a mention of a day tells of the article's own, best first."""

    OWN_DATE = 0  # with its weekday, or "this"
    OWN_WEEKDAY = 1  # "this Thursday"
    DATE = 2
    WEEKDAY = 3
    FOLLOWED_UP = 4  # "after the vote on Tuesday"
    EARLIER = 5  # "since Tuesday", "last Tuesday": never the article's own


@dataclass(frozen=True, slots=True)
class _Mention:
    kind: Kind
    start: int
    clue: DateEvidence


def find_in_text(text: str, language: str | None) -> tuple[DateEvidence, ...]:
    """Clues in prose to the day it was published, most telling first; all of basis TEXT.

    `language` is BCP 47; without it, or where the text is plainly in another, the language is told
    from common words. Where a weekday stands beside an earlier one that it follows up ("after
    Tuesday's vote … this Wednesday"), the clue carries both.
    """
    text = text[:READ]
    code = primary(language) if language else None
    for candidate in dict.fromkeys((code, language_of(text))):
        if candidate in GRAMMARS:
            spoken = language if language and code == candidate else candidate
            if clues := _clues(text, _reader(candidate), spoken):
                return clues
    return ()


def language_of(text: str) -> str | None:
    """The language of a text, of those whose prose is read; None if its words tell nothing."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    shares = {code: len(words & set(grammar.common.split())) for code, grammar in GRAMMARS.items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] > 1 else None


def _clues(text: str, reader: _Reader, language: str) -> tuple[DateEvidence, ...]:
    dates = list(reader.dates(text, language))
    weekdays = list(reader.weekdays(text, [span for span, _ in dates]))
    mentions = [mention for _, mention in dates if mention] + _with_earlier(weekdays)
    ends = [match.start() for match in SENTENCE_END.finditer(text)]
    own = [mention for mention in mentions if mention.kind != Kind.EARLIER]
    own.sort(key=lambda one: (bisect(ends, one.start) >= LEAD, one.kind, one.start))
    return tuple(mention.clue for mention in own[:MOST])


def _with_earlier(weekdays: list[_Mention]) -> list[_Mention]:
    """The weekdays, each with the one that it follows up."""
    return [
        replace(one, clue=replace(one.clue, earlier_weekday=_earlier(one, weekdays)))
        if one.kind < Kind.FOLLOWED_UP
        else one
        for one in weekdays
    ]


def _earlier(own: _Mention, weekdays: list[_Mention]) -> int | None:
    for other in weekdays:
        gap = ((own.clue.weekday or 0) - (other.clue.weekday or 0)) % 7
        beside = own.kind == Kind.OWN_WEEKDAY and other.kind == Kind.WEEKDAY and gap <= SHORTLY
        if gap and (beside or other.kind in (Kind.FOLLOWED_UP, Kind.EARLIER)):
            return other.clue.weekday
    return own.clue.earlier_weekday


@lru_cache(maxsize=len(GRAMMARS))
def _reader(code: str) -> _Reader:
    return _Reader(code, GRAMMARS[code])


class _Reader:
    """The patterns of one language."""

    def __init__(self, code: str, grammar: Grammar) -> None:
        self.code, self.grammar = code, grammar
        self.months = words.months if (words := vocabulary(code)) else {}
        self.numbers = weekday_names(code)
        names = "|".join(sorted(map(re.escape, self.numbers), key=len, reverse=True))
        weekday = rf"(?P<weekday>{names})(?:{grammar.suffix})?"
        self.weekday = _compile(
            rf"(?<!\w){weekday}(?!\w)(?:\s*\((?P<in>\d\d?)\)|,?\s+(?:(?:{grammar.link})\s+)?(?P<day>\d\d?)(?=\s*[,.;)]))?"
        )
        self.weekday_before = _compile(rf"(?<!\w){weekday},?\s+\(?(?:(?:{grammar.link})\s+)?$")
        self.next_weekday = _compile(rf"\s+(?:{grammar.until})\s+{weekday}(?!\w)")
        self.first_weekday = _compile(rf"(?<!\w){weekday}\s+(?:{grammar.until})\s+$")
        self.next_day = _compile(
            rf"\s*(?:(?:{grammar.until})(?!\w)|[-–])\s*(?:(?:le|the|dem|el|il)\s+)?(?!{CLOCK})\d"
        )
        self.dated = (DAY_FIRST, MONTH_FIRST) if grammar.month_first else (DAY_FIRST,)
        self.this, self.yesterday, self.other = map(_before, (grammar.this, grammar.yesterday, grammar.other))
        self.past, self.habit = map(_before, (grammar.past, grammar.habit))
        self.own_part = _before(rf"(?:{grammar.part_of_day})\s+(?:{grammar.past}|{grammar.until})")
        self.other_after, self.past_after = map(_after, (grammar.other_after, grammar.past_after))
        self.following, self.future = map(_within, (grammar.following, grammar.future))
        self.careful = _compile(grammar.careful)

    def dates(self, text: str, language: str) -> Iterator[tuple[Span, _Mention | None]]:
        """The days of a month in a text, those of the story without a mention."""
        found = [one for pattern in self.dated for one in self._worded(pattern, text)]
        for one in (*found, *find_numeric(text, language)):
            start, end = one.span
            named = self.weekday_before.search(text, max(0, start - BEFORE), start)
            start = named.start() if named else start
            ours = one.year is None or one.year in YEARS
            yield (start, end), self._dated(text, one, (start, end), named) if ours else None

    def _worded(self, pattern: re.Pattern[str], text: str) -> Iterator[CalendarDate]:
        for match in pattern.finditer(text):
            month, day = self.months.get(fold(match["name"]), 0), int(match["day"])
            year = int(match["year"]) if match["year"] else 0 if match["ancient"] else None
            if exists(year, month, day) and self._is_name(match["name"]):
                yield CalendarDate(year, month, day, match.span())

    def _is_name(self, word: str) -> bool:
        return word[0].isupper() or not self.grammar.capitals

    def _dated(
        self, text: str, found: CalendarDate, span: Span, named: re.Match[str] | None
    ) -> _Mention | None:
        start, end = span
        before, clause = text[max(0, start - BEFORE) : start], _clause(text, start)
        is_this = self.this.search(before)
        is_attribute = self.grammar.month_first and not text[found.span[0]].isdigit() and THE.search(before)
        of_the_story = (
            self.other.search(before) or self.other_after.match(text, end) or self.next_day.match(text, end),
            ANNIVERSARY.search(clause) or ANNIVERSARY.search(text, end, end + BEFORE),
            self.future.search(clause) and not is_this,
            is_attribute,
        )
        if any(of_the_story):
            return None
        weekday = self.numbers[named["weekday"].lower()] if named else None
        is_own = named is not None or is_this is not None
        clue = DateEvidence(
            basis=DateBasis.TEXT,
            year=found.year,
            month=found.month,
            day=found.day,
            weekday=weekday,
            quote=text[start:end],
        )
        return _Mention(Kind.OWN_DATE if is_own else Kind.DATE, start, clue)

    def weekdays(self, text: str, taken: list[Span]) -> Iterator[_Mention]:
        """The weekdays of a text outside the spans already read."""
        for match in self.weekday.finditer(text):
            start, end = match.span()
            if any(first <= start < last for first, last in taken) or not self._is_name(match["weekday"]):
                continue
            if (kind := self._kind(text, match)) is None:
                continue
            weekday, earlier = self.numbers[match["weekday"].lower()], None
            if kind == Kind.OWN_WEEKDAY and self.yesterday.search(text[max(0, start - BEFORE) : start]):
                weekday, earlier = (weekday + 1) % 7, weekday
            day = int(match["in"] or match["day"] or 0)
            clue = DateEvidence(
                basis=DateBasis.TEXT,
                weekday=weekday,
                day=day if 1 <= day <= LONGEST_MONTH else None,
                earlier_weekday=earlier,
                quote=text[start:end],
            )
            yield _Mention(kind, start, clue)

    def _kind(self, text: str, match: re.Match[str]) -> Kind | None:
        """What a weekday tells by the words around it; None if nothing."""
        start, end = match.span()
        before, clause = text[max(0, start - BEFORE) : start], _clause(text, start)
        is_other = self.other.search(before) or self.other_after.match(text, end)
        is_numbered = match["in"] or match["day"]
        rules = (
            (self.this.search(before) or self.yesterday.search(before), Kind.OWN_WEEKDAY),
            (is_numbered and not is_other and not self.future.search(clause), Kind.OWN_WEEKDAY),
            (self.careful.fullmatch(match["weekday"]) or self.next_weekday.match(text, end), None),
            (first := self.first_weekday.search(before), self._second(first, match)),
            (self.own_part.search(before), Kind.WEEKDAY),
            (self.past.search(before) or self.past_after.match(text, end), Kind.EARLIER),
            (self.habit.search(before) or is_other, None),
            (self.following.search(clause), Kind.FOLLOWED_UP),
            (self.future.search(clause), None),
        )
        return next((kind for applies, kind in rules if applies), Kind.WEEKDAY)

    def _second(self, first: re.Match[str] | None, second: re.Match[str]) -> Kind | None:
        """A night from Tuesday to Wednesday is Wednesday's news; from Monday to Friday is no day."""
        if first is None:
            return None
        gap = self.numbers[second["weekday"].lower()] - self.numbers[first["weekday"].lower()]
        return Kind.WEEKDAY if gap % 7 == 1 else None


def _clause(text: str, end: int) -> str:
    """What stands before a place in its clause."""
    return CLAUSE_END.split(text[max(0, end - CLAUSE) : end])[-1]


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _before(words: str) -> re.Pattern[str]:
    return _compile(rf"(?:^|(?<=[\s(«“\"'’])) *(?:{words})\s*$")


def _after(words: str) -> re.Pattern[str]:
    return _compile(rf"\s*(?:{words})")


def _within(words: str) -> re.Pattern[str]:
    return _compile(rf"(?<!\w)(?:{words})(?!\w)")
