"""An entry as every format writes it: rendered once, and set into each document that carries it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """What documents are composed of. The four fields of bytes are UTF-8, as they stand in a document.

    Page fragments have `feeds.render.pages.ROOT` where links need the way to the site's root.
    """

    id: str
    published: datetime  # aware, as `modified`
    modified: datetime
    headline: str  # never empty
    is_estimated: bool  # its publication date was worked out
    rss: bytes  # an `<item>`
    atom: bytes  # an `<entry>`
    json: bytes  # an item of a JSON Feed
    page: bytes  # an `<article>`
    flaw: str = ""  # why no document that carries it is fit to be published


def newest_first(fragments: Iterable[Fragment]) -> list[Fragment]:
    """The fragments by publication, the newest first; those of one instant by id."""
    return sorted(sorted(fragments, key=lambda one: one.id), key=lambda one: one.published, reverse=True)
