"""Which entries a feed carries, and under which address it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import Connection, Select, select

from feeds.record import ALL, Record, tag_slug
from feeds.settings import Settings
from feeds.store import book, entries
from feeds.store.schema import entry, entry_tag, listed
from sources.entry import Tag


class Kind(Enum):
    """What a feed is made of."""

    ALL = "all"
    SOURCE = "source"
    TAG = "tag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed: its address, and what selects its entries."""

    slug: str
    kind: Kind
    key: str  # the tag's slug, the source's name
    label: str
    entries: int = 0  # stored, not only those that the feed carries
    newest: datetime | None = None


def feeds(db: Connection, settings: Settings) -> list[Feed]:
    """Every feed there is: all, one a configured source, one a tag."""
    total, newest = book.entry_count(db)
    shown = book.source_counts(db)
    return [
        Feed(slug=ALL, kind=Kind.ALL, key=ALL, label=settings.site.title, entries=total, newest=newest),
        *(
            Feed(
                slug=source_slug(one.name),
                kind=Kind.SOURCE,
                key=one.name,
                label=one.origin_name,
                entries=shown.get(one.name, (0, None))[0],
                newest=shown.get(one.name, (0, None))[1],
            )
            for one in settings.source
        ),
        *(
            Feed(
                slug=tag_slug(count.tag),
                kind=Kind.TAG,
                key=count.tag.slug,
                label=count.tag.label,
                entries=count.entries,
                newest=count.newest,
            )
            for count in book.tag_counts(db)
        ),
    ]


def carrying(tags: Iterable[Tag], sources: Iterable[str]) -> set[str]:
    """The slugs of the feeds that carry an entry with these tags, listed by these sources."""
    return {ALL, *map(tag_slug, tags), *map(source_slug, sources)}


def source_slug(name: str) -> str:
    """The address of a source's feed."""
    return f"source/{name}"


def select_records(db: Connection, feed: Feed, limit: int) -> list[Record]:
    """The newest `limit` entries of the feed, newest first."""
    return entries.records(db, _keys(feed).order_by(entry.c.published.desc(), entry.c.id).limit(limit))


def _keys(feed: Feed) -> Select[tuple[int]]:
    keys = select(entry.c.key)
    if feed.kind is Kind.TAG:
        return keys.where(entry.c.key.in_(select(entry_tag.c.entry).where(entry_tag.c.tag == feed.key)))
    if feed.kind is Kind.SOURCE:
        return keys.where(entry.c.key.in_(select(listed.c.entry).where(listed.c.source == feed.key)))
    return keys
