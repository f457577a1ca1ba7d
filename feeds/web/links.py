"""The Link header of a feed (RFC 8288): its own address, its hubs and its other formats. Pure.

Hubs and subscribers take the feed's address and its hubs from here first (WebSub, 4).
"""

from __future__ import annotations

from pathlib import PurePosixPath

from feeds.record import uri
from feeds.web.media import FEED_TYPES, is_feed
from feeds.web.publication import Publication

Headers = tuple[tuple[str, str], ...]


def link_headers(path: str, publication: Publication) -> Headers:
    """The Link header of the document at `path` in the tree: of feeds alone, where the site is known.

    Archives, a folder further down than the feed they belong to, change no more and have no hubs.
    """
    if publication.base is None or not is_feed(path):
        return ()
    own, _, suffix = path.rpartition(".")
    address = uri(publication.base + own)
    links = [f'<{address}.{suffix}>; rel="self"']
    if not _is_archive(path):
        links += [f'<{uri(hub)}>; rel="hub"' for hub in publication.hubs]
    links += [
        f'<{address}{other}>; rel="alternate"; type="{media_type.partition(";")[0]}"'
        for other, media_type in FEED_TYPES.items()
        if other != f".{suffix}"
    ]
    return (("Link", ", ".join(links)),)


def _is_archive(path: str) -> bool:
    """As feeds/SLUG/NAME.xml and feeds/source/SOURCE/NAME.xml are."""
    parts = PurePosixPath(path).parts
    return len(parts) > (3 if parts[1] == "source" else 2)
