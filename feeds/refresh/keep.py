"""Decide on a listing and store what came of it, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from feeds.build import site_prefix
from feeds.decide import Change, Reading, decide
from feeds.record import Record
from feeds.selection import carrying
from feeds.settings import Settings, SourceSettings
from feeds.store import book, entries
from sources import Collected, Source
from sources.entry import Listing, Origin
from sources.text import tag_of


def source_of(source: SourceSettings, location: str | None = None) -> Source:
    """The source as `sources` wants it; `location` takes the place of the configured one."""
    return Source(
        name=source.name,
        location=location or source.location,
        adapter=source.adapter,
        title=source.title,
        url=source.page,
        tags=tuple(map(tag_of, source.tags)),
        headers=dict(source.headers),
        select=dict(source.select),
        own=source.own,
    )


def keep(
    db: Connection,
    settings: Settings,
    source: SourceSettings,
    collected: Collected,
    listing: Listing,
    now: datetime,
    *,
    above: Record | None = None,
) -> list[Change]:
    """What the listing changed; the feeds concerned become stale.

    `above` is the article that stands above the listing, at the end of the page before.
    """
    reading = Reading(
        source=source.name,
        prefix=site_prefix(db, settings, now),
        origin=Origin(name=source.origin_name, url=source.page),
        tags=tuple(dict.fromkeys((*map(tag_of, source.tags), *([listing.tag] if listing.tag else [])))),
        now=now,
        sources=frozenset(one.name for one in settings.source),
    )
    changes = decide(
        listing,
        entries.candidates(
            db,
            source.name,
            names={name for entry in listing.entries for name in (entry.url, *entry.aliases) if name},
            titles={entry.title for entry in listing.entries},
            size=len(listing.entries),
        ),
        reading,
        captured=min(collected.captured, now),
        zone=settings.zone_of(source),
        taken=entries.taken_ids(db, f"{reading.prefix}entries/{source.name}/"),
        above=above,
    )
    entries.save(db, source.name, changes, now)
    book.mark_feeds(db, _concerned(changes, source.name), stale=True)
    return changes


def _concerned(changes: Iterable[Change], source: str) -> set[str]:
    """The slugs of the feeds that look different for these changes."""
    slugs: set[str] = set()
    for change in changes:
        before = change.before
        if change.shows or (before and source not in before.listed_by):
            tags = {*change.record.tags, *(before.record.tags if before else ())}
            slugs |= carrying(tags, {source, *(before.listed_by if before else ())})
    return slugs
