"""The feeds whose names come nearest to one that does not exist."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

FILE = "feeds.opml"  # the published list of all feeds
ADDRESS = re.compile(r"/feeds/(.+)\.xml$")
MOST = 5
SIMILAR = 70  # of 100; below it names share hardly more than letters


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed as the list of all feeds has it."""

    slug: str
    title: str


def read_list(file: Path) -> tuple[Listed, ...]:
    """The feeds in the OPML `file`; none where it is missing or cannot be read."""
    from lxml import etree

    try:
        tree = etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True))
    except (OSError, etree.XMLSyntaxError):
        return ()
    outlines = ((ADDRESS.search(one.get("xmlUrl", "")), one.get("text", "")) for one in tree.iter("outline"))
    return tuple(Listed(unquote(found[1]), text or found[1]) for found, text in outlines if found)


def nearest(slug: str, feeds: Sequence[Listed]) -> list[Listed]:
    """At most `MOST` of the feeds, the one whose slug is most like this one first."""
    from rapidfuzz import fuzz, process

    slugs = [feed.slug for feed in feeds]
    found = process.extract(slug, slugs, scorer=fuzz.WRatio, limit=MOST, score_cutoff=SIMILAR)
    return [feeds[index] for _, _, index in found]
