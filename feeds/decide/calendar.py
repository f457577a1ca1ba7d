"""The days, months and parts of the day that a title or a text names, in any of the common languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

Mark = tuple[str, str]  # what kind of thing is named, and which one it is

SHORTEST_NAME = 3  # letters
SHORTEST_STEM = 5  # letters: what is shorter is the beginning of many words
PARTS_OF_THE_DAY = {
    "morning": "morning matin morgen morgens mattina manha утро утра",
    "noon": "noon midi mittag mittags mezzogiorno mediodia полдень",
    "afternoon": "afternoon apres-midi nachmittag nachmittags pomeriggio",
    "evening": "evening soir abend abends вечер вечера wieczor wieczorem kvall avond",
    "night": "night nuit nacht nachts notte noche noite ночь ночи noc natt",
}
EAST_ASIAN_WEEKDAYS = {
    sign: day for signs in ("月火水木金土日", "一二三四五六天") for day, sign in enumerate(signs)
}
EAST_ASIAN = re.compile(
    r"([月火水木金土日])曜|(?:星期|周|週|礼拜|禮拜)([一二三四五六日天])|(\d{1,2})月(?:(\d{1,2})日)?"
)
DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th|o)?[.,]?\s(?:de\s|of\s)?$")
DAY_BEHIND = re.compile(r"\.?\s(\d{1,2})(?!\d)")


@lru_cache(maxsize=1024)
def dates_in(text: str) -> frozenset[Mark]:
    """The weekdays, months, days of months and parts of the day that a text names."""
    names, pattern = _names()
    plain = folded(text)
    found = {mark for match in EAST_ASIAN.finditer(plain) for mark in _east_asian(match)}
    for match in pattern.finditer(plain):
        mark = names[match[match.lastindex or 0]]
        found.add(mark)
        if mark[0] == "month":
            beside = DAY_BEFORE.search(plain, 0, match.start()), DAY_BEHIND.match(plain, match.end())
            found.update(("day of the month", day[1]) for day in beside if day)
    return frozenset(found)


@lru_cache(maxsize=1024)
def folded(text: str) -> str:
    """A text without case and accents, in plain letters and figures."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _east_asian(match: re.Match[str]) -> Iterator[Mark]:
    japanese, chinese, month, day = match.groups()
    if japanese or chinese:
        yield "weekday", str(EAST_ASIAN_WEEKDAYS[japanese or chinese])
    if month:
        yield "month", month
    if day:
        yield "day of the month", day


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, Mark], re.Pattern[str]]:
    """What the stems of names mean, and a pattern that finds them, in the group that matches."""
    names: dict[str, Mark] = {}
    for name, mark in _all_names():
        names.setdefault(_stem(name), mark)
    stems = sorted(names, key=len, reverse=True)
    inflected = "|".join(re.escape(stem) for stem in stems if len(stem) >= SHORTEST_STEM)
    whole = "|".join(re.escape(stem) for stem in stems if len(stem) < SHORTEST_STEM)
    return names, re.compile(rf"(?<!\w)(?:({inflected})\w*|({whole})(?:['’]?s)?(?!\w))")


def _stem(name: str) -> str:
    """A name without the vowel at its end that declensions change: "sobota", "v sobotu"."""
    return re.sub(r"[aeiouyаеияью]$", "", name) if len(name) > SHORTEST_STEM else name


def _all_names() -> Iterator[tuple[str, Mark]]:
    from sources.dates.languages import COMMON, vocabulary, weekday_names

    for part, words in PARTS_OF_THE_DAY.items():
        yield from ((word, ("part of the day", part)) for word in words.split())
    for code in (*COMMON.split(), "ko"):
        spoken = {folded(name): number for name, number in weekday_names(code).items()}
        if known := vocabulary(code):
            weekdays = {**known.weekdays, **spoken}
            yield from ((name, ("weekday", str(day))) for name, day in _in_full(weekdays))
            yield from ((name, ("month", str(month))) for name, month in _in_full(known.months))


def _in_full(meanings: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """The names that are no short forms of others: these are too much like other words."""
    for name, number in meanings.items():
        longer = (other for other, same in meanings.items() if same == number and other != name)
        if len(name) >= SHORTEST_NAME and not any(other.startswith(name) for other in longer):
            yield name, number
