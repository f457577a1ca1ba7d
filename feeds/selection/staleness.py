"""Which feeds an article touches: what is to be published again when it comes, changes or goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from sqlalchemy import Connection, func, select

from feeds.record import ALL, Known, Record, month_of, tag_slug
from feeds.selection.catalogue import source_slug
from feeds.settings import Settings
from feeds.settings.tables import FeedSettings
from feeds.store.freshness import Span
from feeds.store.schema import entry, entry_tag, listed
from sources.entry import Tag

Marks = dict[str, dict[int, Span]]  # by feed, the months it touches, each with the span in which it does


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
        if shows_anew(change, source):
            shown_by = change.before.listed_by if change.before else frozenset()
            _touch(marks, carriers(change.record, shown_by | {source}, settings), _moment(change.record))
            if change.before:
                _add(marks, touched_by_entry(change.before, settings))
    return marks


def shows_anew(change: Changed, source: str) -> bool:
    """Whether any feed looks different, or carries it that did not, after a visit to `source`."""
    return change.shows or change.before is None or source not in change.before.listed_by


def touched_by_entry(known: Known, settings: Settings) -> Marks:
    """The feeds that carry the entry."""
    marks: Marks = {}
    _touch(marks, carriers(known.record, known.listed_by, settings), _moment(known.record))
    return marks


def carriers(record: Record, sources: Collection[str], settings: Settings) -> set[str]:
    """The slugs of the feeds that carry the record, listed by these sources, unless it is hidden."""
    chosen = (feed.slug for feed in settings.feed if _carries(feed, record))
    return {ALL, *map(tag_slug, record.tags), *map(source_slug, sources), *chosen}


def touched_by_tags(db: Connection, slugs: Collection[str], settings: Settings) -> Marks:
    """The feeds that carry entries with one of these tags, whose name stands in their documents."""
    marks: Marks = {}
    having = entry.c.key.in_(select(entry_tag.c.entry).where(entry_tag.c.tag.in_(slugs)))
    span = func.min(entry.c.published).label("since"), func.max(entry.c.published).label("until")
    of_all = select(*span).where(having).group_by(entry.c.month)
    of_tags = select(entry_tag.c.tag, *span).join(entry, entry.c.key == entry_tag.c.entry).where(having)
    of_sources = select(listed.c.source, *span).join(entry, entry.c.key == listed.c.entry).where(having)
    for row in db.execute(of_all):
        _touch(marks, {ALL, *(feed.slug for feed in settings.feed)}, Span(row.since, row.until))
    for tagged in db.execute(of_tags.group_by(entry_tag.c.tag, entry.c.month)):
        slug = tag_slug(Tag(slug=tagged.tag, label=tagged.tag))
        _touch(marks, {slug}, Span(tagged.since, tagged.until))
    for shown in db.execute(of_sources.group_by(listed.c.source, entry.c.month)):
        _touch(marks, {source_slug(shown.source)}, Span(shown.since, shown.until))
    return marks


def _carries(feed: FeedSettings, record: Record) -> bool:
    """As `query.of_settings` selects, of one record."""
    return (
        (feed.select is None or feed.select.selects({tag.slug for tag in record.tags}))
        and not feed.exclude_title.find(record.title)
        and not any(feed.exclude_author.find(author.name) for author in record.authors)
    )


def _moment(record: Record) -> Span:
    return Span(record.published, record.published)


def _touch(marks: Marks, slugs: Iterable[str], span: Span) -> None:
    _add(marks, {slug: {month_of(span.since): span} for slug in slugs})


def _add(marks: Marks, more: Marks) -> None:
    for slug, months in more.items():
        of_feed = marks.setdefault(slug, {})
        for month, span in months.items():
            of_feed[month] = span.joined(of_feed.get(month))
