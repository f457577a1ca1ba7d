"""Names under which feeds know their articles, made fit to recognise them in other places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote, urlsplit

from sources.entry import Entry
from sources.text import clean, squash
from sources.urls import canonical

_LONGEST = 512  # characters; what is longer is no name
_UNIVERSAL = re.compile(
    r"(?:urn:|tag:[^,]+,\d{4})\S+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE
)
_ADDRESS = re.compile(r"\s*https?://", re.IGNORECASE)


def foreign_name(identifier: str, site: str | None) -> str | None:
    """The alias that a foreign id becomes: a URL or URI as it is, anything else as belonging to its site.

    `site` is an address of the site. A bare "17" of one site is not the "17" of another.
    """
    identifier = squash(clean(identifier))
    if not identifier or len(identifier) > _LONGEST:
        return None
    if _ADDRESS.match(identifier):
        return canonical(identifier, fragment=True)
    if _UNIVERSAL.fullmatch(identifier):
        return identifier
    host = urlsplit(site).hostname if site else None
    return f"id:{host}:{quote(identifier, safe=':/')}" if host else None


def told_apart(entries: Sequence[Entry]) -> list[Entry]:
    """The entries without names that several different articles share: these name none of them.

    Feeds of status messages link every item to one page, broken ones give all the same guid. Entries with
    the same address are one article nevertheless if they have the same title, or the same other names.
    """
    titles, aliases = defaultdict[str, set[str]](set), defaultdict[str, set[tuple[str, ...]]](set)
    holders: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.url and _words(entry):
            titles[entry.url].add(_words(entry))
            aliases[entry.url].add(entry.aliases)
        for alias in entry.aliases:
            holders[alias].add(entry.url or entry.title)
    shared = {alias for alias, of in holders.items() if len(of) > 1}
    shared |= {
        url for url, of in titles.items() if len(of) > 1 and (len(aliases[url]) > 1 or () in aliases[url])
    }
    return [_without(entry, shared) for entry in entries]


def _words(entry: Entry) -> str:
    return entry.title or entry.excerpt or ""


def _without(entry: Entry, shared: set[str]) -> Entry:
    aliases = tuple(alias for alias in entry.aliases if alias not in shared)
    url = None if entry.url in shared and _words(entry) else entry.url
    return replace(entry, url=url, aliases=aliases)
