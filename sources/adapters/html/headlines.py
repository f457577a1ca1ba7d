"""What could be an article's title on a page without helpful markup: links, headings that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sources.adapters import wordings
from sources.adapters.html import hints
from sources.adapters.html.fields.dates import is_date
from sources.adapters.html.fields.permalink import leads_elsewhere
from sources.adapters.html.fields.title import is_more
from sources.adapters.html.page import Page
from sources.adapters.html.records import BESIDE, Regions
from sources.adapters.html.tree import text_in
from sources.text import squash

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST = 10_000  # links of a page that are looked at
_FULL = 30  # letters of a title that says enough; scripts without spaces need fewer
_FAINTEST = 0.1  # worth of "read more", by which a list is found where nothing else leads to its articles
_LABEL = 60  # characters of what may be a label
_DENSE = 2.5  # letters of an alphabet that a sign of such a script is worth
_STRONG = re.compile(r"(?:^|[\s_-])(?:primary|bold|strong|lead|big|large)(?=$|[\s_-])", re.IGNORECASE)
_FAINT = re.compile(r"(?:^|[\s_-])(?:muted|secondary|faint|subtle|small)(?=$|[\s_-])", re.IGNORECASE)
_HASH = re.compile(r"[0-9a-f]{7,40}")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_SLUG = re.compile(r"[^\W\d_]+(?:[-_][^\W_]+){2,}")
HEADED = 1.0  # worth from which on a headline stands in a heading, or is as good


@dataclass(frozen=True, slots=True, eq=False)
class Headline:
    """Something that could be an article's title. Without a link, `url` is its place on the page, or None."""

    element: Element
    url: str | None
    worth: float  # 0 to 2
    path: tuple[Element, ...]  # from the root to the element
    is_link: bool = True

    @property
    def key(self) -> object:
        """What tells articles apart."""
        return self.url or self.element


def links(page: Page, regions: Regions) -> Iterator[Headline]:
    """The links outside of menus, sidebars and the like that say something."""
    for element in islice(page.root.iter("a"), _MOST):
        href = element.get("href")
        url = page.resolve(href)
        if url == page.url and href and "#" in href:
            url = page.place(href)
        if url is None or url == page.url or regions.level(element) >= BESIDE:
            continue
        text = squash(text_in(element))
        if any(map(str.isalpha, text)):
            yield Headline(element, url, _worth(element, text, url, page), _path(element))


def headings(page: Page, regions: Regions) -> Iterator[Headline]:
    """The headings that lead to no other page."""
    for element in islice(page.root.iter("h2", "h3", "h4", "h5"), _MOST):
        text = squash(text_in(element))
        around = next(element.iterancestors("a"), None)
        inside = element.iter("a") if around is None else [around]
        leads_on = any(page.resolve(link.get("href")) not in {None, page.url} for link in inside)
        is_hidden = hints.hints_of_names(element.get("class") or "") & hints.HIDDEN
        if is_hidden or leads_on or not any(map(str.isalnum, text)) or regions.level(element) >= BESIDE:
            continue
        anchor = element.get("id") or next((name for a in element.iter("a") if (name := a.get("name"))), None)
        url = page.place(f"#{anchor}") if anchor else None
        yield Headline(element, url, _letters(text) + 0.5, _path(element), is_link=False)


def _path(element: Element) -> tuple[Element, ...]:
    return (*reversed(list(element.iterancestors())), element)


def _letters(text: str) -> float:
    """From 0 to 1: how much a text says by its length."""
    letters = sum(_DENSE if char > "\u2e7f" else 1 for char in text if char.isalnum())
    return min(letters, _FULL) / _FULL


def _worth(element: Element, text: str, url: str, page: Page) -> float:
    """How much a link looks like a title."""
    if is_more(text):
        return _FAINTEST
    if _is_furniture(element, text, page.language):
        return 0.0
    worth = _letters(text)
    parent = element.getparent()
    if (parent is not None and parent.tag in _HEADINGS) or any(child.tag in _HEADINGS for child in element):
        worth += 0.5
    if leads_elsewhere(url):
        worth -= 0.4
    names = element.get("class") or ""
    worth += 0.3 * bool(_STRONG.search(names)) - 0.3 * bool(_FAINT.search(names))
    own = hints.hints_of_names(names)
    if own & hints.TITLE:
        worth += 0.4
    elif own & (hints.NOISE | hints.TAXONOMY | hints.AUTHOR | hints.MORE):
        worth -= 0.4
    return max(worth, 0.0)


def _is_furniture(element: Element, text: str, language: str | None) -> bool:
    """Whether a link belongs to the page, or says something about an article."""
    rel = element.get("rel") or ""
    if any(word in rel for word in ("tag", "author", "next", "prev", "category")):
        return True
    if _HASH.fullmatch(text) and any(map(str.isdigit, text)):
        return True
    if len(text) > _LABEL or any(child.tag in _HEADINGS for child in element):
        return False
    return wordings.is_meta(text) or wordings.is_furniture(text) or is_date(text, language)


def shape(url: str) -> tuple[str, ...]:
    """What the addresses of a site's articles have in common: /2026/05/18/some-long-slug.html."""
    parts = urlsplit(url)
    segments = [_segment(segment) for segment in parts.path.strip("/").split("/")]
    names = sorted(pair.partition("=")[0] for pair in parts.query.split("&")) if parts.query else []
    return (parts.netloc, *segments, *names)


def _segment(segment: str) -> str:
    stem, dot, suffix = segment.rpartition(".")
    if not dot or len(suffix) > len("xhtml"):
        stem, dot, suffix = segment, "", ""
    kind = "0" if stem.isdigit() else "slug" if _SLUG.search(stem) or len(stem) > _FULL else "word"
    return kind + dot + suffix
