"""Which feeds an article touches: what is to be published again when it comes, changes or goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, func, select

from feeds.record import ALL, Known, Record, month_of, tag_slug
from feeds.selection.catalogue import source_slug
from feeds.settings import Settings
from feeds.settings.tables import FeedSettings
from feeds.store.schema import entry, entry_tag, listed
from sources.entry import Tag

Marks = dict[str, dict[int, datetime]]  # by feed, the months it touches, each from an instant on


class Changed(Protocol):
    """What a listing meant for one article: feeds.decide.Change has it."""

    @property
    def record(self) -> Record: ...
    @property
    def before(self) -> Known | None: ...
    @property
    def shows(self) -> bool: ...


def touched_by_changes(changes: Iterable[Changed], source: str, settings: Settings) -> Marks:
    """The feeds that look different for what a visit to `source` brought."""
    marks: Marks = {}
    for change in changes:
        shown_by = change.before.listed_by if change.before else frozenset()
        if change.shows or source not in shown_by:
            _touch(marks, carriers(change.record, shown_by | {source}, settings), change.record.published)
            if change.before:
                _add(marks, touched_by_entry(change.before, settings))
    return marks


def touched_by_entry(known: Known, settings: Settings) -> Marks:
    """The feeds that carry the entry."""
    marks: Marks = {}
    _touch(marks, carriers(known.record, known.listed_by, settings), known.record.published)
    return marks


def carriers(record: Record, sources: Collection[str], settings: Settings) -> set[str]:
    """The slugs of the feeds that carry the record, listed by these sources, unless it is hidden."""
    chosen = (feed.slug for feed in settings.feed if _carries(feed, record))
    return {ALL, *map(tag_slug, record.tags), *map(source_slug, sources), *chosen}


def touched_by_tags(db: Connection, slugs: Collection[str], settings: Settings) -> Marks:
    """The feeds that carry entries with one of these tags, whose name stands in their documents."""
    marks: Marks = {}
    having = entry.c.key.in_(select(entry_tag.c.entry).where(entry_tag.c.tag.in_(slugs)))
    since = func.min(entry.c.published).label("since")
    for row in db.execute(select(entry.c.month, since).where(having).group_by(entry.c.month)):
        _touch(marks, {ALL, *(feed.slug for feed in settings.feed)}, row.since)
    of_tags = select(entry_tag.c.tag, since).join(entry, entry.c.key == entry_tag.c.entry).where(having)
    for row in db.execute(of_tags.group_by(entry_tag.c.tag, entry.c.month)):
        _touch(marks, {tag_slug(Tag(slug=row.tag, label=row.tag))}, row.since)
    of_sources = select(listed.c.source, since).join(entry, entry.c.key == listed.c.entry).where(having)
    for row in db.execute(of_sources.group_by(listed.c.source, entry.c.month)):
        _touch(marks, {source_slug(row.source)}, row.since)
    return marks


def _carries(feed: FeedSettings, record: Record) -> bool:
    """As `query.of_settings` selects, of one record."""
    return (
        (feed.select is None or feed.select.selects({tag.slug for tag in record.tags}))
        and not feed.exclude_title.find(record.title)
        and not any(feed.exclude_author.find(author.name) for author in record.authors)
    )


def _touch(marks: Marks, slugs: Iterable[str], instant: datetime) -> None:
    _add(marks, {slug: {month_of(instant): instant} for slug in slugs})


def _add(marks: Marks, more: Marks) -> None:
    for slug, months in more.items():
        of_feed = marks.setdefault(slug, {})
        for month, instant in months.items():
            of_feed[month] = min(instant, of_feed.get(month, instant))
