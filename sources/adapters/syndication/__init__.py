"""The syndication adapter: existing feeds. RSS 0.9x to 2.0, RDF (RSS 1.0) and Atom by feedparser, JSON Feed.

xml_feed.py puts XML feeds together: wellformed.py makes XML of the bytes that can be parsed, item by item
where it is broken; channel.py reads the feed's head, items.py its articles. json_feed.py reads JSON Feed.
"""

from __future__ import annotations

import re

from sources.adapters.names import told_apart
from sources.entry import Document, Listing
from sources.errors import NoArticles

_HEAD = 4096  # bytes that a claim looks at
_TYPE = re.compile(r"(?:application|text)/(?:x-)?(?:rss|atom|rdf)(?:\+xml)?\s*(?:;|$)", re.IGNORECASE)
_PROLOG = (
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>)*+"
)
_ROOT = re.compile(_PROLOG + rb"<(?:[\w.-]+:)?(?:rss|feed|RDF)[\s>/]", re.DOTALL)
_HTML = re.compile(_PROLOG + rb"<(?:html|head|body|script)\b", re.DOTALL | re.IGNORECASE)
_JSON = re.compile(rb"\s*\{.*?\"version\"\s*:\s*\"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org\b", re.DOTALL)


def claims(document: Document) -> bool:
    """Whether the document begins as a feed, or is said to be one and begins as XML that is no page."""
    head = document.data[:_HEAD].replace(b"\0", b"")  # UTF-16 then looks like ASCII
    if _ROOT.match(head) or _is_json(document):
        return True
    return (
        bool(_TYPE.match(document.content_type or "")) and head.lstrip()[:1] == b"<" and not _HTML.match(head)
    )


def _is_json(document: Document) -> bool:
    kind = (document.content_type or "").partition(";")[0].strip().lower()
    return kind == "application/feed+json" or bool(_JSON.match(document.data[:_HEAD].replace(b"\0", b"")))


def read(document: Document) -> Listing:
    """The articles of a feed, in its order.

    Raises UnreadableDocument when the document is no feed, NoArticles when the feed lists nothing.
    """
    from sources.adapters.syndication import json_feed, xml_feed

    if _is_json(document):
        channel, found, dropped = json_feed.read(document)
    else:
        channel, found, dropped = xml_feed.read(document)
    entries = told_apart(found)
    if not entries:
        why = "; ".join(f"{count} left out: {reason}" for reason, count in dropped.items())
        raise NoArticles(f"{document.location}: a feed without articles{f' ({why})' if why else ''}")
    return channel.listing(entries, dropped)
