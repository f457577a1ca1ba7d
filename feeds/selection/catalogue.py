"""The feeds there are: all, one a configured source, one a `[[feed]]`, one a tag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from feeds.record import ALL, Kind, tag_slug
from feeds.selection.query import Selection, every_entry, of_settings, of_source, of_tag, tally
from feeds.settings import Settings
from feeds.store import book


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed: its address, and what selects its entries."""

    slug: str
    kind: Kind
    label: str
    selection: Selection
    entries: int = 0  # stored, not only those that the feed carries
    newest: datetime | None = None


def feeds(db: Connection, settings: Settings) -> list[Feed]:
    """Every feed there is.

    A `[[feed]]` stands in the place of a tag that has its slug, or one of its former slugs; where it is
    gone, so is the tag's feed.
    """
    taken = {slug for feed in settings.feed for slug in (feed.slug, *feed.former)}
    of_tags = (feed for feed in _of_tags(db) if feed.slug not in taken)
    return [_of_everything(db, settings), *_of_sources(db, settings), *_of_settings(db, settings), *of_tags]


def source_slug(name: str) -> str:
    """The address of a source's feed."""
    return f"source/{name}"


def _of_everything(db: Connection, settings: Settings) -> Feed:
    selection = every_entry()
    count, newest = tally(db, selection)
    label = settings.site.title
    return Feed(slug=ALL, kind=Kind.ALL, label=label, selection=selection, entries=count, newest=newest)


def _of_sources(db: Connection, settings: Settings) -> Iterator[Feed]:
    shown = book.source_counts(db)
    for source in settings.source:
        count, newest = shown.get(source.name, (0, None))
        yield Feed(
            slug=source_slug(source.name),
            kind=Kind.SOURCE,
            label=source.origin_name,
            selection=of_source(source.name),
            entries=count,
            newest=newest,
        )


def _of_settings(db: Connection, settings: Settings) -> Iterator[Feed]:
    for feed in settings.feed:
        if not feed.gone:
            selection = of_settings(feed)
            count, newest = tally(db, selection)
            yield Feed(
                slug=feed.slug,
                kind=Kind.SELECTION,
                label=feed.label,
                selection=selection,
                entries=count,
                newest=newest,
            )


def _of_tags(db: Connection) -> Iterator[Feed]:
    for count in book.tag_counts(db):
        yield Feed(
            slug=tag_slug(count.tag),
            kind=Kind.TAG,
            label=count.tag.label,
            selection=of_tag(count.tag.slug),
            entries=count.entries,
            newest=count.newest,
        )
