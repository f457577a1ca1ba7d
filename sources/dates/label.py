"""Is a short text with a date a label, or a title or sentence that mentions one?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sources.dates.languages import common_vocabulary, fold, vocabulary
from sources.dates.words import BY, COUNTED, FILLERS, PUBLISHED, UNDER, UPDATED

BYLINE = 7  # words of credit and section that may stand beside a date
NAME = 3  # words of it without anything that says so
FIRST_IDEOGRAPH = "\u2e80"
LONGEST_NAME = 8
SEPARATOR = re.compile(r"[·•|»«/\n]")
SEPARATOR_BESIDE_QUOTES = re.compile(r"[·•|/\n]")  # where « and » are such
APART = r"""\s.,;:!?()、。「」\[\]"“”„'’·•|«»/–—-"""
WORD = re.compile(rf"[^{APART}]+(?:['’-][^{APART}]+)*")


def _set(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


published, updated, by, under, fillers, counted = map(_set, (PUBLISHED, UPDATED, BY, UNDER, FILLERS, COUNTED))
verbs = published | updated


def is_label(rest: str, start: int, language: str | None, *, stray: bool) -> bool:
    """Whether what stands beside a date are words of a label: "published on", a name, a section.

    `rest` is the text with blanks for its dates, `start` where the date stood. With `stray` a name
    or a section may stand there without a word or a sign that sets it off.
    """
    separator = SEPARATOR_BESIDE_QUOTES if "«" in rest and "»" in rest else SEPARATOR
    first = max((match.end() for match in separator.finditer(rest, 0, start)), default=0)
    after = separator.search(rest, start)
    last = after.start() if after else len(rest)
    others = [*separator.split(rest[:first]), *separator.split(rest[last:])]
    if any(len(_words(part)) > BYLINE for part in others):
        return False
    return _is_pure(rest[first:last], rest[first:start], language, stray=stray)


def _is_pure(rest: str, before: str, language: str | None, *, stray: bool) -> bool:
    words = _words(rest)
    folded = [fold(word) for word in words]
    credit = _credit(folded)
    known = verbs | fillers | _weekdays(language)
    if len(words) - credit > BYLINE:
        return False
    strangers = [word for word, key in zip(words[:credit], folded, strict=False) if key not in known]
    if not counted.isdisjoint(folded):
        strangers = [word for word in strangers if not word.isdigit() and fold(word) not in counted]
    if not strangers:
        return True
    led_in = _is_led_in([fold(word) for word in _words(before)], language)
    return stray and not led_in and len(strangers) <= NAME and all(map(_is_name, strangers))


def speaks_of_update(before: str) -> bool:
    """Whether the last of the label's verbs says that the date behind it is one of an update."""
    for word in reversed(_words(before)):
        key = fold(word)
        if key in verbs:
            return key in updated
    return False


def _words(text: str) -> list[str]:
    """The words of a text, without signs and pictures."""
    return [word for word in WORD.findall(text) if any(char.isalnum() for char in word)]


def _credit(folded: Sequence[str]) -> int:
    """Where "by …" or, in a label with a verb, "in …" begins."""
    leading = by if verbs.isdisjoint(folded) else by | under
    return next((at for at, word in enumerate(folded) if word in leading), len(folded))


def _is_led_in(before: Sequence[str], language: str | None) -> bool:
    """Whether a preposition, and no verb of a label, ties the date to the words before it."""
    weekdays = _weekdays(language)
    last = next((word for word in reversed(before) if word not in weekdays), "")
    return last in fillers and verbs.isdisjoint(before)


@lru_cache(maxsize=128)
def _weekdays(language: str | None) -> frozenset[str]:
    spoken = [words for words in (vocabulary(language or ""), vocabulary("en")) if words]
    if language is None:
        spoken.append(common_vocabulary())
    return frozenset().union(*(words.weekdays for words in spoken))


def _is_name(word: str) -> bool:
    if word[0] > FIRST_IDEOGRAPH:  # scripts without spaces: a clause is one word
        return len(word) <= LONGEST_NAME
    return not word[0].islower() and not word[0].isdigit()
