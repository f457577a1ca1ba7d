"""Lists whose items run title and text together: "- Title of the article The text begins here."

The seam is a capital, a digit or a quotation mark in mid-sentence, best of all before a word that is
otherwise written small.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sources.adapters import wordings
from sources.adapters.capture.lines import Line

_LONG = 70  # characters: an item that may hold a title and a text
_TITLE_WORDS = 3
_TEXT_WORDS = 5
_SENTENCE_BREAK = re.compile(r"\w[.…]\s+[^\W\d_a-zß-ÿ]")
_WORD = re.compile(r"\S+")
_OPEN = tuple(",:;-–—/«“„([&+'’")


def split_fused(lines: Sequence[Line], language: str | None) -> list[Line]:
    """The lines, with items divided into title and text where most of the long ones can be."""
    long = [line for line in lines if line.bullet and len(line.text) > _LONG]
    if len(long) < 2:
        return list(lines)
    small = _written_small(lines) | wordings.common_words(language)
    divided = {line.text: parts for line in long if (parts := _divided(line.text, small))}
    if len(divided) < 0.6 * len(long):
        return list(lines)
    return [part for line in lines for part in _parts(line, divided)]


def _parts(line: Line, divided: dict[str, tuple[str, str]]) -> list[Line]:
    title, text = divided.get(line.text, ("", line.text)) if line.bullet else ("", line.text)
    return [replace(line, text=title), Line(text)] if title else [line if len(text) <= _LONG else Line(text)]


def _written_small(lines: Sequence[Line]) -> set[str]:
    """The words that the capture writes with a small first letter somewhere."""
    return {word for line in lines for word in re.findall(r"(?<!\w)[^\W\d_]+", line.text) if word.islower()}


def _divided(text: str, small: set[str]) -> tuple[str, str] | None:
    """Title and text at the most telling seam, the first of several."""
    stop = _SENTENCE_BREAK.search(text)
    words = list(_WORD.finditer(text))
    seams = [
        (-strength, word.start())
        for former, word in list(zip(words, words[1:], strict=False))[
            _TITLE_WORDS - 1 : len(words) - _TEXT_WORDS
        ]
        if not (stop and word.start() > stop.start()) and (strength := _strength(former[0], word[0], small))
    ]
    if not seams:
        return None
    at = min(seams)[1]
    return text[:at].rstrip(), text[at:]


def _strength(former: str, word: str, small: set[str]) -> int:
    """How likely a text begins with `word` after a title that ends with `former`; 0: it does not."""
    first = word.lstrip('«“„"‘(¿¡').strip("\xa0\u202f ")[:1]
    bare = word.split("’")[0].split("'")[0].strip('.,;:!?«»“”"')
    if (
        not (first.isupper() or first.isdigit())
        or former.endswith(_OPEN)
        or former.lower() in small & _short(former)
    ):
        return 0
    if former[-1] in "?!" or (bare.lower() in small and len(bare) > 1):
        return 3
    if former[-1].isdigit() or first.isdigit() and not former[0].isupper():
        return 0
    return 1 if former[0].isupper() else 2


def _short(word: str) -> set[str]:
    return {word.lower()} if len(word) <= 6 else set()
