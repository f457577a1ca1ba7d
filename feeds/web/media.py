"""What each kind of document is sent as: media type and the headers that go with it. Pure."""

from __future__ import annotations

from mimetypes import MimeTypes
from pathlib import PurePosixPath

from feeds.record import MEDIA_TYPES, PAGE_POLICY

# Application-specific types wherever one is in use, with the charset that the XML declares.
# JSON Feed 1.1 names its own; OPML has no registered one, and text/x-opml is what readers know.
FEED_TYPES = {
    ".xml": f"{MEDIA_TYPES['xml']}; charset=utf-8",
    ".atom": f"{MEDIA_TYPES['atom']}; charset=utf-8",
    ".json": MEDIA_TYPES["json"],
}
TYPES = {
    ".atom": FEED_TYPES[".atom"],
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".opml": "text/x-opml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}
BUILT_IN = MimeTypes()  # the table that comes with Python, not what the machine happens to have

POLICY = f"{PAGE_POLICY}; frame-ancestors 'none'"  # a page itself cannot say the latter
SAFETY = (("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", POLICY))
PAGE_HEADERS = {"Content-Type": TYPES[".html"], **dict(SAFETY)}
CROSS_ORIGIN = (("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", "ETag, Link"))

PREFLIGHT = {  # what a page elsewhere may ask of a feed: that it sends If-None-Match needs leave
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Range, If-Range",
    "Access-Control-Max-Age": "86400",
}


def media_type(path: str) -> str:
    """The Content-Type of the document at `path` in the tree."""
    suffix = PurePosixPath(path).suffix
    if is_feed(path):
        return FEED_TYPES[suffix]
    return TYPES.get(suffix) or BUILT_IN.types_map[True].get(suffix, "application/octet-stream")


def sharing_headers(path: str) -> tuple[tuple[str, str], ...]:
    """Who may read the document from another origin: feeds are for everybody, 304s of them too."""
    return CROSS_ORIGIN if is_feed(path) or path.endswith(".opml") else ()


def safety_headers(path: str) -> tuple[tuple[str, str], ...]:
    """What a browser may do with the document."""
    active = path.endswith((".html", ".svg"))
    return SAFETY if active else SAFETY[:1]


def is_feed(path: str) -> bool:
    """Whether the document at `path` in the tree is a feed."""
    return path.startswith("feeds/") and PurePosixPath(path).suffix in FEED_TYPES
