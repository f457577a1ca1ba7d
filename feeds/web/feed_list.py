"""The feeds that are published: by the label that people read, and by names that come near."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

FILE = "feeds.opml"  # the published list of all feeds
ADDRESS = re.compile(r"/feeds/(.+)\.xml$")
MOST = 5
SIMILAR = 70  # of 100; below it names share hardly more than letters


@dataclass(frozen=True, slots=True)
class FeedList:
    """The labels of feeds by slug, and the slugs by `label_key`."""

    labels: Mapping[str, str] = field(default_factory=dict)
    slugs: Mapping[str, str] = field(default_factory=dict)


def label_key(label: str) -> str:
    """What is the same for a label in any letter case and spacing."""
    return " ".join(label.split()).casefold()


def read_list(file: Path) -> FeedList:
    """The feeds in the OPML `file`; none where it is missing or cannot be read.

    Titles there end in the site's, but for that of everything. Of feeds with one label a tag's comes
    before a source's.
    """
    from lxml import etree

    try:
        tree = etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True))
    except (OSError, etree.XMLSyntaxError):
        return FeedList()
    site = f" – {tree.findtext('head/title')}"
    outlines = ((ADDRESS.search(one.get("xmlUrl", "")), one.get("text", "")) for one in tree.iter("outline"))
    labels = {unquote(found[1]): text.removesuffix(site) for found, text in outlines if found}
    sources_first = sorted(labels, key=lambda slug: "/" not in slug)
    return FeedList(labels, {label_key(labels[slug]): slug for slug in sources_first})


def nearest(slug: str, feeds: FeedList) -> list[str]:
    """The slugs of at most `MOST` feeds, the one most like this slug first."""
    from rapidfuzz import fuzz, process

    found = process.extract(slug, [*feeds.labels], scorer=fuzz.WRatio, limit=MOST, score_cutoff=SIMILAR)
    return [name for name, _, _ in found]
