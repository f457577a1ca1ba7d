"""The evidence of an article's dates: attributes, labels and addresses, the most telling first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from sources.adapters.html import hints
from sources.adapters.html.anatomy import Anatomy, Marked, text_of
from sources.dates import read_attribute, read_url, read_visible
from sources.entry import DateBasis, DateEvidence

_LONGEST = 100  # characters of a date label
_ATTRIBUTES = (
    "datetime",
    "content",
    "data-datetime",
    "data-timestamp",
    "data-time",
    "data-date",
    "data-published",
)


@lru_cache(maxsize=2048)
def label(text: str, language: str | None) -> DateEvidence | None:
    """What a short text says as a date label."""
    return read_visible(text, language) if len(text) <= _LONGEST else None


def is_date(text: str, language: str | None) -> bool:
    """Whether a short text is nothing but a date label."""
    return any(map(str.isdigit, text)) and label(text, language) is not None


def dates_of(anatomy: Anatomy, url: str | None, language: str | None) -> tuple[DateEvidence, ...]:
    """What the article's part of the page says of its publication, then what its address says."""
    stated = list(_stated(anatomy))
    if not any(found.instant for found in stated):
        stated += _shown(anatomy, language)
    in_address = read_url(url) if url else None
    return tuple(dict.fromkeys((*stated, *([in_address] if in_address else []))))


def updated_of(anatomy: Anatomy) -> datetime | None:
    """The instant of the last change, where the page states one beside that of publication."""
    moments = [found.instant for marked in _elements(anatomy, updates=True) for found in _attributes(marked)]
    published = [found.instant for found in _stated(anatomy) if found.instant]
    later = (moment for moment in moments if moment and published and moment > published[0])
    return next(later, None)


def _elements(anatomy: Anatomy, *, updates: bool) -> Iterator[Marked]:
    """The dated elements: those of publication, or those that speak of an update alone."""
    for marked in (*anatomy.dates, *anatomy.properties):
        is_update = bool(marked.hints & hints.UPDATED and not marked.hints & hints.PUBLISHED)
        if is_update == updates and not marked.hints & hints.NOISE:
            yield marked


def _stated(anatomy: Anatomy) -> Iterator[DateEvidence]:
    """What attributes say: first where they say that it is the publication."""
    published = sorted(
        _elements(anatomy, updates=False), key=lambda marked: not marked.hints & hints.PUBLISHED
    )
    found = [evidence for marked in published for evidence in _attributes(marked)]
    yield from (
        found[:1]
        or [evidence for marked in _elements(anatomy, updates=True) for evidence in _attributes(marked)][:1]
    )


def _attributes(marked: Marked) -> Iterator[DateEvidence]:
    element = marked.element
    if element.tag in {"meta", "link"} and not marked.hints & hints.DATE:
        return
    values = [element.get(name) for name in _ATTRIBUTES]
    if marked.hints & hints.DATE:
        values.append(element.get("title"))
    for value in values:
        if value and (evidence := read_attribute(value)):
            yield evidence
            return


def _shown(anatomy: Anatomy, language: str | None) -> Iterator[DateEvidence]:
    """What labels say: first those that are marked as dates, then any short line."""
    for wanted in (hints.DATE, 0):
        for line in anatomy.blocks():
            marked = [piece for piece in line if piece.hints & hints.DATE] if wanted else line
            if not marked or marked[0].heading >= 0:
                continue
            if found := _in_line([piece.text for piece in marked], text_of(marked), language, bool(wanted)):
                yield found
                return


def _in_line(pieces: list[str], whole: str, language: str | None, is_marked: bool) -> DateEvidence | None:
    """The date of a line: of all of it, or of one of its pieces."""
    if len(whole) > _LONGEST and len(pieces) == 1:
        return None
    for text in dict.fromkeys((whole, *map(str.strip, pieces))):
        if len(text) <= _LONGEST and (is_marked or any(map(str.isdigit, text)) or len(text) <= 25):
            if found := label(text.strip(" ·|•–—-,()[]«»»/"), language):
                return found
    return None


def is_exact(evidence: DateEvidence) -> bool:
    """Whether the evidence states an instant, with or without its zone."""
    return evidence.basis is DateBasis.STATED
