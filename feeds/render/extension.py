"""The feedgen extension that writes what feedgen 1.0 loses.

Of a feed: in RSS every atom:link but the first rel=self. Of an entry: rel, type and length of
Atom links, all but title and link of atom:source, the RSS `<source>` of an origin without address,
authors without an e-mail address in RSS, rights and credits in RSS, and the entry's language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml.etree import SubElement, _Element

from sources.entry import Enclosure

DC = "{http://purl.org/dc/elements/1.1/}"
ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"

UNKNOWN_TYPE = "application/octet-stream"
UNKNOWN_LENGTH = 0  # what the RSS best practices ask for where the size is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFeed:
    """Where an entry was first published (RFC 4287, 4.2.11; RSS 2.0 `<source>`)."""

    id: str
    title: str
    updated: datetime
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """What of an entry feedgen's own setters cannot say."""

    source: SourceFeed
    creators: tuple[str, ...] = ()  # authors without an e-mail address
    contributors: tuple[str, ...] = ()
    rights: str
    language: str | None = None  # only where it is not the feed's
    enclosures: tuple[Enclosure, ...] = ()


class TagwireExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Of the feed; `links` are those given to feedgen as well, which writes them in Atom only."""

    def __init__(self) -> None:
        self.links: Sequence[Mapping[str, str]] = ()

    def extend_ns(self) -> dict[str, str]:
        """The prefix of Dublin Core, for the entries."""
        return {"dc": DC.strip("{}")}

    def extend_rss(self, feed: _Element) -> _Element:
        """Add the atom:links; feedgen has written the one with rel=self."""
        for link in self.links:
            if link["rel"] != "self":
                SubElement(feed[0], f"{ATOM}link", dict(link))
        return feed


class TagwireEntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """Of an entry; `supplement` must be set before rendering."""

    supplement: Supplement

    def extend_rss(self, item: _Element) -> _Element:
        """Add `<source>`, Dublin Core elements and the one enclosure that an item may have."""
        more = self.supplement
        _add(item, "source", more.source.title, url=more.source.link)
        for name in more.creators:
            _add(item, f"{DC}creator", name)
        for name in more.contributors:
            _add(item, f"{DC}contributor", name)
        _add(item, f"{DC}rights", more.rights)
        if more.language:
            _add(item, f"{DC}language", more.language)
        for enclosure in more.enclosures[:1]:
            _add(item, "enclosure", **_rss_enclosure(enclosure))
        return item

    def extend_atom(self, entry: _Element) -> _Element:
        """Add xml:lang, the enclosures and a complete atom:source."""
        more = self.supplement
        if more.language:
            entry.set(f"{XML}lang", more.language)
        for enclosure in more.enclosures:
            _add(entry, "link", **_atom_enclosure(enclosure))
        source = _add(entry, "source")
        _add(source, "id", more.source.id)
        _add(source, "title", more.source.title)
        _add(source, "updated", more.source.updated.isoformat())
        _add(source, "link", href=more.source.link)
        return entry


def _add(parent: _Element, name: str, text: str | None = None, /, **attributes: str) -> _Element:
    element = SubElement(parent, name, attributes)
    element.text = text
    return element


def _rss_enclosure(enclosure: Enclosure) -> dict[str, str]:
    length = str(enclosure.length or UNKNOWN_LENGTH)
    return {"url": enclosure.url, "type": enclosure.type or UNKNOWN_TYPE, "length": length}


def _atom_enclosure(enclosure: Enclosure) -> dict[str, str]:
    """With a type even where it is unknown: readers take a link without one for a page."""
    link = {"rel": "enclosure", "href": enclosure.url, "type": enclosure.type or UNKNOWN_TYPE}
    return link if enclosure.length is None else link | {"length": str(enclosure.length)}
