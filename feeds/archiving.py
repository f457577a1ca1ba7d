"""From store to tree: a feed's archives. Only those that are behind are rendered, a few at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from feeds.record import Channel, Record
from feeds.release import Release
from feeds.render.documents import feed_documents, feed_paths
from feeds.selection import (
    Archive,
    Feed,
    archived_records,
    archives,
    count_before,
    counts_by_month,
    prepared,
)
from feeds.store import Store, freshness
from feeds.store.chunks import chunks

FLUSHED_TOGETHER = 10  # archives whose documents share one flush


class Archiving:
    """The archives of one feed, the oldest first: `before` as the tree has them, `after` as they should be.

    `current` is how many entries the current document carries. Archives are written once and then
    hardly ever again, current documents all the time: what is written here may be compressed hard.
    """

    def __init__(self, store: Store, feed: Feed, channel: Channel, *, current: int) -> None:
        self._store = store
        self.feed = feed
        self.channel = channel
        with store.transaction() as db:
            self.before = _published(db, feed.slug)
            months = counts_by_month(db, feed.selection) if feed.entries > current else []
        self.after = archives(months, current, self.before)

    @property
    def newest(self) -> str | None:
        """The name of the archive that the current document follows."""
        return self.after[-1].name if self.after else None

    def write(self, release: Release, *, whole: bool) -> None:
        """Publish the archives that are behind; all when `whole`. Raises StoreError and PublishError."""
        channels = self._channels()
        for some in chunks(self.after if whole else self._behind(), FLUSHED_TOGETHER):
            with self._store.transaction() as db:
                records = [self._records(db, archive) for archive in some]
            release.write(
                dict(
                    document
                    for archive, held in zip(some, records, strict=True)
                    for document in feed_documents(channels[archive.name], held)
                )
            )

    def settle(self, release: Release) -> None:
        """Once the current documents are written: take away what was, and remember what is."""
        gone = {archive.name for archive in self.before} - {archive.name for archive in self.after}
        if gone:
            release.remove([path for name in sorted(gone) for path in self._paths(name)])
        fit = [one for one in self.after if release.unfit.keys().isdisjoint(self._paths(one.name))]
        if fit != self.before:
            with self._store.transaction() as db:
                freshness.keep_archives(db, self.feed.slug, ((a.month, a.part, a.entries) for a in fit))

    @property
    def paths(self) -> list[str]:
        """The paths of every archive that there should be."""
        return [path for archive in self.after for path in self._paths(archive.name)]

    def _paths(self, name: str) -> list[str]:
        return feed_paths(self.feed.slug, name)

    def _behind(self) -> list[Archive]:
        with self._store.transaction() as db:
            since = freshness.stale_months(db, self.feed.slug)
            starts = {
                month: count_before(db, self.feed.selection, month=month, instant=instant)
                for month, instant in since.items()
            }
        return prepared(self.before, self.after, starts)

    def _records(self, db: Connection, archive: Archive) -> Sequence[Record]:
        return archived_records(
            db, self.feed.selection, month=archive.month, start=archive.start, limit=archive.entries
        )

    def _channels(self) -> dict[str, Channel]:
        """The heads of the archives by name, each with its neighbours; hubs are told of current ones only."""
        names = [None, *(archive.name for archive in self.after), None]
        return {
            name: replace(self.channel, archive=name, older=older, newer=newer, hubs=())
            for older, name, newer in zip(names, names[1:], names[2:], strict=False)
            if name
        }


def published_paths(db: Connection, slug: str) -> list[str]:
    """The paths of every archive that the feed has in the tree."""
    return [path for archive in _published(db, slug) for path in feed_paths(slug, archive.name)]


def _published(db: Connection, slug: str) -> list[Archive]:
    return [
        Archive(month=month, part=part, entries=entries)
        for month, part, entries in freshness.published_archives(db, slug)
    ]
