"""From store to tree: a feed's archives. Only those that are behind are rendered, a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, Select

from feeds.fragments import Fragments
from feeds.record import Channel
from feeds.release import Release
from feeds.render.documents import feed_paths
from feeds.selection import Archive, Feed, archived, archives, count_before, prepared
from feeds.store import Store, freshness
from feeds.store.chunks import chunks

FLUSHED_TOGETHER = 10  # archives whose documents share one flush


class Archiving:
    """The archives of one feed, the oldest first: `before` as the tree has them, `after` as they should be.

    `months` are those that have entries, with their numbers, `current` is how many entries the current
    document carries; when `whole`, all archives are behind.
    """

    def __init__(
        self,
        feed: Feed,
        channel: Channel,
        *,
        before: Sequence[Archive],
        months: Sequence[tuple[int, int]],
        current: int,
        whole: bool,
    ) -> None:
        self._feed = feed
        self.channel = channel
        self._before = before
        self._after = archives(months, current, before)
        self._whole = whole

    @property
    def slug(self) -> str:
        """The feed's."""
        return self._feed.slug

    @property
    def newest(self) -> str | None:
        """The name of the archive that the current document follows."""
        return self._after[-1].name if self._after else None

    def write(self, store: Store, fragments: Fragments, release: Release) -> None:
        """Publish the archives that are behind. Raises StoreError and PublishError."""
        if not self._after:
            return
        channels = self._channels()
        for some in chunks(self._behind(store), FLUSHED_TOGETHER):
            with store.transaction() as db:
                held = fragments.of(db, *map(self._entries, some))
            release.publish(
                ((channels[archive.name], entries) for archive, entries in zip(some, held, strict=True)),
                lasting=True,
            )

    def settle(self, release: Release) -> list[Archive] | None:
        """Once the current documents are written: take away what was. What is, if another, comes back."""
        gone = {archive.name for archive in self._before} - {archive.name for archive in self._after}
        if gone:
            release.remove([path for name in sorted(gone) for path in feed_paths(self.slug, name)])
        fit = [one for one in self._after if release.all_fit(feed_paths(self.slug, one.name))]
        return fit if fit != self._before else None

    @property
    def paths(self) -> list[str]:
        """The paths of every archive that there should be."""
        return [path for archive in self._after for path in feed_paths(self.slug, archive.name)]

    def _behind(self, store: Store) -> Sequence[Archive]:
        if self._whole:
            return self._after
        with store.transaction() as db:
            since = freshness.stale_months(db, self.slug)
            starts = {
                month: count_before(db, self._feed.selection, month=month, instant=instant)
                for month, instant in since.items()
            }
        return prepared(self._before, self._after, starts)

    def _entries(self, archive: Archive) -> Select[tuple[int]]:
        return archived(self._feed.selection, month=archive.month, start=archive.start, limit=archive.entries)

    def _channels(self) -> dict[str, Channel]:
        """The heads of the archives by name, each with its neighbours."""
        names = [None, *(archive.name for archive in self._after), None]
        return {
            name: replace(self.channel, archive=name, older=older, newer=newer)
            for older, name, newer in zip(names, names[1:], names[2:], strict=False)
            if name
        }


def published_archives(db: Connection, slugs: Iterable[str]) -> dict[str, list[Archive]]:
    """The archives that these feeds have in the tree, the oldest first."""
    return {
        slug: [Archive(month=month, part=part, entries=entries) for month, part, entries in found]
        for slug, found in freshness.published_archives(db, slugs).items()
    }


def keep_archives(db: Connection, slug: str, archives: Iterable[Archive]) -> None:
    """Note that the feed has these in the tree."""
    freshness.keep_archives(db, slug, ((one.month, one.part, one.entries) for one in archives))
