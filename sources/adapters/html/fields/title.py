"""Which of an article's links is its permalink, and which of its words are its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.adapters import wordings
from sources.adapters.html import hints
from sources.adapters.html.anatomy import Anatomy, Link, Marked, Piece, text_of
from sources.adapters.html.fields.dates import is_date
from sources.adapters.html.page import Page
from sources.text import clean

_ELSEWHERE = re.compile(
    r"/(?:tags?|categor(?:y|ies|ie|ia|ias)|topics?|author|autor|auteur|users?|members?|profile|label|archive|feed|rss"
    r"|share|sharer|intent)(?:/[^/]*)?/?$|mode=viewprofile|/wp-(?:login|admin)|/(?:reply|comment)s?/|\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|mp[34]|ics)$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"#(?:respond|comments?|disqus_thread|reply)", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^(?:permalink(?: to)?|permanent link to|link to|permalien (?:vers|pour)|read more (?:about|on)|continue reading)\s*:?\s+",
    re.IGNORECASE,
)
_OTHERS = frozenset("tag category author nofollow".split())
_ENOUGH = 12  # letters of a link's text that is hardly a label
_PROPER = hints.TITLE | hints.HEADING
_OTHER = hints.TAXONOMY | hints.AUTHOR | hints.NOISE


@dataclass(frozen=True, slots=True)
class Title:
    """The title as the page shows it, and the address it leads to."""

    text: str
    url: str | None


def title_of(anatomy: Anatomy, page: Page, *, url: str | None = None) -> Title:
    """The title of an article, empty if it has none, and its permalink; `url` if that is known already."""
    url = url or permalink_of(anatomy, page)
    heading = _heading(anatomy, url)
    if heading is not None:
        return Title(_cleaned(text_of(heading)), url)
    return Title(_cleaned(_text_of_link(anatomy, url, page.language)), url)


def permalink_of(anatomy: Anatomy, page: Page) -> str | None:
    """The address that the article's links mean most of all."""
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
    return best if best and votes[best] > 0 else _own_anchor(anatomy, page)


def leads_elsewhere(url: str) -> bool:
    """Whether an address is by its looks one of a tag, an author or a file rather than an article."""
    return bool(_ELSEWHERE.search(url))


def _is_page(url: str, page: Page) -> bool:
    """Whether an address is the page itself or the site's front, not an article."""
    return url == page.url or url.count("/") == 3 and url.endswith("/")


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
    href = names.get("href", "")
    if link.hints & hints.MORE or ("#" in href and _COMMENTS.search(href)):
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


def _heading(anatomy: Anatomy, url: str | None) -> list[Piece] | None:
    """The words of the heading that is the title, none of them for an untitled article; None without one."""
    best: tuple[float, list[Piece]] | None = None
    for number, marked in enumerate(anatomy.headings):
        pieces = [piece for piece in anatomy.pieces if piece.heading == number]
        score = _heading_score(anatomy, number, marked, pieces, url)
        if best is None or score > best[0]:
            best = (score, pieces)
    titled = [piece for piece in anatomy.pieces if piece.hints & hints.TITLE and piece.heading < 0]
    if titled and (best is None or best[0] < 5):
        linked = [piece for piece in titled if piece.link and piece.link.url == url]
        return linked or [piece for piece in titled if piece.block == titled[0].block]
    return best[1] if best else None


def _heading_score(
    anatomy: Anatomy, number: int, marked: Marked, pieces: list[Piece], url: str | None
) -> float:
    linked = any(link.heading == number and link.url == url for link in anatomy.links)
    linked = linked or any(piece.link and piece.link.url == url for piece in pieces)
    score = 5.0 * linked + 3 * bool(marked.hints & hints.TITLE) + bool(pieces)
    score -= int(marked.element.tag[1]) / 10
    return score - 3 * bool(marked.hints & (hints.TAXONOMY | hints.NOISE | hints.AUTHOR))


def _text_of_link(anatomy: Anatomy, url: str | None, language: str | None) -> str:
    """The longest text of a link to the article that is neither a date nor "read more"."""
    texts = [link.text for link in anatomy.links if link.url == url and _is_title(link, language)]
    longest = max(texts, key=len, default="")
    return longest or next(filter(None, map(_label, _links_to(anatomy, url))), "")


def _links_to(anatomy: Anatomy, url: str | None) -> Iterator[Link]:
    return (link for link in anatomy.links if link.url == url and not link.hints & hints.MORE)


def _is_title(link: Link, language: str | None) -> bool:
    text = link.text
    if not any(map(str.isalnum, text)) or _COMMENTS.search(link.names.get("href", "")):
        return False
    if link.hints & (hints.MORE | hints.NOISE):
        return False
    return not (wordings.is_meta(text) or is_date(text, language) or _is_more(text))


def _is_more(text: str) -> bool:
    more = wordings.more(text)
    return bool(more and not more.before and not more.after)


def _label(link: Link) -> str:
    """What a picture without words is called."""
    if not link.has_image:
        return ""
    label = link.names.get("title") or link.names.get("aria-label") or ""
    return label or next((image.get("alt") or "" for image in link.element.iter("img")), "")


def _cleaned(text: str) -> str:
    return clean(_LEAD_IN.sub("", text)).strip()
