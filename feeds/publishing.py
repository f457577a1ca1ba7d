"""Publishing some feeds: archives first, as the current documents lead to them, all made of fragments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from feeds.archiving import Archiving, published_archives
from feeds.fragments import Fragments
from feeds.overview import channel_of, content_of, site_of
from feeds.publish import Tree
from feeds.release import Release
from feeds.render.documents import feed_paths
from feeds.selection import Archive, Feed, counts_by_month, newest
from feeds.settings import Settings
from feeds.store import Store, book

TOGETHER = 50  # feeds whose documents share one flush


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of some feeds, by slug: what lists say of them and which archives they have in the tree;
    the paths of the documents that changed, and those that were not fit, with the reason.
    """

    contents: Mapping[str, book.Content]
    archives: Mapping[str, Sequence[Archive]]  # where they are others than before
    fresh: Sequence[str]  # the feeds whose documents are all what they should be
    written: Sequence[str]
    unfit: Mapping[str, str]


class Publisher:
    """Publishes feeds of the store into the tree. It writes nothing into the store but what hubs are to hear
    of and, when it is `keeping` them, fragments: so several may work on one store.
    """

    def __init__(self, store: Store, tree: Tree, settings: Settings, *, keeping: bool = True) -> None:
        self._store = store
        self._tree = tree
        self._site = site_of(settings)
        self._limit = settings.publish.entries
        self._fragments = Fragments(self._site, keeping=keeping)

    def publish(self, feeds: Sequence[Feed]) -> Published:
        """Publish these feeds. Raises StoreError and PublishError; what was published stays up."""
        release = Release(self._store, self._tree, self._site)
        with self._store.transaction() as db:
            current = self._fragments.of(db, *(newest(feed.selection, self._limit) for feed in feeds))
            contents = {
                feed.slug: content_of(db, feed, held, self._limit)
                for feed, held in zip(feeds, current, strict=True)
            }
            archivings = self._archivings(db, feeds, contents)
        for archiving in archivings:
            archiving.write(self._store, self._fragments, release)
        release.publish(
            (replace(archiving.channel, older=archiving.newest), held)
            for archiving, held in zip(archivings, current, strict=True)
        )
        return Published(
            contents=contents,
            archives={one.slug: kept for one in archivings if (kept := one.settle(release)) is not None},
            fresh=[one.slug for one in archivings if release.all_fit([*feed_paths(one.slug), *one.paths])],
            written=release.written,
            unfit=release.unfit,
        )

    def _archivings(
        self, db: Connection, feeds: Sequence[Feed], contents: Mapping[str, book.Content]
    ) -> list[Archiving]:
        states = book.feed_states(db, contents)
        before = published_archives(db, contents)
        return [
            Archiving(
                feed,
                channel_of(self._site, feed.slug, replace(states[feed.slug], content=content)),
                before=before.get(feed.slug, []),
                months=counts_by_month(db, feed.selection) if content.entries > self._limit else [],
                current=self._limit,
                whole=states[feed.slug].whole,
            )
            for feed, content in zip(feeds, contents.values(), strict=True)
        ]
