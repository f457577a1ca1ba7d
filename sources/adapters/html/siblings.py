"""Dividing neighbours into records: definition lists, rows in pairs, headings with paragraphs, lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from sources.adapters.html.records import Record

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SECTIONS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "hr"])


def divide(
    parent: Element, starts: Sequence[Element], urls: Sequence[str | None], *, is_list: bool
) -> Iterator[Record]:
    """The records of the articles whose links stand in `starts`, children of `parent` in order.

    What stands between two of them belongs to the first or, where less follows the last one, to the second.
    """
    kids = list(parent)
    at = {kid: number for number, kid in enumerate(kids)}
    positions = [at[start] for start in starts]
    gap = _usual_gap(positions)
    is_loose = any((kid.tail or "").strip() for kid in kids)
    if not is_list or (gap == 0 and not is_loose):
        yield from (Record((start,), url=url) for start, url in zip(starts, urls, strict=True))
        return
    lead = _lead(kids, positions, gap)
    text_leads = (
        bool(_text_before(starts[0]).strip()) and not (kids[-1].tail or starts[-1].tail or "").strip()
    )
    for number, (position, url) in enumerate(zip(positions, urls, strict=True)):
        end = positions[number + 1] - lead if number + 1 < len(positions) else position + gap - lead + 1
        yield _record(kids[position - lead : max(end, position + 1)], url, text_leads=text_leads)


def _usual_gap(positions: Sequence[int]) -> int:
    """How many neighbours stand between two articles, as a rule."""
    gaps = Counter(later - earlier - 1 for earlier, later in pairwise(positions))
    return gaps.most_common(1)[0][0] if gaps else 0


def _lead(kids: Sequence[Element], positions: Sequence[int], gap: int) -> int:
    """How many neighbours before its link belong to an article: as many as the last one lacks behind it."""
    behind = len(kids) - positions[-1] - 1
    lead = min(max(gap - behind, 0), positions[0])
    while lead and kids[positions[0] - lead].tag != kids[positions[-1] - lead].tag:
        lead -= 1
    return lead


def _record(nodes: list[Element], url: str | None, *, text_leads: bool) -> Record:
    while len(nodes) > 1 and nodes[-1].tag in _SECTIONS and nodes[0].tag not in _SECTIONS:
        nodes.pop()
    if text_leads:
        return Record(tuple(nodes), before=_text_before(nodes[0]), url=url)
    return Record(tuple(nodes), after=nodes[-1].tail or "", url=url)


def _text_before(node: Element) -> str:
    """The loose text right before an element."""
    previous = node.getprevious()
    parent = node.getparent()
    text = previous.tail if previous is not None else parent.text if parent is not None else None
    return text or ""
