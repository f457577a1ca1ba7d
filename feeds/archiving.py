"""From store to tree: a feed's archives. Only those that are behind are written, a few at a time."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.fragments import Fragments
from feeds.overview import archive_channels, current_channel
from feeds.record import Channel
from feeds.release import Release
from feeds.render.documents import feed_paths
from feeds.selection import Archive, Feed, archived, begins
from feeds.store import Store
from feeds.store.chunks import chunks

FLUSHED_TOGETHER = 10  # archives whose documents share one flush


class Archiving:
    """The archives of one feed, the oldest first, as they should be in the tree."""

    def __init__(self, feed: Feed, channel: Channel, archives: Sequence[Archive]) -> None:
        self._feed = feed
        self._channel = channel
        self._archives = archives
        self._behind = [
            (one, begin) for one, begin in zip(archives, begins(archives), strict=True) if not one.fresh
        ]

    @property
    def current(self) -> Channel:
        """The head of the current document, which leads to them."""
        return current_channel(self._channel, self._archives)

    def write(self, store: Store, fragments: Fragments, release: Release) -> None:
        """Publish the archives that are behind. Raises StoreError and PublishError."""
        channels = archive_channels(self._channel, self._archives) if self._behind else {}
        for some in chunks(self._behind, FLUSHED_TOGETHER):
            selections = [
                archived(self._feed.selection, self._feed.slug, one, begin=begin) for one, begin in some
            ]
            with store.transaction() as db:
                held = fragments.of(db, *selections)
            heads = [channels[one.name] for one, _ in some]
            release.publish(zip(heads, held, strict=True), lasting=True)

    def written(self, release: Release) -> list[Archive]:
        """Those that were behind and, once published, are no more."""
        slug = self._feed.slug
        return [one for one, _ in self._behind if release.all_fit(feed_paths(slug, one.name))]

    def all_fit(self, release: Release) -> bool:
        """Whether every document of the feed, once published, is what it should be."""
        fit = release.all_fit(feed_paths(self._feed.slug))
        return fit and len(self.written(release)) == len(self._behind)
