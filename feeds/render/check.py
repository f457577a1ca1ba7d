"""The last look at a document before it is published: at its bytes, as a reader will get them. Pure.

Each kind of document has its promises. Whatever breaks one is found here, wherever it came from, so
that yesterday's document stays up instead of a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
from lxml import etree, html

from feeds.record import uri

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
Id = TypeVar("Id", str, bytes)

# Elements are known by their tags; nothing outside the document is ever read.
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, collect_ids=False)
RSS_IDS = etree.XPath("item/guid/text()", smart_strings=False)
ATOM_IDS = etree.XPath("(. | a:entry)/a:id/text()", namespaces={"a": ATOM.strip("{}")}, smart_strings=False)
IDENTIFIER = re.compile(rb'<\w+ id="([^"]*)"')  # as our templates write it

ABSOLUTE = re.compile(r"https?://(?:[^/?#]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^/?#@:\[\]]+)(?:[:/?#]|$)")
MAYBE_RELATIVE = re.compile(
    r"""\b(?:href|src)\s*+=\s*+["']?+\s*+(?!https?://|mailto:)""", re.ASCII | re.IGNORECASE
)


class _Item(msgspec.Struct):
    """What is known of an item that is proven."""

    id: str = ""


class _Items(msgspec.Struct):
    """What is known of a JSON Feed whose items are proven."""

    feed_url: str
    items: list[_Item]


PROVEN_ITEMS = msgspec.json.Decoder(_Items)


class Unfit(Exception):
    """The document breaks a promise; the message says which."""


def problem(path: str, document: bytes, *, base: str, proven: bool = False) -> str | None:
    """What keeps the document at `path` (relative to `base`, the site's address) from being published.

    None where nothing does. Looked at are RSS, Atom and JSON feeds, OPML and pages; whatever else
    there is passes. A feed must parse, name the address it stands at as its own, and have entries
    with ids of their own, dates that can be read, and absolute links, those in their HTML included.
    Where its entries are `proven`, which is to say looked at before, only their ids are looked at again.
    """
    suffix = PurePosixPath(path).suffix
    look = (FEED_CHECKS if path.startswith("feeds/") else OTHER_CHECKS).get(suffix)
    try:
        if look:
            look(document, uri(base + path), proven)
    except Unfit as found:
        return str(found)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError) as error:
        return f"not well-formed: {error}"
    return None


def _check_rss(document: bytes, address: str, proven: bool) -> None:
    channel = etree.fromstring(document, PARSER).find("channel")
    if channel is None:
        raise Unfit("no channel")
    _expect_self((dict(link.attrib) for link in channel.iterfind(f"{ATOM}link")), address)
    _expect_link(channel.findtext("link"))
    _expect_date(channel.findtext("lastBuildDate"), parsedate_to_datetime)
    items = channel.findall("item")
    _expect_distinct(RSS_IDS(channel), len(items))
    for item in [] if proven else items:
        _expect_date(item.findtext("pubDate"), parsedate_to_datetime)
        _expect_link(item.findtext("link"))
        for enclosure in item.iterfind("enclosure"):
            _expect_link(enclosure.get("url"))
        _expect_absolute(item.findtext("description"), item.findtext(f"{CONTENT}encoded"))


def _check_atom(document: bytes, address: str, proven: bool) -> None:
    feed = etree.fromstring(document, PARSER)
    if feed.tag != f"{ATOM}feed":
        raise Unfit("no Atom feed")
    _expect_self((dict(link.attrib) for link in feed.iterfind(f"{ATOM}link")), address)
    entries = feed.findall(f"{ATOM}entry")
    _expect_distinct(ATOM_IDS(feed), 1 + len(entries))
    _expect_date(feed.findtext(f"{ATOM}updated"), datetime.fromisoformat)
    for entry in [] if proven else entries:
        for name in ("published", "updated"):
            _expect_date(entry.findtext(f"{ATOM}{name}"), datetime.fromisoformat)
        for link in entry.iterfind(f"{ATOM}link"):
            _expect_link(link.get("href"))
        _expect_absolute(entry.findtext(f"{ATOM}summary"), entry.findtext(f"{ATOM}content"))


