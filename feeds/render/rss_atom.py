"""RSS 2.0 and Atom 1.0 (RFC 4287), rendered by feedgen with our extension.

The agencies and papers that an article credits are contributors: atom:contributor, and
dc:contributor in RSS.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from math import ceil
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree
from lxml.etree import tostring

from feeds.record import MEDIA_TYPES, Channel, Record, Site, uri
from feeds.render.body import (
    bylines,
    content_html,
    headline,
    in_place,
    labels,
    last_modified,
    link_of,
    local,
    page_of,
    summary_html,
)
from feeds.render.emblem import LOGO_SIZE, icon, logo
from feeds.render.extension import SourceFeed, Supplement, TagwireEntryExtension, TagwireExtension
from feeds.render.fragment import Fragment, newest_first
from feeds.render.wording import wording_for
from sources.entry import Person
from sources.urls import canonical

DECLARATION = re.compile(rb' xmlns(?::\w+)?="[^"]*"')  # of a namespace
PLAIN = re.compile(rb"<(?:title|subtitle|name|rights|copyright|category|source|dc:\w+)\b(?=[^<]*&)[^<]*")
DESCRIPTION = re.compile(rb"<description>[^<&]*&[^<]*")  # of a channel
RECOGNISED = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,4}", re.ASCII | re.IGNORECASE)  # as an e-mail address


def render_rss(channel: Channel, fragments: Iterable[Fragment]) -> bytes:
    """The channel's RSS 2.0 document with these entries, in any order, as UTF-8."""
    given = newest_first(fragments)
    head: bytes = _feed(channel, given, "xml").rss_str()
    return _filled(channel, head, b"</channel>", (fragment.rss for fragment in given))


def render_atom(channel: Channel, fragments: Iterable[Fragment]) -> bytes:
    """The channel's Atom 1.0 document with these entries, in any order, as UTF-8."""
    given = distinctly_modified(channel.site, newest_first(fragments))
    head: bytes = _feed(channel, given, "atom").atom_str()
    return _filled(channel, head, b"</feed>", (fragment.atom for fragment in given))


def xml_entry(site: Site, record: Record) -> tuple[bytes, bytes]:
    """The record as an RSS `<item>` and an Atom `<entry>` of any feed.

    ValueError where it holds what XML cannot.
    """
    entry = entry_of(site, record)
    frames = _frames()
    return frames[0].cut(entry.rss_entry()), frames[1].cut(entry.atom_entry())


def distinctly_modified(site: Site, fragments: Iterable[Fragment]) -> list[Fragment]:
    """The fragments in their order, each modified at an instant of its own.

    Readers that look for what has changed since an instant lose none of several articles then. Of
    those that share one, all but the first are put off by less than a second: by a number made of
    the id, so that the same article always has the same.
    """
    taken: set[datetime] = set()
    return [_apart(site, fragment, taken) for fragment in fragments]


def _apart(site: Site, fragment: Fragment, taken: set[datetime]) -> Fragment:
    modified = fragment.modified
    if modified in taken:
        digest = sha256(fragment.id.encode()).digest()
        modified += timedelta(milliseconds=1 + int.from_bytes(digest[:4]) % 999)
        while modified in taken:
            modified += timedelta(milliseconds=1)
        atom = fragment.atom.replace(_updated(site, fragment.modified), _updated(site, modified))
        fragment = replace(fragment, modified=modified, atom=atom)
    taken.add(modified)
    return fragment


def _updated(site: Site, instant: datetime) -> bytes:
    """The only element of an `<entry>` that says when it was modified; text has no such tags."""
    return f"<updated>{local(site, instant).isoformat()}</updated>".encode()


def entry_of(site: Site, record: Record) -> FeedEntry:
    """The record for feedgen: its `rss_entry()` and `atom_entry()` are the elements of either format."""
    entry = FeedEntry()
    entry.register_extension("tagwire", TagwireEntryExtension)
    entry.guid(record.id, permalink=record.id == record.url)
    entry.title(headline(record))
    entry.link(href=link_of(site, record), rel="alternate")
    entry.published(local(site, record.published))
    entry.updated(local(site, record.modified))
    entry.author([_person(author) for author in bylines(record)])
    entry.contributor([{"name": credit.name} for credit in record.credits])
    entry.category([{"term": label, "label": label} for label in labels(record)])
    entry.rights(_rights(record))
    entry.tagwire.supplement = _supplement(site, record)
    _describe(entry, site, record)
    return entry


def _feed(channel: Channel, fragments: list[Fragment], suffix: str) -> FeedGenerator:
    """The feed without its entries."""
    site = channel.site
    feed = FeedGenerator()
    feed.register_extension("tagwire", TagwireExtension, TagwireEntryExtension)
    feed.id(channel.id)
    feed.title(channel.full_title)
    feed.description(channel.description or channel.full_title)
    feed.language(site.language)
    feed.updated(local(site, last_modified(channel, fragments)))
    feed.generator("Tagwire")
    feed.rights(wording_for(site.language).gettext("The articles belong to their authors and publishers."))
    feed.ttl(ceil(site.max_age / 60))
    feed.author(name=site.title, uri=uri(site.base))
    feed.icon(icon(site))
    width, height = map(str, LOGO_SIZE)
    feed.image(logo(site), title=channel.full_title, link=uri(channel.page), width=width, height=height)
    feed.tagwire.is_archive = channel.archive is not None
    feed.tagwire.links = _links(channel, suffix)
    feed.link([dict(link) for link in feed.tagwire.links])
    return feed


