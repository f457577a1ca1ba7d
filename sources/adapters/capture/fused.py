"""Lists whose items run title and text together: "- Title of the article The text begins here."

The seam is a capital, a digit or a quotation mark in mid-sentence, best of all before a word that is
otherwise written small.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sources.adapters import wordings
from sources.adapters.capture.lines import Line

_LEAST_ITEMS = 2
_MOST = 0.6  # share: of long lines that are items, of items that can be divided
_LONG = 70  # characters: an item that may hold a title and a text
_LEAST_LAST_WORD = 4  # letters
_TITLE_WORDS = 3
_TEXT_WORDS = 5
_SENTENCE_BREAK = re.compile(r"\w[.…]\s+[^\W\d_a-zß-ÿ]")
_WORD = re.compile(r"[^ ]+")
_OPEN = tuple(",:;-–—/«“„([&+'’")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a capture that a sentence can only begin with, or cannot end with."""

    common: frozenset[str]
    small: set[str]  # written small somewhere
    names: set[str]  # written with a capital in mid-sentence

    def is_small(self, word: str) -> bool:
        """Whether the word has a capital only where a sentence begins."""
        return word.lower() in self.small

    def lead_on(self, word: str) -> bool:
        """Whether the word joins what stands before it to what follows."""
        return word.islower() and (word in self.common or len(word) < _LEAST_LAST_WORD)


def split_fused(lines: Sequence[Line], language: str | None) -> list[Line]:
    """The lines, with items divided into title and text where most of the long ones can be."""
    long = [line for line in lines if len(line.text) > _LONG]
    items = [line for line in long if line.bullet]
    if len(items) < max(_LEAST_ITEMS, _MOST * len(long)):
        return list(lines)
    words = _words(lines, language)
    divided = {line.text: parts for line in items if (parts := _divided(line.text, words))}
    if len(divided) < _MOST * len(items):
        return list(lines)
    return [part for line in lines for part in _parts(line, divided)]


def _parts(line: Line, divided: dict[str, tuple[str, str]]) -> list[Line]:
    if not line.bullet or len(line.text) <= _LONG:
        return [line]
    title, text = divided.get(line.text, ("", line.text))
    return [replace(line, text=title, title=True), Line(text)] if title else [Line(text)]


def _words(lines: Sequence[Line], language: str | None) -> _Words:
    common = wordings.words("common", language)
    small = set(common | wordings.words("openers", language))
    names: set[str] = set()
    for line in lines:
        for former, word in pairwise(re.findall(r"[^\W\d_]+|[.!?…:«“]", line.text)):
            if word.islower():
                small.add(word)
            elif former.islower() and former in common:
                names.add(word)
    return _Words(common, small, names)


def _divided(text: str, words: _Words) -> tuple[str, str] | None:
    """Title and text at the most telling seam, the first of several."""
    stop = _SENTENCE_BREAK.search(text)
    end = stop.start() if stop else len(text)
    found = list(_WORD.finditer(text))
    seams = [
        (-strength, word.start())
        for former, word in list(pairwise(found))[_TITLE_WORDS - 1 : len(found) - _TEXT_WORDS]
        if word.start() < end and (strength := _strength(former[0], word[0], words))
    ]
    if not seams:
        return None
    at = min(seams)[1]
    return text[:at].rstrip(), text[at:]


def _strength(former: str, word: str, words: _Words) -> int:
    """How likely a text begins with `word` after a title that ends with `former`; 0: it does not."""
    first = word.lstrip('«“„"‘(¿¡\xa0\u202f')[:1]
    if not (first.isupper() or first.isdigit()) or former.endswith(_OPEN) or words.lead_on(former):
        return 0
    bare = re.split("[’']", word, maxsplit=1)[0].strip('.,;:!?«»“”"\xa0\u202f')
    if former[-1] in "?!" or (len(bare) > 1 and words.is_small(bare)):
        return 3
    if former[-1].isdigit() or (first.isdigit() and not former[0].isupper()):
        return 0
    return 1 if former[0].isupper() or bare in words.names else 2
