"""The HTML adapter: any page that lists articles.

page.py -> walls.py -> structured.py, semantic.py, repeated.py -> articles.py -> merging.py: a tree; no wall in
front of it; articles as JSON-LD, markup and repetition show them, each tier asked only where it claims
something; entries; what the tiers say of one article made one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sources.adapters.html import head, repeated, semantic, structured, walls
from sources.adapters.html.articles import entries_of
from sources.adapters.html.merging import corroborate
from sources.adapters.html.page import Page, looks_like_html, parse
from sources.adapters.html.records import Group, Record, Regions
from sources.entry import Document, Dropped, Entry, Listing
from sources.errors import NoArticles


def claims(document: Document) -> bool:
    """Whether the document begins as HTML, or says that it is HTML."""
    return looks_like_html(document)


def read(document: Document, *, select: Mapping[str, str] = {}) -> Listing:
    """The articles that the page lists, in its order.

    `select` names CSS selectors or XPath for parts that the automatic reading gets wrong. Raises Wall for
    error pages, logins, consent walls and challenges, UnreadableDocument when the document is no page,
    NoArticles when it lists none.
    """
    page = parse(document)
    walls.check(page, document.location)
    described = structured.entries(page)
    shown = list(entries_of(_main_list(page), page))
    kept = [entry for entry in shown if entry.url or entry.title or entry.excerpt]
    entries = corroborate(kept, described) or described
    if not entries:
        raise NoArticles(f"{document.location}: no article found; expected a page that lists articles")
    return _listing(page, entries, dropped=len(shown) - len(kept))


def _main_list(page: Page) -> Sequence[Record]:
    """The records of the page's main list."""
    regions = Regions(page.root)
    named = semantic.groups(page, regions)
    if named and len(named[0].records) > 1:
        return _in_order([named[0], *semantic.companions(named[0], named, regions)], page)
    found = repeated.groups(page, regions)
    if found:
        return found[0].records
    return named[0].records if named else []


def _in_order(groups: Sequence[Group], page: Page) -> Sequence[Record]:
    records = [record for group in groups for record in group.records]
    if len(groups) == 1:
        return records
    place = {element: number for number, element in enumerate(page.root.iter())}
    return sorted(records, key=lambda record: place[record.nodes[0]])


def _listing(page: Page, entries: Sequence[Entry], *, dropped: int) -> Listing:
    reasons = Counter({"no title, text or link": dropped})
    return Listing(
        adapter="html",
        entries=tuple(entries),
        title=head.title_of(page),
        language=page.language,
        tag=head.tag_of_page(page),
        next=head.next_of(page),
        dropped=tuple(Dropped(reason=reason, count=count) for reason, count in reasons.items() if count),
        site=head.site_name_of(page),
        url=head.canonical_of(page),
        feeds=head.feeds_of(page),
        api=head.api_of(page),
    )
