"""The feedgen extension that writes what feedgen 1.0 loses.

Of a feed: in RSS every atom:link but the first rel=self; that it is an archive. Of an entry: rel,
type and length of Atom links, all but title and link of atom:source, the RSS `<source>` of an origin
without address, authors without an e-mail address in RSS, rights and credits in RSS, and the entry's
language.
Pictures, and what an RSS item has beyond its one enclosure, are Media RSS
(https://www.rssboard.org/media-rss).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml.etree import SubElement, _Element

from sources.entry import Enclosure, Image

DC = "{http://purl.org/dc/elements/1.1/}"
ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

UNKNOWN_TYPE = "application/octet-stream"
MEDIUMS = frozenset({"audio", "image", "video"})
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
    creators: tuple[str, ...] = ()  # authors, where RSS `<author>` cannot say them all
    contributors: tuple[str, ...] = ()
    rights: str
    language: str | None = None  # only where it is not the feed's
    enclosures: tuple[Enclosure, ...] = ()
    image: Image | None = None


class TagwireExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Of the feed; `links` are those given to feedgen as well, which writes them in Atom only.

    An archive says that it is one (RFC 5005, 4).
    """

    def __init__(self) -> None:
        self.links: Sequence[Mapping[str, str]] = ()
        self.is_archive = False

    def extend_ns(self) -> dict[str, str]:
        """The prefixes of Dublin Core and Media RSS, for the entries, and in archives of feed history."""
        history = {"fh": HISTORY.strip("{}")} if self.is_archive else {}
        return {"dc": DC.strip("{}"), "media": MEDIA.strip("{}"), **history}

    def extend_rss(self, feed: _Element) -> _Element:
        """Add the atom:links; feedgen has written the one with rel=self."""
        for link in self.links:
            if link["rel"] != "self":
                SubElement(feed[0], f"{ATOM}link", dict(link))
        self._tell_archive(feed[0])
        return feed

    def extend_atom(self, feed: _Element) -> _Element:
        """Add what tells archives."""
        self._tell_archive(feed)
        return feed

    def _tell_archive(self, head: _Element) -> None:
        if self.is_archive:
            SubElement(head, f"{HISTORY}archive")


class TagwireEntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """Of an entry; `supplement` must be set before rendering."""

    supplement: Supplement

    def extend_rss(self, item: _Element) -> _Element:
        """Add `<source>`, Dublin Core elements, the one enclosure that an item may have, and other media."""
        more = self.supplement
        _add(item, "source", more.source.title, url=more.source.link)
        if more.creators:
            _take_out(item, "author")  # one of them at most, and none beside dc:creator
        for name in more.creators:
            _add(item, f"{DC}creator", name)
        for name in more.contributors:
            _add(item, f"{DC}contributor", name)
        _add(item, f"{DC}rights", more.rights)
        if more.language:
            _add(item, f"{DC}language", more.language)
        for enclosure in more.enclosures[:1]:
            _add(item, "enclosure", **_rss_enclosure(enclosure))
        for enclosure in more.enclosures[1:]:
            _add(item, f"{MEDIA}content", **_media_enclosure(enclosure))
        _add_image(item, more.image)
        return item

    def extend_atom(self, entry: _Element) -> _Element:
        """Add xml:lang, the enclosures, the picture and a complete atom:source."""
        more = self.supplement
        if more.language:
            entry.set(f"{XML}lang", more.language)
        for enclosure in more.enclosures:
            _add(entry, "link", **_atom_enclosure(enclosure))
        _add_image(entry, more.image)
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


def _take_out(parent: _Element, name: str) -> None:
    for child in parent.findall(name):
        parent.remove(child)


def _add_image(parent: _Element, image: Image | None) -> None:
    """Both elements: some readers know one, some the other."""
    if image is None:
        return
    size = _said(width=image.width, height=image.height)
    file = _said(type=image.type, fileSize=image.length)
    _add(parent, f"{MEDIA}content", url=image.url, medium="image", **file, **size)
    _add(parent, f"{MEDIA}thumbnail", url=image.url, **size)


def _media_enclosure(enclosure: Enclosure) -> dict[str, str]:
    medium, _, _ = (enclosure.type or "").partition("/")
    known = _said(type=enclosure.type, fileSize=enclosure.length, duration=enclosure.duration)
    return {"url": enclosure.url} | known | ({"medium": medium} if medium in MEDIUMS else {})


def _said(**attributes: str | int | None) -> dict[str, str]:
    """Those that are known; a size of nothing is not."""
    return {name: str(value) for name, value in attributes.items() if value}


def _rss_enclosure(enclosure: Enclosure) -> dict[str, str]:
    length = str(enclosure.length or UNKNOWN_LENGTH)
    return {"url": enclosure.url, "type": enclosure.type or UNKNOWN_TYPE, "length": length}


def _atom_enclosure(enclosure: Enclosure) -> dict[str, str]:
    """With a type even where it is unknown: readers take a link without one for a page."""
    link = {"rel": "enclosure", "href": enclosure.url, "type": enclosure.type or UNKNOWN_TYPE}
    return link if enclosure.length is None else link | {"length": str(enclosure.length)}
