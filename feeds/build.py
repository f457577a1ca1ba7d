"""From store to tree: select, render, publish. Only what is stale, unless all is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version

from sqlalchemy import Connection

from feeds.archiving import Archiving, published_archives
from feeds.fragments import Fragments
from feeds.overview import channel_of, content_of, site_of, summaries
from feeds.publish import Tree
from feeds.record import ALL, Site, uri
from feeds.release import Release
from feeds.render import opml, pages
from feeds.render.documents import feed_paths
from feeds.render.summary import FeedSummary
from feeds.selection import Feed, counts_by_month, feeds, newest
from feeds.settings import Settings, TagPrefix
from feeds.store import Store, book, fragments, freshness
from feeds.store.chunks import chunks

FLUSHED_TOGETHER = 50  # feeds whose documents share one flush

Progress = Callable[[int, int], None]  # feeds built, feeds to build


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did: the feeds rendered, and the paths of the documents that changed, or could not
    be published, which leaves the old ones up.
    """

    feeds: int
    written: tuple[str, ...]
    unfit: Mapping[str, str] = field(default_factory=dict)  # path -> why


def build(
    store: Store,
    settings: Settings,
    *,
    now: datetime,
    everything: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> Built:
    """Publish what is behind its entries; all of it when `everything`, or when settings or version changed.

    Raises StoreError and PublishError; what was published stays up.
    """
    tree = Tree(settings.publish.directory, compress=settings.publish.compress)
    with store.transaction() as db:
        whole = _begin_anew(db, settings) or everything or not tree.directory.exists()
        if whole:
            freshness.mark_all_stale(db)
        behind = freshness.stale_slugs(db)
        if not (whole or behind):
            return Built(feeds=0, written=())
        stale = feeds(db, settings, None if whole else behind)
        _mint_ids(db, settings, [feed.slug for feed in stale], now)
    site = site_of(settings)
    release = Release(store, tree, site)
    retired = behind - {feed.slug for feed in stale}
    with Fragments(site) as rendered:
        run = _Run(
            store=store, site=site, release=release, fragments=rendered, limit=settings.publish.entries
        )
        fresh = run.publish(stale, progress)
    run.take_away(retired)
    with store.transaction() as db:
        about_all = _about_all(site, summaries(db, settings, site))
    release.write(about_all)
    if not release.all_fit(about_all):  # until they are, there is something to build
        fresh = [slug for slug in fresh if slug != ALL]
    with store.transaction() as db:
        freshness.mark_fresh(db, [*fresh, *retired])
    return Built(feeds=len(stale), written=tuple(release.written), unfit=release.unfit)


def site_prefix(db: Connection, settings: Settings, now: datetime) -> str:
    """The beginning of every id minted here: from the settings, else made of the address once and kept."""
    kept = book.remembered(db, "id")
    prefix = settings.site.id or kept or str(TagPrefix.of(settings.site.url, now.year))
    if prefix != kept:
        book.remember(db, "id", prefix)
    return prefix


def _begin_anew(db: Connection, settings: Settings) -> bool:
    """Whether documents are made in another way than the last time: by another version, or other settings."""
    what = (version("tagwire"), settings.site, settings.publish, settings.source, settings.feed)
    builder = sha256(repr(what).encode()).hexdigest()
    if book.remembered(db, "built by") == builder:
        return False
    fragments.drop_all(db)
    book.remember(db, "built by", builder)
    return True


def _mint_ids(db: Connection, settings: Settings, slugs: Iterable[str], now: datetime) -> None:
    prefix, known = site_prefix(db, settings, now), book.feed_states(db)
    ids = {slug: f"{prefix}feeds/{uri(slug)}" for slug in slugs if slug not in known}
    book.add_feeds(db, ids, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The feeds of one build. `limit` is how many entries a current document carries."""

    store: Store
    site: Site
    release: Release
    fragments: Fragments
    limit: int

    def publish(self, stale: Sequence[Feed], progress: Progress) -> list[str]:
        """Publish these feeds; the slugs of those whose documents were all fit come back."""
        fresh: list[str] = []
        done = 0
        for some in chunks(stale, FLUSHED_TOGETHER):
            fresh += self._publish(some)
            done += len(some)
            progress(done, len(stale))
        return fresh

    def _publish(self, some: Sequence[Feed]) -> list[str]:
        """Archives first, as the current documents lead to them."""
        with self.store.transaction() as db:
            current = self.fragments.of(db, *(newest(feed.selection, self.limit) for feed in some))
            contents = {
                feed.slug: content_of(db, feed, held, self.limit)
                for feed, held in zip(some, current, strict=True)
            }
            book.save_contents(db, contents)
            archivings = self._archivings(db, some, contents)
        for archiving in archivings:
            archiving.write(self.store, self.fragments, self.release)
        self.release.publish(
            (replace(archiving.channel, older=archiving.newest), held)
            for archiving, held in zip(archivings, current, strict=True)
        )
        for archiving in archivings:
            archiving.settle(self.store, self.release)
        return [one.slug for one in archivings if self.release.all_fit([*feed_paths(one.slug), *one.paths])]

    def _archivings(
        self, db: Connection, some: Sequence[Feed], contents: Mapping[str, book.Content]
    ) -> list[Archiving]:
        states = book.feed_states(db, contents)
        before = published_archives(db, contents)
        return [
            Archiving(
                feed,
                channel_of(self.site, feed.slug, states[feed.slug]),
                before=before.get(feed.slug, []),
                months=counts_by_month(db, feed.selection) if content.entries > self.limit else [],
                current=self.limit,
                whole=states[feed.slug].whole,
            )
            for feed, content in zip(some, contents.values(), strict=True)
        ]

    def take_away(self, retired: Collection[str]) -> None:
        """Take the documents of these feeds away."""
        with self.store.transaction() as db:
            before = published_archives(db, retired)
        archived = (
            path for slug, past in before.items() for one in past for path in feed_paths(slug, one.name)
        )
        self.release.remove([*(path for slug in retired for path in feed_paths(slug)), *archived])
        with self.store.transaction() as db:
            book.save_contents(db, dict.fromkeys(retired))
            for slug in before:
                freshness.keep_archives(db, slug, [])


def _about_all(site: Site, listed: Sequence[FeedSummary]) -> dict[str, bytes]:
    return {
        "index.html": pages.index_page(site, listed),
        "404.html": pages.not_found_page(site, listed),
        "feeds.opml": opml.render_opml(site, (one.channel for one in listed)),
        **pages.static_files(),
    }
