"""RSS 2.0 and Atom 1.0 (RFC 4287), rendered by feedgen with our extension.

The agencies and papers that an article credits are contributors: atom:contributor, and
dc:contributor in RSS.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from feeds.record import MEDIA_TYPES, Channel, Record, uri
from feeds.render.body import (
    bylines,
    content_html,
    headline,
    labels,
    last_modified,
    link_of,
    local,
    newest_first,
    page_of,
    summary_html,
)
from feeds.render.emblem import LOGO_SIZE, icon, logo
from feeds.render.extension import SourceFeed, Supplement, TagwireEntryExtension, TagwireExtension
from feeds.render.resilience import sparing_the_rest
from feeds.render.wording import wording_for
from sources.entry import Person
from sources.urls import canonical

WORD_JOINER = "\N{WORD JOINER}".encode()


@sparing_the_rest
def render_rss(channel: Channel, records: Iterable[Record]) -> bytes:
    """The channel's RSS 2.0 document with these records, in any order, as UTF-8."""
    document: bytes = _feed(channel, newest_first(records), "xml").rss_str()
    return _plain_titles(document)


@sparing_the_rest
def render_atom(channel: Channel, records: Iterable[Record]) -> bytes:
    """The channel's Atom 1.0 document with these records, in any order, as UTF-8."""
    given = distinctly_modified(newest_first(records))
    document: bytes = _feed(channel, given, "atom").atom_str()
    return _plain_titles(document)


def distinctly_modified(records: Iterable[Record]) -> list[Record]:
    """The records in their order, each modified at an instant of its own.

    Readers that look for what has changed since an instant lose none of several articles then. Of
    those that share one, all but the first are put off by less than a second: by a number made of
    the id, so that the same article always has the same.
    """
    taken: set[datetime] = set()
    return [_apart(record, taken) for record in records]


def _apart(record: Record, taken: set[datetime]) -> Record:
    modified = record.modified
    if modified in taken:
        digest = sha256(record.id.encode()).digest()
        modified += timedelta(milliseconds=1 + int.from_bytes(digest[:4]) % 999)
        while modified in taken:
            modified += timedelta(milliseconds=1)
        record = replace(record, updated=modified)
    taken.add(modified)
    return record


def entry_of(channel: Channel, record: Record) -> FeedEntry:
    """The record for feedgen: its `rss_entry()` and `atom_entry()` are the elements of either format."""
    entry = FeedEntry()
    entry.register_extension("tagwire", TagwireEntryExtension)
    entry.guid(record.id, permalink=record.id == record.url)
    entry.title(headline(record))
    entry.link(href=link_of(channel, record), rel="alternate")
    entry.published(local(channel, record.published))
    entry.updated(local(channel, record.modified))
    entry.author([_person(author) for author in bylines(record)])
    entry.contributor([{"name": credit.name} for credit in record.credits])
    entry.category([{"term": label, "label": label} for label in labels(record)])
    entry.rights(_rights(record))
    entry.tagwire.supplement = _supplement(channel, record)
    _describe(entry, channel, record)
    return entry


def _feed(channel: Channel, records: list[Record], suffix: str) -> FeedGenerator:
    feed = FeedGenerator()
    feed.register_extension("tagwire", TagwireExtension, TagwireEntryExtension)
    feed.id(channel.id)
    feed.title(channel.title)
    feed.description(channel.description or channel.title)
    feed.language(channel.language)
    feed.updated(local(channel, last_modified(channel, records)))
    feed.generator("Tagwire")
    feed.rights(wording_for(channel.language).gettext("The articles belong to their authors and publishers."))
    feed.ttl(ceil(channel.max_age / 60))
    feed.author(name=channel.site_title, uri=uri(channel.base))
    feed.icon(icon(channel))
    width, height = map(str, LOGO_SIZE)
    feed.image(logo(channel), title=channel.title, link=uri(channel.page), width=width, height=height)
    feed.tagwire.is_archive = channel.archive is not None
    feed.tagwire.links = _links(channel, suffix)
    feed.link([dict(link) for link in feed.tagwire.links])
    for record in records:
        feed.add_entry(entry_of(channel, record), order="append")
    return feed


def _links(channel: Channel, suffix: str) -> list[dict[str, str]]:
    """The page comes last: feedgen makes the last link the RSS `<link>`.

    Between archives and the current document, after RFC 5005, 4; in RSS by its appendix B.
    """
    own = MEDIA_TYPES[suffix]
    archives = {"prev-archive": channel.older, "next-archive": channel.newer}
    addresses = {
        "self": channel.address(suffix, channel.archive),
        **({"current": channel.address(suffix)} if channel.archive else {}),
        **{rel: channel.address(suffix, archive) for rel, archive in archives.items() if archive},
    }
    return [
        *({"rel": rel, "type": own, "href": uri(address)} for rel, address in addresses.items()),
        *({"rel": "hub", "href": hub} for hub in channel.hubs),
        {"rel": "alternate", "type": "text/html", "href": uri(channel.page)},
    ]


def _describe(entry: FeedEntry, channel: Channel, record: Record) -> None:
    """What feedgen makes of it: of a content alone RSS `<description>`, of both `<content:encoded>`.

    Atom wants content where nothing links to the article (RFC 4287, 4.1.2).
    """
    summary, content = summary_html(channel, record), content_html(channel, record)
    if content or not record.url:
        entry.content(content or summary, type="html")
    if record.excerpt if content else record.url:
        entry.summary(summary, type="html")


def _supplement(channel: Channel, record: Record) -> Supplement:
    return Supplement(
        source=_source(channel, record),
        creators=_creators(record),
        contributors=tuple(credit.name for credit in record.credits),
        rights=_rights(record),
        language=record.language if record.language != channel.language else None,
        enclosures=record.enclosures,
        image=record.image,
    )


def _creators(record: Record) -> tuple[str, ...]:
    """All authors; none where RSS `<author>`, which is one and has an e-mail address, is enough."""
    authors = bylines(record)
    return () if len(authors) == 1 and authors[0].email else tuple(author.name for author in authors)


def _source(channel: Channel, record: Record) -> SourceFeed:
    """The origin as a feed; where it has no address, by its article's site, else by our own page."""
    origin = record.origin
    site = origin.url or (urljoin(record.url, "/") if record.url else None)
    return SourceFeed(
        id=(canonical(site) or site) if site else uuid5(NAMESPACE_URL, origin.name).urn,
        title=origin.name,
        updated=local(channel, record.modified),
        link=site or page_of(channel, record),
    )


def _rights(record: Record) -> str:
    return f"© {record.origin.name}"


def _person(person: Person) -> dict[str, str]:
    fields = {"name": person.name, "email": person.email, "uri": person.url}
    return {name: value for name, value in fields.items() if value}


def _plain_titles(document: bytes) -> bytes:
    """Titles that every reader takes for plain text. Only real `<title>` tags can match.

    & and < are hexadecimal references (RSS best practices profile, "Character data"). By closing
    tags and entities readers and validators tell HTML from text, whatever was declared: a word
    joiner, which nobody sees, keeps a text from having any.
    """
    return re.sub(rb"<title>[^<]*</title>", _as_text, document)


def _as_text(title: re.Match[bytes]) -> bytes:
    apart = re.sub(rb"&lt;(?=/\w+&gt;)|&amp;(?=#?\w+;)", rb"\g<0>" + WORD_JOINER, title[0])
    return apart.replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")
