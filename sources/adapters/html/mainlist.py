"""Which of the groups of articles on a page are its list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sources.adapters.html import repeated, semantic
from sources.adapters.html.fields.dates import dates_of
from sources.adapters.html.fields.prose import excerpt_of
from sources.adapters.html.page import Page
from sources.adapters.html.records import ASIDE, NOWHERE, Group, Record, Regions

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MUCH = 2  # times as many


def main_list(page: Page) -> Sequence[Record]:
    """The records of the page's list, in its order; none if it lists nothing."""
    regions = Regions(page.root)
    named = semantic.groups(page, regions)
    marked = _marked(named, page, regions)
    if len(marked) > 1 and named[0].is_certain:
        return marked
    found = repeated.groups(page, regions)
    if not found or (len(marked) > 1 and not _outnumbers(found[0].records, marked)):
        return marked
    return _in_order(found[0].records, page)


def _marked(named: Sequence[Group], page: Page, regions: Regions) -> Sequence[Record]:
    """The articles of the likeliest group that markup names, and of those that continue it."""
    groups = [named[0], *_continued(named[0], named[1:], page, regions)] if named else []
    return _in_order([record for group in groups for record in group.records], page)


def _outnumbers(found: Sequence[Record], marked: Sequence[Record]) -> bool:
    """Whether a list stands elsewhere than the few articles that markup names, and is much longer."""
    within = {node for record in marked for node in record.nodes}
    starts = [record.nodes[0] for record in found]
    elsewhere = [start for start in starts if within.isdisjoint((start, *start.iterancestors()))]
    return len(elsewhere) == len(found) > _MUCH * len(marked)


def _continued(best: Group, others: Sequence[Group], page: Page, regions: Regions) -> Iterator[Group]:
    """The groups that the best one goes on with: of its kind, in its column, and not beside the articles."""
    first, usual = _mark(best.records[0]), None
    column = regions.column(first)
    for group in others:
        other = _mark(group.records[0])
        level = regions.level(other)
        is_alike = level == NOWHERE and first.tag == other.tag and column in {None, regions.column(other)}
        may_lead = level <= ASIDE and len(group.records) == 1
        if may_lead and not is_alike:
            usual = usual or _shows(best.records[-1], page)
            may_lead = _shows(group.records[0], page) >= usual
        if is_alike or may_lead:
            yield group


def _mark(record: Record) -> Element:
    return record.nodes[0] if record.mark is None else record.mark


def _shows(record: Record, page: Page) -> set[str]:
    """What a record shows of its article."""
    anatomy = record.dissect(page)
    shown = {
        "heading": bool(anatomy.headings),
        "date": bool(dates_of(anatomy, None, page.language).published),
        "text": bool(excerpt_of(anatomy, "", page.language)),
    }
    return {name for name, is_shown in shown.items() if is_shown}


def _in_order(records: Sequence[Record], page: Page) -> Sequence[Record]:
    """The records in the order of the page."""
    wanted = {record.nodes[0]: record for record in records}
    if len(wanted) < len(records):
        return records
    return [wanted[element] for element in page.root.iter() if element in wanted]
