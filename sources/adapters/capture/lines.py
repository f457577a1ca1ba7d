"""The lines of a capture, without the marks that text extractors put before them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.text import squash, visible

_DATE = r"\d{1,2}\.\s+[^\W\d_]{3,}\.?(?:\s+\d|\s*$|\s*[,|·–—-])"  # "24. Oktober 2025"
_BULLET = re.compile(rf"[-*+•‣▪▫◦●○■□·]\s+|(?!{_DATE})\d{{1,3}}[.)]\s+(?=\D)")
_QUOTED = re.compile(r"(?:>\s+)+(?=\S)")
_LEVEL = re.compile(r"(#{1,6})\s+(?=\S)")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|__?|`)(?=\S)([^*`]{1,300}?)(?<=\S)\1(?:(?<!_)|(?!\w))")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\(<?(?:https?:/|/|#|\?)[^()\s]{0,2000}(?:\s\"[^\"]{0,300}\")?\)")
_LETTERS = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with text: whether it is a `bullet`, and its Markdown heading `level`, 0 for none."""

    text: str
    bullet: bool = False
    level: int = 0
    title: bool = False  # known to be an article's title


def lines_of(text: str) -> list[Line]:
    """The lines that carry words, without white space, bullets and Markdown around them."""
    return [
        line for raw in visible(text).split("\n") for cell in _cells(raw.strip()) if (line := _line(cell))
    ]


def _cells(raw: str) -> list[str]:
    """The cells of a table row that extractors write with bars, else the line itself."""
    return raw.strip("| ").split(" | ") if raw.startswith("| ") else [raw]


def _line(raw: str) -> Line | None:
    if not _LETTERS.search(raw):
        return None
    raw = _LINK.sub(r"\1", _QUOTED.sub("", raw, count=1) if raw.startswith(">") else raw)
    text, bullets = _BULLET.subn("", raw, count=1) if _BULLET.match(raw) else (raw, 0)
    heading = _LEVEL.match(text)
    text = _EMPHASIS.sub(r"\2", text[heading.end() :] if heading else text)
    text = squash(text).lstrip("_ ")  # what is left of pictures in a font
    return Line(text, bullet=bool(bullets), level=len(heading[1]) if heading else 0) if text else None
