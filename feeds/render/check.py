"""The last look at a document before it is published: at its bytes, as a reader will get them. Pure.

Each kind of document has its promises. Whatever breaks one is found here, wherever it came from, so
that yesterday's document stays up instead of a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import msgspec
from lxml import etree, html

from feeds.record import uri

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"

# Elements are known by their tags; nothing outside the document is ever read.
PARSER = partial(etree.XMLParser, resolve_entities=False, no_network=True, huge_tree=True)
MAYBE_RELATIVE = re.compile(r"""\b(?:href|src)\s*+=\s*+["']?+\s*+(?!https?://|mailto:)""", re.IGNORECASE)


IDENTIFIERS = etree.XPath("//@id")
IDENTIFIER = re.compile(rb'<\w+ id="([^"]*)"')  # as our templates write it


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
    channel = etree.fromstring(document, PARSER()).find("channel")
    if channel is None:
        raise Unfit("no channel")
    _expect_self((dict(link.attrib) for link in channel.iterfind(f"{ATOM}link")), address)
    _expect_link(channel.findtext("link"))
    _expect_date(channel.findtext("lastBuildDate"), parsedate_to_datetime)
    items = channel.findall("item")
    _expect_distinct(item.findtext("guid") for item in items)
    for item in [] if proven else items:
        _expect_date(item.findtext("pubDate"), parsedate_to_datetime)
        _expect_link(item.findtext("link"))
        for enclosure in item.iterfind("enclosure"):
            _expect_link(enclosure.get("url"))
        _expect_absolute(item.findtext("description"), item.findtext(f"{CONTENT}encoded"))


def _check_atom(document: bytes, address: str, proven: bool) -> None:
    feed = etree.fromstring(document, PARSER())
    if feed.tag != f"{ATOM}feed":
        raise Unfit("no Atom feed")
    _expect_self((dict(link.attrib) for link in feed.iterfind(f"{ATOM}link")), address)
    entries = feed.findall(f"{ATOM}entry")
    _expect_distinct(element.findtext(f"{ATOM}id") for element in (feed, *entries))
    _expect_date(feed.findtext(f"{ATOM}updated"), datetime.fromisoformat)
    for entry in [] if proven else entries:
        for name in ("published", "updated"):
            _expect_date(entry.findtext(f"{ATOM}{name}"), datetime.fromisoformat)
        for link in entry.iterfind(f"{ATOM}link"):
            _expect_link(link.get("href"))
        _expect_absolute(entry.findtext(f"{ATOM}summary"), entry.findtext(f"{ATOM}content"))


def _check_json_feed(document: bytes, address: str, proven: bool) -> None:
    feed = msgspec.json.decode(document)
    _expect_keys(feed, "version", "title", "home_page_url", "feed_url", "items")
    if feed["feed_url"] != address:
        raise Unfit(f"its own address is {feed['feed_url']}, but it stands at {address}")
    _expect_distinct(item.get("id") for item in feed["items"])
    for item in [] if proven else feed["items"]:
        _expect_keys(item, "url", "date_published", "date_modified", "content_html")
        for name in ("date_published", "date_modified"):
            _expect_date(item[name], datetime.fromisoformat)
        for link in (item["url"], *(file.get("url") for file in item.get("attachments", ()))):
            _expect_link(link)
        _expect_absolute(item["content_html"])


def _check_opml(document: bytes, _address: str, _proven: bool) -> None:
    outlines = etree.fromstring(document, PARSER()).iter("outline")
    for outline in outlines:
        if outline.get("type") == "rss":
            _expect_link(outline.get("xmlUrl"))


def _check_page(document: bytes, _address: str, proven: bool) -> None:
    if proven:
        ids = [identifier.decode() for identifier in IDENTIFIER.findall(document)]
        titled = b"</title>" in document
    else:
        page = html.document_fromstring(document)
        ids = list(map(str, IDENTIFIERS(page)))  # type: ignore[arg-type]  # XPath: whatever it finds
        titled = page.find("head/title") is not None
    if not (document.rstrip().endswith(b"</html>") and titled):
        raise Unfit("not a whole page")
    if repeated := _repeated(ids):
        raise Unfit(f"two elements have the id {repeated}")


Check = Callable[[bytes, str, bool], None]  # of a document, the address it stands at, and `proven`

FEED_CHECKS: Mapping[str, Check] = {".xml": _check_rss, ".atom": _check_atom, ".json": _check_json_feed}
OTHER_CHECKS: Mapping[str, Check] = {".opml": _check_opml, ".html": _check_page}


def _expect_self(links: Iterable[Mapping[Any, Any]], address: str) -> None:
    own = [link.get("href") for link in links if link.get("rel") == "self"]
    if own != [address]:
        raise Unfit(f"its own address is {', '.join(map(str, own)) or 'missing'}, but it stands at {address}")


def _expect_keys(part: Mapping[str, Any], *names: str) -> None:
    missing = [name for name in names if name not in part]
    if missing:
        raise Unfit(f"{', '.join(missing)} missing" + (f" in {part['id']}" if "id" in part else ""))


def _expect_distinct(ids: Iterable[str | None]) -> None:
    given = list(ids)
    if not all(one and one.strip() for one in given):
        raise Unfit("an entry without an id")
    if repeated := _repeated(map(str, given)):
        raise Unfit(f"two entries have the id {repeated}")


def _repeated(ids: Iterable[str]) -> str | None:
    found, times = next(iter(Counter(ids).most_common(1)), ("", 0))
    return found if times > 1 else None


def _expect_date(text: str | None, parse: Callable[[str], datetime]) -> None:
    try:
        aware = text is not None and parse(text).tzinfo is not None
    except (ValueError, TypeError):
        aware = False
    if not aware:
        raise Unfit(f"not a date: {text!r}" if text else "a date is missing")


def _expect_link(address: str | None) -> None:
    if not address or not address.startswith(("https://", "http://")) or not urlsplit(address).hostname:
        raise Unfit(f"not an absolute link: {address!r}" if address else "a link is missing")


def _expect_absolute(*bodies: str | None) -> None:
    """Links and pictures in HTML; parsed only where something looks as if it were relative."""
    for body in bodies:
        if body and MAYBE_RELATIVE.search(body):
            for _, _, link, _ in html.fragment_fromstring(body, create_parent=True).iterlinks():
                if not urlsplit(link).scheme:
                    raise Unfit(f"not an absolute link: {link!r}")
