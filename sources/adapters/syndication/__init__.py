"""The syndication adapter: existing feeds. RSS 0.9x to 2.0, RDF (RSS 1.0) and Atom by feedparser, JSON Feed.

wellformed.py -> channel.py -> items.py: bytes become XML that can be parsed, item by item where that is
broken; the feed's head; its articles. json_feed.py does all of it for JSON Feed (jsonfeed.org, 1.0 and 1.1).
"""

from __future__ import annotations

import re
from collections import Counter

from sources.adapters.names import told_apart
from sources.entry import Document, Dropped, Entry, Listing
from sources.errors import NoArticles

_HEAD = 4096  # bytes that a claim looks at
_XML_TYPE = re.compile(r"(?:application|text)/(?:(?:rss|atom|rdf|rss\+atom)\+xml|(?:x-)?(?:rss|atom))", re.IGNORECASE)
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?!\s+html)[^>]*+>)*+<(?:[\w.-]+:)?(?:rss|feed|RDF)[\s>]",
    re.DOTALL,
)
_JSON = re.compile(rb"\s*\{.*?\"version\"\s*:\s*\"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version", re.DOTALL)


def claims(document: Document) -> bool:
    """Whether the document begins as a feed."""
    head = document.data[:_HEAD].replace(b"\0", b"")  # UTF-16 then looks like ASCII
    return bool(_ROOT.match(head)) or _is_json(document)


def read(document: Document) -> Listing:
    """The articles of a feed, in its order.

    Raises UnreadableDocument when the document is no feed, NoArticles when the feed lists nothing.
    """
    from sources.adapters.syndication import channel, json_feed, wellformed

    if _is_json(document):
        head, found, dropped = json_feed.read(document)
    else:
        taken = wellformed.take_apart(document)
        head, found, dropped = channel.read(taken, document)
    entries = told_apart(found)
    if not entries:
        why = "; ".join(f"{count} left out: {reason}" for reason, count in dropped.items())
        raise NoArticles(f"{document.location}: a feed without articles{f' ({why})' if why else ''}")
    return head.listing(entries, dropped)
