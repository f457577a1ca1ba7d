"""The values that feeds are made of: an entry as it is remembered, and a feed's head."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime
from enum import Enum
from urllib.parse import quote

from sources.entry import Credit, DateBasis, Enclosure, Image, Origin, Person, Tag

MEDIA_TYPES = {  # of the formats of a feed, by suffix; the preferred one first
    "xml": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
PAGE_POLICY = (  # what pages need and no more (Content Security Policy Level 3)
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
INDEX = "index.html"  # the document that stands for its folder
PAGES = "tags/"  # where the pages of feeds stand
ALL = "all"  # the feed that carries everything
RESERVED = frozenset({ALL, "source"})  # addresses under /feeds/ that a tag cannot have


class Kind(Enum):
    """What a feed is made of, which is where people look for it."""

    ALL = "all"
    SOURCE = "source"
    SELECTION = "selection"
    TAG = "tag"


def tag_slug(tag: Tag) -> str:
    """The address of a tag's feed: the tag's slug, kept clear of the addresses that are taken."""
    return f"{tag.slug}-tag" if tag.slug in RESERVED else tag.slug


def tag_with_slug(slug: str) -> str:
    """The slug of the tag whose feed would have that address."""
    own = slug.removesuffix("-tag")
    return own if own in RESERVED else slug


def uri(address: str) -> str:
    """The address with what only IRIs allow percent-encoded (RFC 3987, 3.1); never encodes twice."""
    return quote(address, safe="%/:?#[]@!$&'()*+,;=~")


def document_path(slug: str, suffix: str, archive: str | None = None) -> str:
    """Where a feed's document in the format of that suffix stands below the site's address."""
    return f"feeds/{slug}/{archive}.{suffix}" if archive else f"feeds/{slug}.{suffix}"


def page_path(slug: str, archive: str | None = None) -> str:
    """Where the page for people of a feed, or of that archive of it, stands below the site's address."""
    return f"{PAGES}{slug}/{archive}/" if archive else f"{PAGES}{slug}/"


def month_of(instant: datetime) -> int:
    """The month of an instant in UTC, as a number that goes up by one a month."""
    there = instant.astimezone(UTC)
    return there.year * 12 + there.month - 1


def month_begin(month: int) -> datetime:
    """The first instant of that month; the last of all for one that no calendar has."""
    year, number = divmod(month, 12)
    return datetime(year, number + 1, 1, tzinfo=UTC) if year <= MAXYEAR else datetime.max.replace(tzinfo=UTC)


def month_name(month: int) -> str:
    """That month as addresses write it: "2025-10"."""
    year, number = divmod(month, 12)
    return f"{year:04}-{number + 1:02}"


def title_key(title: str) -> str:
    """What stays of a title when letter case, punctuation and spacing are ignored."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", title).casefold()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An entry as the store remembers it. `id` and `published` were minted once and stay."""

    id: str  # the canonical URL first seen, or a tag: URI (RFC 4151)
    published: datetime  # aware
    date_basis: DateBasis
    origin: Origin
    url: str | None = None
    title: str = ""
    excerpt: str | None = None  # plain text
    content: str | None = None  # sanitised HTML
    updated: datetime | None = None  # aware; None: as published
    authors: tuple[Person, ...] = ()
    tags: tuple[Tag, ...] = ()
    credits: tuple[Credit, ...] = ()
    image: Image | None = None
    enclosures: tuple[Enclosure, ...] = ()
    language: str | None = None

    @property
    def modified(self) -> datetime:
        """When the words last changed: never before publication (RFC 4287, 4.2.15)."""
        return max(self.updated or self.published, self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The publication: what all its feeds have in common, and all that an entry's look depends on."""

    title: str
    base: str  # its address with a closing slash
    language: str  # BCP 47
    timezone: str  # IANA name: the zone in which dates are written
    max_age: int  # seconds
    full_content: bool = False
    hubs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The head of one feed, the same for all its formats.

    Documents live below the site's address at `feeds/{slug}.xml`, `.atom` and `.json`, the page for
    people at `page`. Archives (RFC 5005, 4) live at `feeds/{slug}/{archive}.xml` and so on, each with
    a page of its own.
    """

    site: Site
    id: str
    slug: str  # "guerre-en-ukraine", "all", "source/exemple"
    title: str
    description: str
    created: datetime  # aware: stands in for `updated` while the feed is empty
    label: str = ""  # the title without the site's name, for pages that show the name anyway
    archive: str | None = None  # the archive that this is the head of; None: the current document
    older: str | None = None  # the archive before it
    newer: str | None = None  # the archive after it
    period: str = ""  # of an archive, in words: "septembre 2026"
    past: tuple[
        tuple[str, str], ...
    ] = ()  # the newest archive of each month, the newest first, and its period

    @property
    def full_title(self) -> str:
        """The title, and of an archive its period."""
        return f"{self.title} ({self.period})" if self.period else self.title

    @property
    def page(self) -> str:
        """The address of the page for people that shows what this is the head of."""
        return f"{self.site.base}{page_path(self.slug, self.archive)}"

    def address(self, suffix: str, archive: str | None = None) -> str:
        """The published address of this feed's document with that suffix: "xml", "atom", "json".

        The current document, or an archive of that name.
        """
        return self.site.base + document_path(self.slug, suffix, archive)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store already holds of an article that a listing may show again."""

    record: Record
    names: frozenset[str]  # every name it was seen under: addresses, foreign ids
    owner: str  # the source whose words it carries
    listed_by: frozenset[str]  # every source that has shown it
    tags_of_others: frozenset[Tag] = frozenset()  # given by sources other than the one being read
