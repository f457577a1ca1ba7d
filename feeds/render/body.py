"""What every format says of an entry: where it leads, what it is called, its words, and who wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import escape
from zoneinfo import ZoneInfo

from lxml.html import fragment_fromstring

from feeds.record import ALL, PAGES, Channel, Record, Site, page_path, tag_slug, uri
from feeds.render.fragment import Fragment
from feeds.render.wording import wording_for
from sources.entry import Person

SPACED_MARK = re.compile("(?<=«) | (?=[»:;!?])")
PLACE = "e-"  # begins the HTML id of an entry's place on a page
HEADLINE_LENGTH = 80  # characters of an untitled entry's text that stand in for its title


def last_modified(channel: Channel, fragments: Iterable[Fragment]) -> datetime:
    """When the feed's content last changed; the channel's birth while it is empty."""
    return max((fragment.modified for fragment in fragments), default=channel.created)


def local(site: Site, instant: datetime) -> datetime:
    """`instant` in the site's zone; in UTC where that zone's offset has seconds, as it had in
    Paris before 1911: neither RFC 3339 nor RFC 822 can write those.
    """
    there = instant.astimezone(ZoneInfo(site.timezone))
    offset = there.utcoffset() or timedelta()
    return instant.astimezone(UTC) if offset % timedelta(minutes=1) else there


def fragment_of(record: Record) -> str:
    """The HTML id of the entry's place on its channel's page: made of its id alone, so it stays."""
    return f"{PLACE}{sha256(record.id.encode()).hexdigest()[:16]}"


def link_of(site: Site, record: Record) -> str:
    """The article, else the page of its origin, else its place on a page of ours: the same in every feed."""
    return record.url or record.origin.url or f"{page_of(site, record)}#{fragment_of(record)}"


def in_place(channel: Channel, fragments: bytes) -> bytes:
    """The fragments as the channel carries them. In an archive, links to places on our pages lead to the
    page of that archive, as those of feeds show what is newest.
    """
    if channel.archive is None:
        return fragments
    pages = re.escape(uri(channel.site.base + PAGES).encode())
    return re.sub(pages + rb'[^"#<>\s]*/(?=#%b)' % PLACE.encode(), uri(channel.page).encode(), fragments)


def page_of(site: Site, record: Record) -> str:
    """The page of ours on which the entry stands: that of its first tag, else that of everything."""
    slug = tag_slug(record.tags[0]) if record.tags else ALL
    return uri(f"{site.base}{page_path(slug)}")


def headline(record: Record) -> str:
    """The title; of an untitled entry the beginning of its text, else its address. Never empty."""
    text = record.excerpt or _words(record.content or "")
    return record.title or _beginning(text) or record.url or record.origin.name


def labels(record: Record) -> list[str]:
    """What its tags are called, each once: its categories, by the same names in every format."""
    return list(dict.fromkeys(tag.label for tag in record.tags))


def bylines(record: Record) -> tuple[Person, ...]:
    """The authors, else the origin as their publisher: RFC 4287, 4.2.1 asks for one on each entry."""
    return record.authors or (Person(name=record.origin.name, url=record.origin.url),)


def summary_html(site: Site, record: Record) -> str:
    """The excerpt in paragraphs, then the attribution."""
    return paragraphs(record.excerpt or "") + attribution_html(site, record)


def content_html(site: Site, record: Record) -> str | None:
    """The whole article with its attribution, where the site publishes it and the record holds it."""
    if not (site.full_content and record.content):
        return None
    return record.content + attribution_html(site, record)


def attribution_html(site: Site, record: Record) -> str:
    """One line for people: the origin, linked, and the credits that the article itself names."""
    address = record.origin.url or record.url
    name = escape(record.origin.name)
    origin = f'<a href="{escape(address)}">{name}</a>' if address else name
    names = " · ".join([origin, *(escape(credit.name) for credit in record.credits)])
    line = wording_for(site.language).gettext("Source: %(names)s") % {"names": names}
    return f"<p>{line}</p>"


def paragraphs(text: str) -> str:
    """Plain text as HTML, a paragraph a line."""
    return "".join(
        f"<p>{escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip()
    )


def unbroken(text: str, language: str) -> str:
    """For pages: the text with its French marks on the line of their words."""
    return SPACED_MARK.sub("\u00a0", text) if language.partition("-")[0].lower() == "fr" else text


def _words(html: str) -> str:
    return " ".join(fragment_fromstring(html, create_parent=True).itertext())


def _beginning(text: str) -> str:
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) <= HEADLINE_LENGTH:
        return line
    head = line[:HEADLINE_LENGTH]
    return f"{head.rpartition(' ')[0] or head}…"
