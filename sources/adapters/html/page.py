"""A parsed page: its tree without what is not for reading, its base address and its language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from lxml import etree
from w3lib.encoding import (
    html_body_declared_encoding,
    html_to_unicode,
    http_content_type_encoding,
    read_bom,
)

from sources.adapters import wordings
from sources.adapters.html.columns import Columns
from sources.adapters.html.tree import elements, string, text_in
from sources.entry import Document
from sources.errors import UnreadableDocument
from sources.text import decode, squash
from sources.urls import canonical

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SAMPLE = 1024
_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf|\s|<\?xml[^>]*\?>|<!--.*?-->)*<(?P<name>!doctype\s+\w+|[a-z][\w:]*)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_HTML = frozenset(["rss", "feed", "rdf", "opml", "urlset", "sitemapindex", "svg"])
_NOT_FOR_READING = ("script", "style", "template", "svg", "iframe", "object", "datalist")
_LANGUAGE_SAMPLE = 20_000  # characters
_content_language = string("/html/head/meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content")
_locale = string("/html/head/meta[@property='og:locale']/@content")
_text = string("/html/body")
_LONGEST_JSON = 4_000_000  # characters

_menu_links = elements(
    "//nav//a | //*[@role='navigation']//a"
    " | //*[contains(@class, 'menu') or contains(@class, 'nav')]//a"
    " | //*[contains(@id, 'menu') or contains(@id, 'nav')]//a"
)
_TYPED = (b"itemtype", b"typeof", b'role="article"', b"role='article'")


def looks_like_html(document: Document) -> bool:
    """Whether the bytes begin as HTML, or are said to be HTML and at least begin with no other markup."""
    opening = _OPENING.match(document.data[:_SAMPLE])
    name = opening["name"].decode().lower().split() if opening else [""]
    if name[-1].partition(":")[0] in _NOT_HTML:
        return False
    kind = (document.content_type or "").partition(";")[0].strip().lower()
    return kind in {"text/html", "application/xhtml+xml"} or bool(name[0])


@dataclass(slots=True)
class Page:
    """One page. `url` is where it was saved from, `base` what its links are relative to."""

    root: Element
    url: str | None
    base: str | None
    captured: datetime
    linked_data: list[Any] = field(default_factory=list)  # JSON-LD, decoded
    language: str | None = None
    is_typed: bool = False  # whether microdata, RDFa or roles may name articles
    columns: Columns = field(default_factory=Columns)
    _sections: frozenset[str] | None = None
    _resolved: dict[str, str | None] = field(default_factory=dict)

    def resolve(self, href: str | None) -> str | None:
        """The canonical address that a link means; None for anything but http and https."""
        if not href:
            return None
        if href not in self._resolved:
            self._resolved[href] = canonical(href, self.base)
        return self._resolved[href]

    def is_section(self, text: str) -> bool:
        """Whether the site's menus have a link of that name."""
        if self._sections is None:
            names = (text_in(link) for link in _menu_links(self.root))
            self._sections = frozenset(squash(name).casefold() for name in names)
        return text.casefold() in self._sections

    def place(self, href: str) -> str | None:
        """The same for a link to a place on this very page, its fragment kept."""
        return canonical(href, self.base, fragment=True)


def parse(document: Document) -> Page:
    """The page that a document is. Raises UnreadableDocument when there is none in it."""
    root = _tree(document)
    if root is None or not isinstance(root.tag, str):
        raise UnreadableDocument(f"{document.location}: empty; expected a page that lists articles")
    url = canonical(document.base_url or document.location, fragment=False)
    page = Page(
        root=root,
        url=url,
        base=_base(root, url),
        captured=document.captured,
        linked_data=list(_linked_data(root)),
        is_typed=any(name in document.data for name in _TYPED),
    )
    etree.strip_elements(root, *_NOT_FOR_READING, with_tail=False)
    page.language = _language(root)
    return page


def _base(root: Element, url: str | None) -> str | None:
    """What links are relative to: `<base href>`, else the page's own address."""
    href = next((base.get("href") for base in root.iter("base") if base.get("href")), None)
    return (canonical(href, url) if href else None) or url


def _tree(document: Document) -> Element | None:
    data = _as_utf8(document).replace(b"\0", b"")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _as_utf8(document: Document) -> bytes:
    """The text as browsers decode it: byte order mark, HTTP header, `<meta>`, else by its looks."""
    data, header = document.data, document.content_type
    is_marked = read_bom(data)[0] is not None
    stated = http_content_type_encoding(header) or html_body_declared_encoding(data)
    if stated in {None, "utf-8"} and not is_marked and _is_valid(data):
        return data
    text = html_to_unicode(header, data)[1] if stated or is_marked else decode(data)
    return text.encode("utf-8", "replace")


def _is_valid(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _linked_data(root: Element) -> Iterator[Any]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        if len(text) <= _LONGEST_JSON:
            try:
                yield json.loads(text, strict=False)
            except (ValueError, RecursionError):
                continue


def _language(root: Element) -> str | None:
    """BCP 47, from the places where pages say it, else by the words of the text."""
    body = root.find("body")
    stated = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        body.get("lang") if body is not None else None,
        _content_language(root),
        _locale(root),
    )
    tags = (value.strip().replace("_", "-").split(",")[0] for value in stated if value)
    known = (tag for tag in tags if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag))
    return next(known, None) or wordings.language_of(_text(root)[:_LANGUAGE_SAMPLE])
