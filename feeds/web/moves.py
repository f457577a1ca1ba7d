"""Feeds that have moved or gone for good: from the address asked for to the one that took its place. Pure."""

from __future__ import annotations

import re

from feeds.web.publication import Publication

# feeds/SLUG.xml, feeds/SLUG/2025-10.xml and tags/SLUG/: a slug holds no dot
PLACE = re.compile(r"(feeds|tags)/([^/.]+)(.*)")


def moved_to(path: str, publication: Publication) -> str | None:
    """The path, below the site's address, that has taken the place of this one for good."""
    match = PLACE.fullmatch(path)
    if match is None or match[2] not in publication.former:
        return None
    return f"{match[1]}/{publication.former[match[2]]}{match[3]}"


def is_gone(path: str, publication: Publication) -> bool:
    """Whether a feed stood there that will not come back."""
    match = PLACE.fullmatch(path)
    return match is not None and match[2] in publication.gone
