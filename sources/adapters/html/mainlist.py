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


def main_list(page: Page) -> Sequence[Record]:
    """The records of the page's list, in its order; none if it lists nothing."""
    regions = Regions(page.root)
    named = semantic.groups(page, regions)
    if named and len(named[0].records) > 1:
        return _in_order([named[0], *_continued(named[0], named[1:], page, regions)], page)
    found = repeated.groups(page, regions)
    if found:
        return found[0].records
    return named[0].records if named else []


def _continued(best: Group, others: Sequence[Group], page: Page, regions: Regions) -> Iterator[Group]:
    """The groups that the best one goes on with: of its kind, and not beside the articles."""
    first = best.records[0]
    for group in others:
        other = group.records[0]
        level = regions.level(_mark(other))
        if level == NOWHERE and _mark(first).tag == _mark(other).tag:
            yield group
        elif (
            level <= ASIDE
            and len(group.records) == 1
            and _shows(other, page) >= _shows(best.records[-1], page)
        ):
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


def _in_order(groups: Sequence[Group], page: Page) -> Sequence[Record]:
    records = [record for group in groups for record in group.records]
    if len(groups) == 1:
        return records
    place = {element: number for number, element in enumerate(page.root.iter())}
    return sorted(records, key=lambda record: place[record.nodes[0]])
