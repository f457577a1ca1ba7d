"""The values that travel from sources to feeds. Standard library only; everything is frozen.

What these hold is clean already: text is valid XML text, datetimes are aware, URLs are absolute
and http(s), HTML is sanitised. Adapters see to that, nobody after them has to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType


class DateBasis(StrEnum):
    """How an instant is known, best first."""

    STATED = "stated"  # the page says the instant
    DAY = "day"  # the page says only the day
    URL = "url"  # a date in the address
    TEXT = "text"  # prose such as "ce jeudi 16 octobre"
    ORDER = "order"  # between its neighbours
    FIRST_SEEN = "first-seen"

    @property
    def rank(self) -> int:
        """0 for the best basis; larger is weaker."""
        return list(DateBasis).index(self)

    @property
    def is_estimated(self) -> bool:
        """Whether the date was worked out, not told as such by page or address."""
        return self.rank >= DateBasis.TEXT.rank


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEvidence:
    """One clue to when an article was published; what the words leave open is None.

    At most one of three forms is filled: an exact `instant` (aware) or `wall` (naive, in the
    source's zone); a calendar date that may be partial (`year`, `month`, `day`, `weekday`);
    or a distance before the capture (`ago`: whole days where the words count days).
    """

    basis: DateBasis
    instant: datetime | None = None
    wall: datetime | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 0 is Monday
    ago: timedelta | None = None
    earlier_weekday: int | None = None  # a day shortly before that the text names as well
    quote: str = ""  # the words it was read from


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A subject: `slug` names it in addresses, `label` is what people read."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An author."""

    name: str
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency or paper that the article itself names: "(Source : Reuters)"."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of an article; sizes in pixels, `length` in bytes."""

    url: str
    type: str | None = None
    width: int | None = None
    height: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """An attached file, RSS 2.0 `<enclosure>`; `length` in bytes, `duration` in seconds."""

    url: str
    type: str | None = None
    length: int | None = None
    duration: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The site an entry came from, as attribution shows it."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article as a listing shows it. `title` may be empty, `url` may be None, not both
    together with an empty text: such an article is dropped and counted.
    """

    url: str | None = None
    title: str = ""
    excerpt: str | None = None  # plain text
    content: str | None = None  # sanitised HTML, only where the whole article is at hand
    dates: tuple[DateEvidence, ...] = ()  # of publication, most telling first
    updated: datetime | None = None
    authors: tuple[Person, ...] = ()
    tags: tuple[Tag, ...] = ()
    credits: tuple[Credit, ...] = ()
    image: Image | None = None
    enclosures: tuple[Enclosure, ...] = ()
    aliases: tuple[str, ...] = ()
    language: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """How many articles were left out of a listing, and why."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredFeed:
    """A feed that a page offers for itself; `type` is its media type."""

    url: str
    type: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The articles that one document shows, in its order (newest first on every usual page)."""

    adapter: str
    entries: tuple[Entry, ...]
    title: str | None = None
    language: str | None = None  # BCP 47
    tag: Tag | None = None
    next: str | None = None  # address of the next page
    dropped: tuple[Dropped, ...] = ()
    site: str | None = None  # what the site calls itself
    url: str | None = None  # the address that the document calls its own
    feeds: tuple[DeclaredFeed, ...] = ()
    api: str | None = None  # the root of the site's WordPress REST API
    partial: bool = False  # only what is new or changed since the last visit: what is missing is not gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was fetched, before anybody has read it."""

    data: bytes
    location: str
    captured: datetime  # aware: when the document was what it is
    base_url: str | None = None
    content_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place that lists articles, as the settings describe it."""

    name: str
    location: str  # a URL, or the path of a file
    adapter: str = "auto"
    title: str | None = None
    url: str | None = None
    tags: tuple[Tag, ...] = ()
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    select: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    own: bool = False
    captured: datetime | None = None  # aware: when a file was saved, where its modification time does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one visit to a source gave. `listing` is None when nothing has changed since the
    visit whose `validators` were sent along.
    """

    captured: datetime
    validators: Mapping[str, str]
    listing: Listing | None = None
    moved_to: str | None = None  # the address that has taken the place of the source's, for good
