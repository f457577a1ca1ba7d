"""The evidence of an article's dates: attributes, labels and addresses, the most telling first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain

from sources.adapters.html import hints
from sources.adapters.html.anatomy import Anatomy, Marked, Piece, text_of
from sources.dates import may_be_version, read_attribute, read_url, read_visible
from sources.entry import DateEvidence
from sources.text import squash

_PARTS = 6  # pieces of a date that stands in several elements
_SHORT = 25  # characters of a label without digits: "yesterday"
_LONGEST = 100  # characters of a date label
_AROUND = " ·|•–—-,()[]«»/"
_LEAD_IN = re.compile(
    r"[(\[]?(?P<label>[^()\[\]–—|·•]{4,40}?)[)\]]?\s*[)\]–—|·•:-]\s+(?P<rest>\S.*)", re.DOTALL
)
_ATTRIBUTES = (
    "datetime",
    "content",
    "data-datetime",
    "data-timestamp",
    "data-time",
    "data-date",
    "data-published",
    "title",
)


@lru_cache(maxsize=2048)
def label(text: str, language: str | None, *, is_marked: bool = False) -> DateEvidence | None:
    """What a short text says as a date label. What may be a version is one where it is marked as a date."""
    found = read_visible(text, language) if len(text) <= _LONGEST else None
    return found if found and (is_marked or not may_be_version(found, language)) else None


def is_date(text: str, language: str | None) -> bool:
    """Whether a short text is nothing but a date label."""
    return any(map(str.isdigit, text)) and label(text, language) is not None


@dataclass(frozen=True, slots=True)
class Dates:
    """When an article was published, by all evidence, and when it was last changed, where that is stated."""

    published: tuple[DateEvidence, ...]
    updated: datetime | None


def dates_of(anatomy: Anatomy, url: str | None, language: str | None) -> Dates:
    """What the article's part of the page says of its dates; where that is not exact, its address as well."""
    marked = [one for one in (*anatomy.dates, *anatomy.properties) if not one.hints & hints.NOISE]
    stated = _stated([one for one in marked if not _is_update(one)])
    changed = _stated([one for one in marked if _is_update(one)])
    first = stated or changed
    if first and first.instant:
        later = changed.instant if changed and changed.instant else None
        return Dates((first,), later if later and later > first.instant else None)
    shown = _shown(anatomy, language) or (None if first else _in_headings(anatomy, language))
    found = filter(None, (first, shown, read_url(url) if url else None))
    return Dates(tuple(dict.fromkeys(found)), None)


def _is_update(marked: Marked) -> bool:
    return bool(marked.hints & hints.UPDATED and not marked.hints & hints.PUBLISHED)


def _stated(elements: Sequence[Marked]) -> DateEvidence | None:
    """What attributes say: first where they speak of the publication, last where the page conceals them."""
    return next(filter(None, map(_attributes, sorted(elements, key=_precedence))), None)


def _precedence(marked: Marked) -> tuple[bool, bool]:
    return not marked.hints & hints.PUBLISHED, bool(marked.hints & hints.CONCEALED)


def _attributes(marked: Marked) -> DateEvidence | None:
    element = marked.element
    if element.tag in {"meta", "link"} and not marked.hints & hints.DATE:
        return None
    values = (marked.names[name] for name in _ATTRIBUTES if name in marked.names)
    return next(filter(None, map(read_attribute, values)), None)


def _shown(anatomy: Anatomy, language: str | None) -> DateEvidence | None:
    """What labels say: those that are marked as dates, by line and together; else any short line."""
    lines = [line for line in anatomy.lines if line[0].heading < 0 and not line[0].hints & hints.CONCEALED]
    marked = [dates for line in lines if (dates := [piece for piece in line if piece.hints & hints.DATE])]
    together = list(chain.from_iterable(marked))
    if len(marked) > 1 and len(together) <= _PARTS:
        marked.append(together)
    readings = chain(
        (_in_line(line, language, is_marked=True) for line in marked),
        (_in_line(line, language, is_marked=False) for line in lines),
    )
    return next(filter(None, readings), None)


def _in_headings(anatomy: Anatomy, language: str | None) -> DateEvidence | None:
    """The date that a heading ends or begins with: "Version 1.8 - 18 May 2026"."""
    headings = (text_of(line) for line in anatomy.lines if line[0].heading >= 0)
    return next(filter(None, (at_edge(text, language) for text in headings)), None)


def at_edge(text: str, language: str | None) -> DateEvidence | None:
    """The full date that a heading ends or begins with: "New listings for Monday, 18 May 2026"."""
    words = text.partition("(")[0].split()
    edges = [
        edge for length in range(min(5, len(words)), 0, -1) for edge in (words[-length:], words[:length])
    ]
    found = (label(" ".join(edge).strip(_AROUND), language) for edge in edges if any(map(_has_digit, edge)))
    full = (date for date in found if date and date.year and date.month and date.day)
    return next((date for date in full if not may_be_version(date, None)), None)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def lead_in(text: str, language: str | None) -> tuple[DateEvidence, str] | None:
    """The date that leads in a text, and the rest: "(2 May 2026) – The boats …"."""
    found = _LEAD_IN.match(text) if _has_digit(text[:_LONGEST]) else None
    evidence = label(found["label"], language) if found else None
    return (evidence, found["rest"]) if found and evidence else None


def _in_line(pieces: Sequence[Piece], language: str | None, *, is_marked: bool) -> DateEvidence | None:
    """The date of a line: of all of it, or of one of its pieces."""
    texts = [piece.text.strip() for piece in pieces]
    texts = list(dict.fromkeys((squash(" ".join(texts)), *texts)))
    for text in texts:
        may_be_one = is_marked or _has_digit(text) or len(text) <= _SHORT
        if may_be_one and (found := label(text.strip(_AROUND), language, is_marked=is_marked)):
            return found
    return next((led[0] for text in texts if (led := lead_in(text, language))), None)
