"""What a page says of itself: its title, site, tag, next page, feeds, WordPress API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree

from sources.adapters import wordings
from sources.adapters.html.page import Page
from sources.entry import DeclaredFeed, Tag
from sources.text import clean, squash, tag_of

_title = etree.XPath("string(/html/head/title)")
_site_name = etree.XPath("string(/html/head/meta[@property='og:site_name'][1]/@content)")
_links = etree.XPath("//link[@rel and @href]")
_next_links = etree.XPath("//a[@href and (contains(@rel, 'next') or contains(@class, 'next'))]")
_older_links = etree.XPath("//*[contains(@class, 'nav-previous') or contains(@class, 'older')]//a[@href]")
_headings = etree.XPath("//h1|//*[contains(@class, 'archive-title') or contains(@class, 'page-title')]")
_FEEDS = {
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "json",
    "application/rdf+xml": "rdf",
}
_COMMENTS = re.compile(r"/comments/|comment", re.IGNORECASE)
_TAG_PATH = re.compile(r"/(?:tags?|etiquetas?|etiquette|mot-cle|schlagwort|topics?)/([^/]+)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+[|–—·»•:-]\s+")
_LONGEST = 80  # characters of a tag or a site's name


def title_of(page: Page) -> str | None:
    """The site's name as the page gives it, else the title of the page."""
    return site_name_of(page) or clean(squash(_title(page.root))) or None


def site_name_of(page: Page) -> str | None:
    """What the site is called: by Open Graph, else what the page's title ends or begins with on the front page."""
    stated = clean(squash(_site_name(page.root)))
    return stated or next((name for name in _names_in_feeds(page) if name), None)


def _names_in_feeds(page: Page) -> Iterator[str]:
    """WordPress calls its feeds "Site » Feed"."""
    for feed in feeds_of(page)[:1]:
        name, mark, _ = (feed.title or "").partition(" » ")
        yield name if mark else ""


def heading_of(page: Page) -> str | None:
    """The heading of the list: of several first headings the one that names an archive, else the last."""
    texts = [clean(squash("".join(element.itertext()))) for element in _headings(page.root)]
    texts = [text for text in texts if text and len(text) <= 2 * _LONGEST]
    return next((text for text in texts if wordings.heading(text)), texts[-1] if texts else None)


def tag_of_page(page: Page) -> Tag | None:
    """The tag whose archive the page is: by its heading's words, its body's class or its address."""
    heading = heading_of(page)
    worded = wordings.heading(heading) if heading else None
    if worded:
        return tag_of(worded.label) if worded.tag else None
    body = page.root.find("body")
    classes = ((body.get("class") or "") if body is not None else "").split()
    in_path = _TAG_PATH.search(urlsplit(page.url or "").path)
    if in_path is None and "tag" not in classes:
        return None
    label = heading if heading and heading != site_name_of(page) else None
    label = label or (unquote(in_path[1]).replace("-", " ") if in_path else None)
    return tag_of(label.lstrip("#")) if label and len(label) <= _LONGEST else None


def next_of(page: Page) -> str | None:
    """The address of the next page, which lists older articles."""
    for link in _links(page.root):
        if "next" in (link.get("rel") or "").lower().split():
            return page.resolve(link.get("href"))
    for element in (*_next_links(page.root), *_older_links(page.root)):
        url = page.resolve(element.get("href"))
        if url and url != page.url and urlsplit(url).hostname == urlsplit(page.base or "").hostname:
            return url
    return None


def feeds_of(page: Page) -> tuple[DeclaredFeed, ...]:
    """The feeds that the page declares (RSS autodiscovery), those of comments last."""
    found = []
    for link in _links(page.root):
        kind = _FEEDS.get((link.get("type") or "").partition(";")[0].strip().lower())
        url = (
            page.resolve(link.get("href"))
            if kind and "alternate" in (link.get("rel") or "").lower()
            else None
        )
        if kind and url:
            found.append(DeclaredFeed(url=url, type=kind, title=clean(link.get("title") or "") or None))
    return tuple(sorted(dict.fromkeys(found), key=lambda feed: bool(_COMMENTS.search(feed.url))))


def api_of(page: Page) -> str | None:
    """The root of the WordPress REST API (Link relation `https://api.w.org/`)."""
    return next(
        (
            page.resolve(link.get("href"))
            for link in _links(page.root)
            if link.get("rel") == "https://api.w.org/"
        ),
        None,
    )


def canonical_of(page: Page) -> str | None:
    """The address that the page calls its own."""
    return next(
        (page.resolve(link.get("href")) for link in _links(page.root) if link.get("rel") == "canonical"), None
    )


def site_root_of(page: Page) -> str | None:
    """The address of the site's front: WordPress in a folder has its API there."""
    api = api_of(page)
    if api and "/wp-json" in api:
        return api.partition("wp-json")[0]
    parts = urlsplit(page.base or "")
    return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else None
