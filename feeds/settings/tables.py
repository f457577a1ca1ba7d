"""The tables of tagwire.toml, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from feeds.record import INDEX
from feeds.settings.expression import Expression
from feeds.settings.identity import TagPrefix
from feeds.settings.places import (
    Location,
    SiteAddress,
    StoreAddress,
    WebAddress,
    is_web_address,
)
from feeds.settings.values import Delay, Label, Language, Patterns, Seconds, Slug, Zone
from sources.urls import without_secrets

Name = Annotated[  # stands in addresses, and so in the names of files
    str, msgspec.Meta(pattern=r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*\Z", max_length=100)
]
MOST_ENTRIES = 10_000  # in one feed; whatever is older stands in archives
Compression = Literal["gzip", "br", "zstd"]
Content = Literal["excerpt", "full"]
LogForm = Literal["text", "json"]
AdapterName = Literal["auto", "capture", "html", "wordpress", "syndication", "table"]


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of tagwire.toml."""


class Site(_Table, frozen=True):
    """[site]: what the feeds have in common."""

    title: Label
    url: SiteAddress  # where readers reach the tree
    id: TagPrefix | None = None
    language: Language = Language("en")
    timezone: Zone = Zone("UTC")
    hubs: tuple[WebAddress, ...] = ()

    @property
    def base(self) -> str:
        """The site's address with a closing slash."""
        return self.url.base


class StoreSettings(_Table, frozen=True):
    """[store]"""

    url: StoreAddress = StoreAddress("sqlite:///tagwire.db")


class Publish(_Table, frozen=True):
    """[publish]: what is published, and where."""

    directory: Path = Path("public")
    entries: Annotated[int, msgspec.Meta(ge=1, le=MOST_ENTRIES)] = 50
    content: Content = "excerpt"
    max_age: Seconds = Seconds(900)
    compress: tuple[Compression, ...] = ("gzip", "br")

    @property
    def is_there(self) -> bool:
        """Whether anything is published: the list of feeds is written last."""
        return (self.directory / INDEX).is_file()


class Fetch(_Table, frozen=True):
    """[fetch]"""

    contact: Label | None = None
    allow_private: bool = False


class Serve(_Table, frozen=True):
    """[serve]"""

    stale_after: Delay = Delay(86400)
    log: LogForm = "text"
    log_requests: bool = False


class SourceSettings(_Table, frozen=True):
    """[[source]]: a place that lists articles."""

    name: Name
    location: Location
    title: Label | None = None
    url: WebAddress | None = None
    adapter: AdapterName = "auto"
    tags: tuple[Label, ...] = ()
    every: Seconds = Seconds(900)
    captured: Annotated[datetime, msgspec.Meta(tz=True)] | None = None  # when a file was saved
    timezone: Zone | None = None
    own: bool = False
    headers: Mapping[str, str] = {}
    select: Mapping[str, str] = {}

    @property
    def is_web(self) -> bool:
        """Whether it is an address that is read, not a file."""
        return is_web_address(self.location)

    @property
    def page(self) -> str | None:
        """The page for people: `url`, else `location` where that is an address, less what may be secret."""
        if self.url:
            return str(self.url)  # a plain str, as values beyond the settings are stored
        return without_secrets(self.location) if self.is_web else None

    @property
    def origin_name(self) -> str:
        """The name that attribution shows."""
        return str(self.title or "") or (urlsplit(self.page).hostname if self.page else None) or self.name


class FeedSettings(_Table, frozen=True):
    """[[feed]]: a feed beside those that tags and sources have of themselves, or in the place of one.

    With the slug of a tag it stands where that tag's feed would. `former` are addresses that it had
    before; a feed that is `gone` is published no more.
    """

    slug: Slug
    title: Label | None = None
    select: Expression | None = None  # None: everything
    exclude_title: Patterns = Patterns()
    exclude_author: Patterns = Patterns()
    former: tuple[Slug, ...] = ()
    gone: bool = False

    @property
    def label(self) -> str:
        """The name that people read."""
        return str(self.title or self.slug)


class Settings(_Table, frozen=True):
    """The whole of tagwire.toml."""

    site: Site
    store: StoreSettings = StoreSettings()
    publish: Publish = Publish()
    fetch: Fetch = Fetch()
    serve: Serve = Serve()
    source: tuple[SourceSettings, ...] = ()
    feed: tuple[FeedSettings, ...] = ()

    @property
    def lock(self) -> Path:
        """The file whose lock keeps runs apart: beside the store, or the tree where the store is a server."""
        return (self.store.url.file or self.publish.directory).with_name("tagwire.lock")

    def zone_of(self, source: SourceSettings) -> ZoneInfo:
        """The zone of dates that state none, on the pages of that source."""
        return ZoneInfo(source.timezone or self.site.timezone)
