"""What a page says of itself: its title, site, heading, tag, next page, feeds, WordPress API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sources.adapters import wordings
from sources.adapters.html.page import Page
from sources.adapters.html.tree import elements, string, text_in
from sources.entry import DeclaredFeed, Tag
from sources.text import clean, squash, tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_title = string("/html/head/title")
_site_name = string("/html/head/meta[@property='og:site_name'][1]/@content")
_archive_titles = elements("//*[contains(@class, 'archive-title') or contains(@class, 'page-title')]")
_FEEDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
)
_OF_COMMENTS = re.compile(r"/comments/|comment", re.IGNORECASE)
_TAG_PATH = re.compile(r"/(?:tags?|etiquetas?|etiquette|mot-cle|schlagwort|topics?)/([^/]+)", re.IGNORECASE)
_NEXT = re.compile(r"(?:^|[\s_-])(?:next|older|nav-previous)(?=$|[\s_-])", re.IGNORECASE)
_LONGEST = 80  # characters of a tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a page says of itself; None or empty where it does not."""

    title: str | None  # of the site, else of the page
    site: str | None
    root: str | None  # the address of the site's front
    canonical: str | None
    tag: Tag | None
    next: str | None  # the page with older articles
    feeds: tuple[DeclaredFeed, ...]
    api: str | None  # the root of the WordPress REST API


def head_of(page: Page) -> Head:
    """Reads what the page says of itself."""
    links = [(link, (link.get("rel") or "").lower().split()) for link in page.root.iter("link")]
    feeds = _feeds(links, page)
    site = clean(squash(_site_name(page.root))) or next(_names(feeds), None)
    api = _address(links, "https://api.w.org/", page)
    return Head(
        title=site or clean(squash(_title(page.root))) or None,
        site=site,
        root=_root(page, api),
        canonical=_address(links, "canonical", page),
        tag=_tag(page, site),
        next=_address(links, "next", page) or _next(page),
        feeds=feeds,
        api=api,
    )


def _address(links: list[tuple[Element, list[str]]], relation: str, page: Page) -> str | None:
    """Where the first link of that relation leads (RFC 8288)."""
    return next((page.resolve(link.get("href")) for link, relations in links if relation in relations), None)


def _feeds(links: list[tuple[Element, list[str]]], page: Page) -> tuple[DeclaredFeed, ...]:
    """The feeds that the page declares (RSS autodiscovery), those of comments last."""
    found = []
    for link, relations in links:
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        url = page.resolve(link.get("href")) if kind in _FEEDS and "alternate" in relations else None
        if url:
            found.append(DeclaredFeed(url=url, type=kind, title=clean(link.get("title") or "") or None))
    return tuple(sorted(dict.fromkeys(found), key=lambda feed: bool(_OF_COMMENTS.search(feed.url))))


def _names(feeds: tuple[DeclaredFeed, ...]) -> Iterator[str]:
    """The site's name in the titles of its feeds, which WordPress calls "Site » Feed"."""
    for feed in feeds:
        name, mark, _ = (feed.title or "").partition(" » ")
        if mark and name:
            yield name


def _root(page: Page, api: str | None) -> str | None:
    """The address of the site's front: WordPress in a folder has its API there."""
    if api and "/wp-json" in api:
        return api.partition("wp-json")[0]
    parts = urlsplit(page.base or "")
    return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else None


def _headings(page: Page) -> list[str]:
    """The first headings of the page, those of archives among them."""
    first = list(page.root.iter("h1"))
    texts = [clean(squash(text_in(element))) for element in first or _archive_titles(page.root)]
    return [text for text in texts if 0 < len(text) <= 2 * _LONGEST]


def _tag(page: Page, site: str | None) -> Tag | None:
    """The tag whose archive the page is: by its heading's words, its body's class or its address."""
    body = page.root.find("body")
    classes = ((body.get("class") or "") if body is not None else "").split()
    in_path = _TAG_PATH.search(urlsplit(page.url or "").path)
    headings = _headings(page)
    for worded in filter(None, map(wordings.heading, headings)):
        return tag_of(worded.label) if worded.kind == "tag" else None
    if in_path is None and "tag" not in classes:
        return None
    own = next((text for text in reversed(headings) if text != site), None)
    label = own or (unquote(in_path[1]).replace("-", " ") if in_path else "")
    return tag_of(label.lstrip("#")) if 0 < len(label) <= _LONGEST else None


def _next(page: Page) -> str | None:
    """The next page as links in the text name it: by relation or class."""
    for link in page.root.iter("a"):
        if (_leads_on(link.get("rel")) or _leads_on(link.get("class"))) and (url := _other_page(link, page)):
            return url
    for place in page.root.iter("div", "li", "p"):
        if _leads_on(place.get("class")):
            for link in place.iter("a"):
                if url := _other_page(link, page):
                    return url
    return None


@lru_cache(maxsize=4096)
def _leads_on(names: str | None) -> bool:
    return bool(names and _NEXT.search(names))


def _other_page(link: Element, page: Page) -> str | None:
    url = page.resolve(link.get("href"))
    is_near = urlsplit(url or "").hostname == urlsplit(page.base or "").hostname
    return url if url and url != page.url and is_near else None
