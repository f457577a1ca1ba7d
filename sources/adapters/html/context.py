"""Dates that stand over articles rather than in them: "March 2026" above a list, a year above the months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from sources.adapters.html.fields.dates import at_edge, label
from sources.adapters.html.page import Page
from sources.adapters.html.records import Record
from sources.adapters.html.tree import text_in
from sources.entry import DateBasis, DateEvidence, Entry
from sources.text import squash

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADINGS = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dt",
        "th",
        "td",
        "caption",
        "summary",
        "time",
        "strong",
        "b",
        "p",
        "div",
        "span",
        "li",
        "center",
        "legend",
    ]
)
_TITLES = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "caption"])
_LONGEST = 80  # characters of such a heading
_YEAR = re.compile(r"\D{0,20}\b(?P<year>(?:19|20)\d\d)\b\D{0,20}(?:\(\d+\))?")


def completed(entries: Sequence[Entry], records: Sequence[Record], page: Page) -> list[Entry]:
    """The entries of the records; those whose own dates leave something open with what stands over them."""
    if all(map(_is_dated, entries)):
        return list(entries)
    above = _dates_above(records, page)
    return [
        entry if _is_dated(entry) else _completed(entry, above.get(record.nodes[0]))
        for entry, record in zip(entries, records, strict=True)
    ]


def _is_dated(entry: Entry) -> bool:
    """Whether an article's own dates say the day."""
    return any(
        found.instant or found.wall or found.ago is not None or (found.year and found.month and found.day)
        for found in entry.dates
        if found.basis.rank <= DateBasis.DAY.rank
    )


def _completed(entry: Entry, above: DateEvidence | None) -> Entry:
    if above is None:
        return entry
    dates = [_with_year(found, above) for found in entry.dates]
    has_day = any(found.day for found in dates if found.basis is DateBasis.DAY)
    if not has_day and above.month:
        dates.insert(0, above)
    return replace(entry, dates=tuple(dates))


def _with_year(found: DateEvidence, above: DateEvidence) -> DateEvidence:
    if found.basis is not DateBasis.DAY or found.ago is not None:
        return found
    month = found.month or above.month
    return replace(found, year=found.year or above.year, month=month)


def _dates_above(records: Sequence[Record], page: Page) -> dict[Element, DateEvidence]:
    """The last date heading before each record."""
    last, starts = records[-1].nodes[0], {record.nodes[0] for record in records}
    inner = {node for record in records for node in record.nodes}
    above: dict[Element, DateEvidence] = {}
    current: DateEvidence | None = None
    walker = etree.iterwalk(page.root, events=("start",))
    for _, element in walker:
        if element in inner:
            if current and element in starts:
                above[element] = current
            if element is last:
                break
            walker.skip_subtree()
        elif element.tag in _HEADINGS and (found := _date(element, page.language)):
            current = found
    return above


def _date(element: Element, language: str | None) -> DateEvidence | None:
    """The date that a short heading is, or its year alone."""
    text = element.text or ""
    if not text.strip() and len(element) == 1:
        text = text_in(element) if element.tag[0] == "h" else ""
    text = squash(text)
    if not 0 < len(text) <= _LONGEST or not any(map(str.isdigit, text)):
        return None
    if year := _YEAR.fullmatch(text):
        dated = label(text, language)
        return dated or DateEvidence(basis=DateBasis.DAY, year=int(year["year"]), quote=text)
    return label(text, language) or (at_edge(text, language) if element.tag in _TITLES else None)
