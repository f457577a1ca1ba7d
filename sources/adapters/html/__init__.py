"""The HTML adapter: any page that lists articles.

page.py -> walls.py -> mainlist.py (semantic.py, repeated.py) -> articles.py (fields/) -> merging.py
(structured.py): a tree; no wall in front of it; the records of its list; entries; completed by what JSON-LD
says of them. README.md tells more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sources.adapters.html import structured, walls
from sources.adapters.html.articles import entries_of
from sources.adapters.html.head import Head, head_of
from sources.adapters.html.mainlist import main_list
from sources.adapters.html.merging import corroborate
from sources.adapters.html.numerals import settle
from sources.adapters.html.page import Page, looks_like_html, parse
from sources.adapters.html.selectors import Selectors
from sources.entry import Document, Dropped, Entry, Listing
from sources.errors import NoArticles

MOST = 2000  # articles that are read of a page; none shows so many
_BEYOND = f"beyond the first {MOST} of the page"


def claims(document: Document) -> bool:
    """Whether the document begins as HTML, or says that it is HTML."""
    return looks_like_html(document)


def read(document: Document, *, select: Mapping[str, str] = {}) -> Listing:
    """The articles that the page lists, in its order.

    `select` names CSS selectors or XPath for parts that the automatic reading gets wrong. Raises Wall for
    error pages, logins, consent walls and challenges, UnreadableDocument when the document is no page,
    NoArticles when it lists none,
    SourceError for a selector that is none.
    """
    selectors = Selectors(select)
    page = parse(document)
    walls.check(page, document.location)
    head = head_of(page)
    records = main_list(page) if (chosen := selectors.records(page)) is None else chosen
    shown = entries_of(records[:MOST], page, site=head.root, selectors=selectors)
    kept = [entry for entry in shown if entry.url or entry.title or entry.excerpt]
    entries = settle(corroborate(kept, structured.entries(page)), document.captured)
    if not entries:
        raise NoArticles(f"{document.location}: no article found; expected a page that lists articles")
    dropped = {"no title, text or link": len(shown) - len(kept), _BEYOND: len(records) - len(shown)}
    return _listing(page, head, entries, dropped)


def _listing(page: Page, head: Head, entries: Sequence[Entry], dropped: Mapping[str, int]) -> Listing:
    return Listing(
        adapter="html",
        entries=tuple(entries),
        title=head.title,
        language=page.language,
        tag=head.tag,
        next=head.next,
        dropped=tuple(Dropped(reason=reason, count=count) for reason, count in dropped.items() if count),
        site=head.site,
        url=head.canonical,
        feeds=head.feeds,
        api=head.api,
    )
