"""The tables of tagwire.toml, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from feeds.settings.expression import Expression
from feeds.settings.values import Patterns, Seconds, Slug, TagPrefix, WebAddress, Zone, is_web_address

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$")]
Label = Annotated[str, msgspec.Meta(pattern=r"\S")]
Compression = Literal["gzip", "br", "zstd"]
Content = Literal["excerpt", "full"]
AdapterName = Literal["auto", "capture", "html", "wordpress", "syndication", "table"]


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of tagwire.toml."""


class Site(_Table, frozen=True):
    """[site]: what the feeds have in common."""

    title: str
    url: WebAddress  # where readers reach the tree
    id: TagPrefix | None = None
    language: str = "en"
    timezone: Zone = Zone("UTC")
    hubs: tuple[WebAddress, ...] = ()

    @property
    def base(self) -> str:
        """The site's address with a closing slash."""
        return self.url.rstrip("/") + "/"

    @property
    def host(self) -> str:
        """The host of the site's address."""
        return urlsplit(self.url).hostname or ""


class StoreSettings(_Table, frozen=True):
    """[store]"""

    url: str = "sqlite:///tagwire.db"


class Publish(_Table, frozen=True):
    """[publish]: what is published, and where."""

    directory: Path = Path("public")
    entries: Annotated[int, msgspec.Meta(ge=1)] = 50
    content: Content = "excerpt"
    max_age: Seconds = Seconds(900)
    compress: tuple[Compression, ...] = ("gzip", "br")


class Fetch(_Table, frozen=True):
    """[fetch]"""

    contact: str | None = None
    allow_private: bool = False


class Serve(_Table, frozen=True):
    """[serve]"""

    stale_after: Seconds = Seconds(86400)


class SourceSettings(_Table, frozen=True):
    """[[source]]: a place that lists articles."""

    name: Name
    location: Annotated[str, msgspec.Meta(min_length=1)]
    title: str | None = None
    url: WebAddress | None = None
    adapter: AdapterName = "auto"
    tags: tuple[Label, ...] = ()
    every: Seconds = Seconds(900)
    timezone: Zone | None = None
    own: bool = False
    headers: Mapping[str, str] = {}
    select: Mapping[str, str] = {}

    @property
    def page(self) -> str | None:
        """The page for people: `url`, else `location` where that is an address."""
        if self.url:
            return str(self.url)  # a plain str, as values beyond the settings are stored
        return self.location if is_web_address(self.location) else None

    @property
    def origin_name(self) -> str:
        """The name that attribution shows."""
        return self.title or (urlsplit(self.page).hostname if self.page else None) or self.name


class FeedSettings(_Table, frozen=True):
    """[[feed]]: a feed beside those that tags and sources have of themselves, or in the place of one.

    With the slug of a tag it stands where that tag's feed would. `former` are addresses that it had
    before; a feed that is `gone` is published no more.
    """

    slug: Slug
    title: str = ""
    select: Expression | None = None  # None: everything
    exclude_title: Patterns = Patterns()
    exclude_author: Patterns = Patterns()
    former: tuple[Slug, ...] = ()
    gone: bool = False

    @property
    def label(self) -> str:
        """The name that people read."""
        return self.title or self.slug


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
        store = self.store.url.removeprefix("sqlite:///")
        folder = self.publish.directory.parent if store == self.store.url else Path(store).parent
        return folder / "tagwire.lock"

    def zone_of(self, source: SourceSettings) -> ZoneInfo:
        """The zone of dates that state none, on the pages of that source."""
        return ZoneInfo(source.timezone or self.site.timezone)
