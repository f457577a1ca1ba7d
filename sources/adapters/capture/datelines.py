"""Lines that say something about an article: when, by whom, in what category, with how many comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sources.adapters import wordings
from sources.adapters.capture.unglue import Kind, Token
from sources.credits import split_byline, split_credits
from sources.dates import read_visible
from sources.entry import Credit, DateEvidence, Person

_LONGEST = 250  # characters
_NO_DIGITS = 25  # characters of a date without digits, at most: "hier"
_NAME = 40  # characters of an author's name or a category on a line of its own, at most
_BESIDE_DATE = 6  # words that may follow a date on its line
_DATE_WORDS = (3, 4, 2)

_GLUED_YEAR = re.compile(r"(?<=\b(?:19|20)\d\d)(?=\d)|(?<=\D(?:19|20)\d\d)(?=[^\W\d_])")
_TRAILING_NUMBER = re.compile(r"(?<=[^\d\s])\s+\d{1,3}$")
_YEAR = re.compile(r"(?:19|20)\d\d[.,;]?")


def find_datelines(tokens: Sequence[Token], language: str | None) -> list[bool]:
    """Which tokens are such lines; a byline broken over several lines is one on each."""
    found: list[bool] = []
    broken = False  # the line before ends with "by"
    for token in tokens:
        text = token.text
        dateline = token.kind is Kind.TEXT and len(text) <= _LONGEST and _is_dateline(text, language)
        continued = broken and token.kind is Kind.TEXT and len(text) <= _NAME and text[-1] not in ".!?"
        found.append(dateline or continued)
        broken = wordings.announces_author(text)
    return found


def _is_dateline(text: str, language: str | None) -> bool:
    if wordings.is_meta(text) or wordings.is_byline(text) or wordings.announces_author(text):
        return True
    if wordings.heading(text):  # not the page's: "Category: News"
        return True
    return date_in(text, language) is not None


def date_in(text: str, language: str | None) -> DateEvidence | None:
    """The date that a line gives: as a label of its own, before a name, or among other remarks."""
    text = _TRAILING_NUMBER.sub("", _GLUED_YEAR.sub(" ", split_credits(text)[0]))
    if not text or not (len(text) < _NO_DIGITS or any(map(str.isdigit, text))):
        return None
    labels = (text, *_leading(text), *(_around_years(text) if wordings.is_meta(text) else ()))
    return next((found for label in labels if (found := read_visible(label, language))), None)


def _leading(text: str) -> Iterator[str]:
    """The first words of a line that is hardly longer than a date: "Oct 28, 2025 The Newsroom"."""
    words = text.split()
    if len(words) <= _BESIDE_DATE + 3 and any(map(_YEAR.fullmatch, words[:4])) and text[-1] not in ".!?":
        yield from (" ".join(words[:count]) for count in _DATE_WORDS if count < len(words))


def _around_years(text: str) -> Iterator[str]:
    """The words up to each year: "18 juin 2025", "June 18, 2025"."""
    words = text.split()
    for index, word in enumerate(words):
        if _YEAR.fullmatch(word):
            yield from (" ".join(words[max(0, index + 1 - count) : index + 1]) for count in _DATE_WORDS)


def people_in(lines: Sequence[str]) -> tuple[tuple[Person, ...], tuple[Credit, ...]]:
    """Who wrote the article, and the agencies named beside: "Par La rédaction (avec AFP)"."""
    parted = [split_byline(line) if wordings.author(line) else split_credits(line) for line in lines]
    names = dict.fromkeys(name for rest, _ in parted if (name := wordings.author(rest)))
    return tuple(map(_person, names)), tuple(credit for _, named in parted for credit in named)


def _person(name: str) -> Person:
    return Person(name=name)
