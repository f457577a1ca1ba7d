"""Which of an article's links is its permalink."""

from __future__ import annotations

import re

from sources.adapters.html import hints
from sources.adapters.html.anatomy import Anatomy, Link
from sources.adapters.html.page import Page

_ELSEWHERE = re.compile(
    r"/(?:tags?|categor(?:y|ies|ie|ia|ias)|topics?|author|autor|auteur|users?|members?|profile|label|archive|feed|rss"
    r"|share|sharer|intent)(?:/[^/]*)?/?$|mode=viewprofile|/wp-(?:login|admin)|/(?:reply|comment)s?/"
    r"|\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|mp[34]|ics)$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"#(?:respond|comments?|disqus_thread|reply)", re.IGNORECASE)
_OTHERS = frozenset(["tag", "category", "author", "nofollow"])
_OTHER = hints.TAXONOMY | hints.AUTHOR | hints.NOISE
_SLASHES_OF_A_FRONT = 3  # https://host/
_ENOUGH = 12  # letters of a link's text that is hardly a label


def permalink_of(anatomy: Anatomy, page: Page, *, least: float = 0) -> str | None:
    """The address that the article's links mean most of all, if they weigh more than `least`; else its place
    on the page itself.
    """
    votes: dict[str, float] = {}
    for link in anatomy.links:
        if link.url and not _is_page(link.url, page):
            votes[link.url] = votes.get(link.url, 0) + _weight(link)
    for marked in anatomy.properties:
        if marked.names.get("itemprop") in {"mainEntityOfPage", "url"}:
            address = page.resolve(marked.names.get("href") or marked.names.get("content"))
            if address and not marked.hints & hints.AUTHOR:
                votes[address] = votes.get(address, 0) + 4
    best = max(votes, key=lambda address: votes[address], default=None)
    return best if best and votes[best] > least else _own_anchor(anatomy, page)


def leads_to_comments(link: Link) -> bool:
    """Whether a link leads to what readers say of the article."""
    href = link.names.get("href", "")
    return "#" in href and bool(_COMMENTS.search(href))


def leads_elsewhere(url: str) -> bool:
    """Whether an address is by its looks one of a tag, an author or a file rather than an article."""
    return bool(_ELSEWHERE.search(url))


def _is_page(url: str, page: Page) -> bool:
    """Whether an address is the page itself or the site's front, not an article."""
    return url == page.url or (url.endswith("/") and url.count("/") == _SLASHES_OF_A_FRONT)


def _weight(link: Link) -> float:
    """How much a link speaks for its address being the article's."""
    names = link.names
    rel = names.get("rel", "")
    if "bookmark" in rel or "u-url" in names.get("class", "") or names.get("itemprop") == "url":
        return 1 if link.hints & hints.AUTHOR else 6
    if rel and not _OTHERS.isdisjoint(rel.split()):
        return -4
    weight = 0.0
    if link.heading >= 0:
        weight += 6
    if link.hints & hints.TITLE:
        weight += 4
    if link.hints & hints.MORE or leads_to_comments(link):
        return weight + 2
    if link.hints & _OTHER and not link.hints & hints.TITLE:
        weight -= 3
    if weight <= 0 and link.url and leads_elsewhere(link.url):
        weight -= 3
    if link.has_image:
        weight += 1.5
    length = len(link.raw.strip())
    return weight + min(length, _ENOUGH) / _ENOUGH * 2 + (0.3 if length else 0.1)


def _own_anchor(anatomy: Anatomy, page: Page) -> str | None:
    """The place on the page itself that the article's heading, or all of it, is known by."""
    named = (*(marked.element for marked in anatomy.headings), anatomy.mark)
    anchor = next((name for element in named if (name := element.get("id"))), None)
    return page.place(f"#{anchor}") if anchor else None
