"""The evidence of an article's dates: attributes, labels and addresses, the most telling first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sources.adapters.html import hints
from sources.adapters.html.anatomy import Anatomy, Marked, text_of
from sources.dates import read_attribute, read_url, read_visible
from sources.entry import DateEvidence

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
def label(text: str, language: str | None) -> DateEvidence | None:
    """What a short text says as a date label."""
    return read_visible(text, language) if len(text) <= _LONGEST else None


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
    in_address = read_url(url) if url else None
    shown = list(_shown(anatomy, language)) or ([] if first else list(_in_headings(anatomy, language)))
    found = (*([first] if first else []), *shown, *([in_address] if in_address else []))
    return Dates(tuple(dict.fromkeys(found)), None)


def _is_update(marked: Marked) -> bool:
    return bool(marked.hints & hints.UPDATED and not marked.hints & hints.PUBLISHED)


def _stated(elements: list[Marked]) -> DateEvidence | None:
    """What attributes say: first where they speak of the publication, last where the page conceals them."""
    for wanted in (hints.PUBLISHED, 0):
        for concealed in (0, hints.CONCEALED):
            for marked in elements:
                is_next = marked.hints & (hints.PUBLISHED | hints.CONCEALED) == wanted | concealed
                if is_next and (found := _attributes(marked)):
                    return found
    return None


def _attributes(marked: Marked) -> DateEvidence | None:
    element = marked.element
    if element.tag in {"meta", "link"} and not marked.hints & hints.DATE:
        return None
    values = (marked.names.get(name) for name in _ATTRIBUTES)
    return next((found for value in values if value and (found := read_attribute(value))), None)


def _shown(anatomy: Anatomy, language: str | None) -> Iterator[DateEvidence]:
    """What labels say: first those that are marked as dates, then any short line."""
    for wanted in (hints.DATE, 0):
        for line in anatomy.lines:
            marked = [piece for piece in line if piece.hints & hints.DATE] if wanted else line
            if not marked or marked[0].heading >= 0 or marked[0].hints & hints.CONCEALED:
                continue
            if found := _in_line([piece.text for piece in marked], text_of(marked), language, bool(wanted)):
                yield found
                return


def _in_headings(anatomy: Anatomy, language: str | None) -> Iterator[DateEvidence]:
    """The date that a heading ends or begins with: "Version 1.8 - 18 May 2026"."""
    for line in anatomy.lines:
        if line[0].heading >= 0 and (found := at_edge(text_of(line), language)):
            yield found
            return


def at_edge(text: str, language: str | None) -> DateEvidence | None:
    """The full date that a heading ends or begins with: "New listings for Monday, 18 May 2026"."""
    words = text.partition("(")[0].split()
    edges = [
        edge for length in range(min(5, len(words)), 0, -1) for edge in (words[-length:], words[:length])
    ]
    found = (label(" ".join(edge).strip(_AROUND), language) for edge in edges if any(map(_has_digit, edge)))
    return next((date for date in found if date and date.year and date.month and date.day), None)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def lead_in(text: str, language: str | None) -> tuple[DateEvidence, str] | None:
    """The date that leads in a text, and the rest: "(2 May 2026) – The boats …"."""
    found = _LEAD_IN.match(text) if _has_digit(text[:_LONGEST]) else None
    evidence = label(found["label"], language) if found else None
    return (evidence, found["rest"]) if found and evidence else None


def _in_line(pieces: list[str], whole: str, language: str | None, is_marked: bool) -> DateEvidence | None:
    """The date of a line: of all of it, or of one of its pieces."""
    for text in dict.fromkeys((whole, *map(str.strip, pieces))):
        may_be_one = is_marked or _has_digit(text) or len(text) <= _SHORT
        if may_be_one and (found := label(text.strip(_AROUND), language)):
            return found
    return next((led[0] for text in (whole, *pieces) if (led := lead_in(text.strip(), language))), None)
