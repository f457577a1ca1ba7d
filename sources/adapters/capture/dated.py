"""Lists whose lines hold title and date: "24 October 2025 – Title", "Title (24.10.2025)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sources.adapters import wordings
from sources.adapters.capture.lines import Line
from sources.dates import read_visible

_LEAST = 3  # such lines, for a list of them
_SHORTEST, _LONGEST = 25, 250  # characters
_TITLE = 12  # characters, at least
_MAY_BE = re.compile(r"(?:19|20)\d\d|\d[./-]\d")
_AHEAD = re.compile(r"(?P<date>[^–—|:]{6,40}?)\s*(?:[–—|:]|\s-)\s+(?P<title>\S.*)")
_BEHIND = re.compile(r"(?P<title>\S.*?)\s*(?:[–—|(\[]|\s-)\s*(?P<date>[^–—|()\[\]]{6,40})[)\]]?")
_WORDS = (4, 3, 2, 1)  # of a date behind a title with nothing between
_SENTENCE = (".", "!", "…", "。")


def split_dates(lines: Sequence[Line], language: str | None) -> list[Line]:
    """The lines, of which those that are title and date have become two, where there are several."""
    divided = {line.text: parts for line in lines if (parts := _divided(line.text, language))}
    if len(divided) < _LEAST:
        return list(lines)
    return [part for line in lines for part in _parts(line, divided.get(line.text))]


def _parts(line: Line, divided: tuple[str, str] | None) -> list[Line]:
    if divided is None:
        return [line]
    return [replace(line, text=text) for text in divided]


def _divided(text: str, language: str | None) -> tuple[str, str] | None:
    """Date and title, or title and date."""
    if not (_SHORTEST <= len(text) <= _LONGEST and _MAY_BE.search(text)) or text.endswith(_SENTENCE):
        return None
    if wordings.is_meta(text) or read_visible(text, language):
        return None
    ahead, behind = _AHEAD.fullmatch(text), _BEHIND.fullmatch(text)
    if ahead and len(ahead["title"]) >= _TITLE and _is_day(ahead["date"], language):
        return ahead["date"], ahead["title"]
    if behind and len(behind["title"]) >= _TITLE and _is_day(behind["date"], language):
        return behind["title"], behind["date"]
    words = text.split()
    for count in _WORDS:
        date, title = " ".join(words[-count:]), " ".join(words[:-count])
        if len(title) >= _TITLE and _is_day(date, language):
            return title, date
    return None


def _is_day(text: str, language: str | None) -> bool:
    """Whether a text is the label of a full date and nothing else."""
    found = read_visible(text, language) if any(map(str.isdigit, text)) else None
    return bool(found and ((found.year and found.day) or found.wall or found.instant))