def _filled(channel: Channel, head: bytes, end: bytes, fragments: Iterable[bytes]) -> bytes:
    """The document without entries, with them before its last `end`."""
    before, _, after = _plain(DESCRIPTION.sub(_with_references, head)).rpartition(end)
    return b"".join((before, in_place(channel, b"".join(fragments)), end, after))


class _Frame:
    """A document into which feedgen's elements are set, to be cut out as they stand in any document:
    with the prefixes that its root declares.
    """

    def __init__(self, document: bytes, parent: str) -> None:
        self._parent = next(etree.fromstring(document).iter(parent))

    def cut(self, element: etree._Element) -> bytes:
        """The element as it is written inside a document."""
        self._parent.append(element)
        alone: bytes = tostring(element, encoding="UTF-8", xml_declaration=False)
        self._parent.remove(element)
        opening, _, rest = alone.partition(b">")
        return _plain(DECLARATION.sub(b"", opening) + b">" + rest)


@cache
def _frames() -> tuple[_Frame, _Frame]:
    """Those of RSS and Atom."""
    feed = FeedGenerator()
    feed.register_extension("tagwire", TagwireExtension, TagwireEntryExtension)
    for needed in (feed.id, feed.title, feed.description):
        needed("-")
    feed.link(href="-", rel="alternate")
    return _Frame(feed.rss_str(), "channel"), _Frame(feed.atom_str(), "{*}feed")


def _links(channel: Channel, suffix: str) -> list[dict[str, str]]:
    """The page comes last: feedgen makes the last link the RSS `<link>`.

    Between archives and the current document, after RFC 5005, 4; in RSS by its appendix B.
    """
    own = MEDIA_TYPES[suffix]
    hubs = () if channel.archive else channel.site.hubs  # they are told of current documents only
    archives = {"prev-archive": channel.older, "next-archive": channel.newer}
    addresses = {
        "self": channel.address(suffix, channel.archive),
        **({"current": channel.address(suffix)} if channel.archive else {}),
        **{rel: channel.address(suffix, archive) for rel, archive in archives.items() if archive},
    }
    return [
        *({"rel": rel, "type": own, "href": uri(address)} for rel, address in addresses.items()),
        *({"rel": "hub", "href": hub} for hub in hubs),
        {"rel": "alternate", "type": "text/html", "href": uri(channel.page)},
    ]


def _describe(entry: FeedEntry, site: Site, record: Record) -> None:
    """What feedgen makes of it: of a content alone RSS `<description>`, of both `<content:encoded>`.

    Atom wants content where nothing links to the article (RFC 4287, 4.1.2).
    """
    summary, content = summary_html(site, record), content_html(site, record)
    if content or not record.url:
        entry.content(content or summary, type="html")
    if record.excerpt if content else record.url:
        entry.summary(summary, type="html")


def _supplement(site: Site, record: Record) -> Supplement:
    return Supplement(
        source=_source(site, record),
        creators=_creators(record),
        contributors=tuple(credit.name for credit in record.credits),
        rights=_rights(record),
        language=record.language if record.language != site.language else None,
        enclosures=record.enclosures,
        image=record.image,
    )


def _creators(record: Record) -> tuple[str, ...]:
    """All authors; none where RSS `<author>`, which is one and has an e-mail address, is enough.

    Of an address that feedparser does not recognise within "address (name)" it makes a part of the name.
    """
    authors = bylines(record)
    if len(authors) == 1 and RECOGNISED.fullmatch(authors[0].email or ""):
        return ()
    return tuple(author.name for author in authors)


def _source(site: Site, record: Record) -> SourceFeed:
    """The origin as a feed; where it has no address, by its article's site, else by our own page."""
    origin = record.origin
    page = origin.url or (urljoin(record.url, "/") if record.url else None)
    return SourceFeed(
        id=(canonical(page) or page) if page else uuid5(NAMESPACE_URL, origin.name).urn,
        title=origin.name,
        updated=local(site, record.modified),
        link=page or page_of(site, record),
    )


def _rights(record: Record) -> str:
    return f"© {record.origin.name}"


def _person(person: Person) -> dict[str, str]:
    fields = {"name": person.name, "email": person.email, "uri": person.url}
    return {name: value for name, value in fields.items() if value}


def _plain(document: bytes) -> bytes:
    """With titles, labels and names that every reader and validator takes for plain text, HTML untouched.

    & and < in them are hexadecimal references (RSS best practices profile, "Character data").
    """
    return PLAIN.sub(_with_references, document)


def _with_references(element: re.Match[bytes]) -> bytes:
    return element[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")