def _check_json_feed(document: bytes, address: str, proven: bool) -> None:
    if proven:
        known = PROVEN_ITEMS.decode(document)
        _expect_address(known.feed_url, address)
        _expect_distinct([item.id for item in known.items], len(known.items))
        return
    feed = msgspec.json.decode(document)
    _expect_keys(feed, "version", "title", "home_page_url", "feed_url", "items")
    _expect_address(feed["feed_url"], address)
    _expect_distinct([item.get("id", "") for item in feed["items"]], len(feed["items"]))
    for item in feed["items"]:
        _expect_keys(item, "url", "date_published", "date_modified", "content_html")
        for name in ("date_published", "date_modified"):
            _expect_date(item[name], datetime.fromisoformat)
        for link in (item["url"], *(file.get("url") for file in item.get("attachments", ()))):
            _expect_link(link)
        _expect_absolute(item["content_html"])


def _check_opml(document: bytes, _address: str, _proven: bool) -> None:
    outlines = etree.fromstring(document, PARSER).iter("outline")
    for outline in outlines:
        if outline.get("type") == "rss":
            _expect_link(outline.get("xmlUrl"))


def _check_page(document: bytes, _address: str, _proven: bool) -> None:
    if not (document.rstrip().endswith(b"</html>") and b"</title>" in document):
        raise Unfit("not a whole page")
    if repeated := _repeated(IDENTIFIER.findall(document)):
        raise Unfit(f"two elements have the id {repeated.decode()}")


Check = Callable[[bytes, str, bool], None]  # of a document, the address it stands at, and `proven`

FEED_CHECKS: Mapping[str, Check] = {".xml": _check_rss, ".atom": _check_atom, ".json": _check_json_feed}
OTHER_CHECKS: Mapping[str, Check] = {".opml": _check_opml, ".html": _check_page}


def _expect_self(links: Iterable[Mapping[Any, Any]], address: str) -> None:
    own = [link.get("href") for link in links if link.get("rel") == "self"]
    _expect_address(", ".join(map(str, own)) or "missing", address)


def _expect_address(given: str, address: str) -> None:
    if given != address:
        raise Unfit(f"its own address is {given}, but it stands at {address}")


def _expect_keys(part: Mapping[str, Any], *names: str) -> None:
    missing = [name for name in names if name not in part]
    if missing:
        raise Unfit(f"{', '.join(missing)} missing" + (f" in {part['id']}" if "id" in part else ""))


def _expect_distinct(ids: Any, count: int) -> None:
    if len(ids) != count or not all(map(str.strip, ids)):
        raise Unfit("an entry without an id")
    if repeated := _repeated(ids):
        raise Unfit(f"two entries have the id {repeated}")


def _repeated(ids: Sequence[Id]) -> Id | None:
    if len(set(ids)) == len(ids):
        return None
    return Counter(ids).most_common(1)[0][0]


def _expect_date(text: str | None, parse: Callable[[str], datetime]) -> None:
    try:
        aware = text is not None and parse(text).tzinfo is not None
    except (ValueError, TypeError):
        aware = False
    if not aware:
        raise Unfit(f"not a date: {text!r}" if text else "a date is missing")


def _expect_link(address: str | None) -> None:
    if not address or not ABSOLUTE.match(address):
        raise Unfit(f"not an absolute link: {address!r}" if address else "a link is missing")


def _expect_absolute(*bodies: str | None) -> None:
    """Links and pictures in HTML; parsed only where something looks as if it were relative."""
    for body in bodies:
        if body and MAYBE_RELATIVE.search(body):
            for _, _, link, _ in html.fragment_fromstring(body, create_parent=True).iterlinks():
                if not urlsplit(link).scheme:
                    raise Unfit(f"not an absolute link: {link!r}")
