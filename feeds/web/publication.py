"""What the web knows of the publication beyond its tree: what tagwire.toml says, as it is now."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from feeds.errors import SettingsError
from feeds.web.watched import Watched

if TYPE_CHECKING:
    from feeds.settings import Settings

DAY = 86400  # seconds

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """`base` is the site's address with a closing slash, where it is known; `hubs` tell subscribers of
    changes, `former` leads from the slugs that feeds had before to those they have, the feeds `gone` will
    not come back. Readers may keep a document for `max_age` seconds; past `stale_after` seconds without a
    good run the site is not healthy.
    """

    base: str | None = None
    hubs: tuple[str, ...] = ()
    former: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    max_age: int = 900
    stale_after: int = DAY

    @property
    def prefix(self) -> str:
        """The path that the site lives under, without a closing slash: "" where it has the host to itself."""
        return unquote(urlsplit(self.base or "").path).rstrip("/")


Current = Callable[[], Publication]


def publication_of(settings: Settings) -> Publication:
    """What the settings say of it."""
    former = {str(old): str(feed.slug) for feed in settings.feed if not feed.gone for old in feed.former}
    gone = frozenset(slug for feed in settings.feed if feed.gone for slug in (feed.slug, *feed.former))
    return Publication(
        base=settings.site.base,
        hubs=settings.site.hubs,
        former=former,
        gone=gone,
        max_age=settings.publish.max_age,
        stale_after=settings.serve.stale_after,
    )


def watching(file: Path, first: Settings) -> Current:
    """The publication as the settings in `file` have it at each call; `first` is what they are now.

    Settings that are wrong, or not all there while somebody writes them, leave it as it was.
    """
    from feeds import settings

    good = publication_of(first)

    def read(path: Path) -> Publication:
        nonlocal good
        try:
            good = publication_of(settings.load(path))
        except SettingsError as error:
            logger.error("the settings are left as they were: %s", error)
        return good

    return Watched(file, read)
