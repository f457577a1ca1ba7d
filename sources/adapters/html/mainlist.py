"""Which of the groups of articles on a page are its list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sources.adapters.html import repeated, semantic
from sources.adapters.html.fields.dates import dates_of
from sources.adapters.html.fields.permalink import permalink_of
from sources.adapters.html.fields.prose import excerpt_of
from sources.adapters.html.page import Page
from sources.adapters.html.records import ASIDE, BESIDE, NOWHERE, Group, Record, Regions
from sources.adapters.html.tree import holds

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MUCH = 2  # times as many
_SURE = 3  # weight of links that lead to an article for sure
_says_nothing_found = holds("descendant::*[contains(@class, 'no-results')]")  # as WordPress themes do


def main_list(page: Page) -> Sequence[Record]:
    """The records of the page's list, in its order; none if it lists nothing."""
    regions = Regions(page.root)
    named = [group for group in semantic.groups(page, regions) if _level(group, regions) < BESIDE]
    marked = _marked(named, page, regions)
    if marked and named[0].is_certain and (len(marked) > 1 or _is_listed(marked[0], page)):
        return marked
    if _says_nothing_found(page.root):
        return []
    found = repeated.groups(page, regions)
    if found and (len(marked) <= 1 or _outnumbers(found[0].records, marked)):
        return _in_order(found[0].records, page)
    return marked if len(marked) > 1 or (marked and _is_listed(marked[0], page)) else []


def _level(group: Group, regions: Regions) -> int:
    return regions.level(_mark(group.records[0]))


def _is_listed(record: Record, page: Page) -> bool:
    """Whether a lone article leads to a page of its own, or else is that page."""
    url = permalink_of(record.dissect(page), page, least=_SURE)
    return url is not None and url.partition("#")[0] != page.url


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
