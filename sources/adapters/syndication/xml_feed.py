"""An XML feed, read by feedparser from documents that it can take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import feedparser

from sources.adapters.syndication.channel import Channel, language_tag
from sources.adapters.syndication.items import entry_of, first, people
from sources.adapters.syndication.wellformed import take_apart
from sources.entry import Document, Entry
from sources.markup import plain
from sources.urls import canonical

_AS_UTF8 = {"content-type": "application/xml; charset=utf-8"}


def read(document: Document) -> tuple[Channel, list[Entry], Counter[str]]:
    """The feed's head, its articles, and what was left out. Raises UnreadableDocument."""
    taken = take_apart(document)
    dropped = taken.dropped.copy()
    parsed = list(_parsed(taken.documents, dropped))
    channel = _channel(parsed[0], document) if parsed else Channel(base=document.base_url)
    entries = []
    for item in (item for one in parsed for item in one["entries"]):
        entry = _entry(item, channel)
        if isinstance(entry, Entry):
            entries.append(entry)
        else:
            dropped[entry] += 1
    return channel, entries, dropped


def _parsed(documents: tuple[str, ...], dropped: Counter[str]) -> Iterator[dict[str, Any]]:
    for xml in documents:
        try:
            yield feedparser.parse(
                BytesIO(xml.encode()),  # never a string, which might be taken for an address or a path
                response_headers=_AS_UTF8,
                resolve_relative_uris=False,
                sanitize_html=False,
            )
        except Exception:  # noqa: BLE001 - its lenient parser fails in many ways; one broken item costs no other
            dropped["not to be parsed"] += 1


def _entry(item: dict[str, Any], channel: Channel) -> Entry | str:
    """The entry, or why there is none."""
    try:
        return entry_of(item, channel) or "no title, text or link"
    except (KeyError, TypeError, ValueError, AttributeError):  # not of the shape that feedparser documents
        return "not to be read"


def _channel(parsed: dict[str, Any], document: Document) -> Channel:
    feed = parsed["feed"]
    atom = parsed["version"].startswith("atom")
    own = canonical(document.base_url or document.location)
    home = canonical(first(feed, "link"), own)
    return Channel(
        base=own or home,
        title=plain(first(feed, "title")) or None,
        language=language_tag(first(feed, "language")),
        home=home,
        address=_link(feed, "self", own) or own,
        next=_link(feed, "next", own or home) or _link(feed, "prev-archive", own or home),
        authors=people(feed, home) if atom else (),
        atom=atom,
        wordpress="wordpress" in first(feed, "generator").lower(),
    )


def _link(feed: dict[str, Any], relation: str, base: str | None) -> str | None:
    links = (link.get("href", "") for link in feed.get("links", ()) if link.get("rel") == relation)
    return next((address for link in links if (address := canonical(urljoin(base or "", link)))), None)
