"""Publishing some feeds: archives first, as the current documents lead to them, all made of fragments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select

from feeds.archiving import Archiving
from feeds.fragments import Fragments, Rendered
from feeds.overview import channel_of, contents_of, site_of
from feeds.publish import Tree
from feeds.release import Release
from feeds.selection import Archive, Feed, current
from feeds.settings import Settings
from feeds.store import Store, archives, book

TOGETHER = 50  # feeds whose documents share one flush


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of some feeds, by slug: what lists say of them and which archives were written; the paths
    of the documents that changed, and those that were not fit, with the reason.
    """

    contents: Mapping[str, book.Content]
    archives: Mapping[str, Sequence[Archive]]
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
            held = self._fragments.of(db, *self._current(db, feeds))
            contents = contents_of(db, feeds, held, self._limit)
            archivings = self._archivings(db, feeds, contents)
        for archiving in archivings.values():
            archiving.write(self._store, self._fragments, release)
        heads = [archiving.current for archiving in archivings.values()]
        release.publish(zip(heads, held, strict=True))
        return Published(
            contents=contents,
            archives={slug: one.written(release) for slug, one in archivings.items()},
            fresh=[slug for slug, one in archivings.items() if one.all_fit(release)],
            written=release.written,
            unfit=release.unfit,
        )

    def render(self, keys: Sequence[int]) -> list[Rendered]:
        """Render the entries of these keys, for whoever keeps them. Raises StoreError."""
        with self._store.transaction() as db:
            return self._fragments.render(db, keys)

    def _current(self, db: Connection, feeds: Sequence[Feed]) -> list[Select[tuple[int]]]:
        late = archives.late_entries(db, [feed.slug for feed in feeds])
        return [
            current(feed.selection, self._limit, late=feed.slug if feed.slug in late else None)
            for feed in feeds
        ]

    def _archivings(
        self, db: Connection, feeds: Sequence[Feed], contents: Mapping[str, book.Content]
    ) -> dict[str, Archiving]:
        states, closed = book.feed_states(db, contents), archives.archives_of(db, contents)
        return {
            feed.slug: Archiving(
                feed,
                channel_of(self._site, feed.slug, states[feed.slug], content),
                closed.get(feed.slug, []),
            )
            for feed, content in zip(feeds, contents.values(), strict=True)
        }
