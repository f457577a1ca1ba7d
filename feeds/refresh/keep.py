"""Decide on a listing and store what came of it, in the caller's transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from feeds.build import site_prefix
from feeds.decide import Change, Reading, decide
from feeds.decide.identity import names_of
from feeds.record import Record
from feeds.selection import shows_anew, touched_by_changes, touched_by_tags
from feeds.settings import Settings, SourceSettings
from feeds.store import archives, entries, freshness, tags
from sources import Collected, Source
from sources.entry import Listing, Origin, Tag
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
        captured=None if location else source.captured,
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
    is_past: bool = False,
) -> list[Change]:
    """What the listing changed; the feeds concerned become stale.

    `above` is the article that stands above the listing, at the end of the page before. What is of
    the past is no news to those who read archives.
    """
    listing, put_on_all = _settled(db, listing, source)
    reading = Reading(
        source=source.name,
        prefix=site_prefix(db, settings, now),
        origin=Origin(name=source.origin_name, url=source.page),
        tags=put_on_all,
        now=now,
        sources=frozenset(one.name for one in settings.source),
    )
    changes = decide(
        listing,
        entries.candidates(
            db,
            source.name,
            names=frozenset().union(*map(names_of, listing.entries)),
            titles={entry.title for entry in listing.entries},
            size=len(listing.entries),
        ),
        reading,
        captured=min(collected.captured, now),
        zone=settings.zone_of(source),
        taken=entries.taken_ids(db, f"{reading.prefix}entries/{source.name}/"),
        above=above,
    )
    renamed = entries.save(db, source.name, changes, now)
    freshness.mark_stale(db, touched_by_changes(changes, source.name, settings))
    if not is_past:
        archives.note_news(db, (one.record.id for one in changes if shows_anew(one, source.name)))
    if renamed:
        freshness.mark_stale(db, touched_by_tags(db, renamed, settings))
    return changes


def _settled(db: Connection, listing: Listing, source: SourceSettings) -> tuple[Listing, tuple[Tag, ...]]:
    """The listing with its tags as the store knows them, and the tags put on every entry of it."""
    own = (*map(tag_of, source.tags), *([listing.tag] if listing.tag else []))
    settled = tags.settle(db, (*own, *(tag for entry in listing.entries for tag in entry.tags)))
    known = [
        replace(entry, tags=tuple(settled[tag.label] for tag in entry.tags)) for entry in listing.entries
    ]
    return replace(listing, entries=tuple(known)), tuple(dict.fromkeys(settled[tag.label] for tag in own))
