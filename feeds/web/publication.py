"""What the web knows of the publication beyond its tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feeds.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """`base` is the site's address with a closing slash, `hubs` tell subscribers of changes, `former`
    leads from the slugs that feeds had before to those they have, the feeds `gone` will not come back.
    """

    base: str
    hubs: tuple[str, ...] = ()
    former: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


def publication_of(settings: Settings) -> Publication:
    """What the settings say of it."""
    former = {str(old): str(feed.slug) for feed in settings.feed for old in feed.former}
    gone = frozenset(slug for feed in settings.feed if feed.gone for slug in (feed.slug, *feed.former))
    return Publication(base=settings.site.base, hubs=settings.site.hubs, former=former, gone=gone)
