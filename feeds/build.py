"""From store to tree: select, render, publish. Only what is stale, unless all is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from feeds import shares
from feeds.closing import close_archives
from feeds.overview import site_of, summaries
from feeds.publish import Tree
from feeds.publishing import TOGETHER, Published, Publisher
from feeds.record import ALL, INDEX, Site, uri
from feeds.release import Release
from feeds.render import opml, pages
from feeds.render.documents import feed_paths
from feeds.render.summary import FeedSummary
from feeds.selection import Feed, feeds
from feeds.settings import Settings, TagPrefix
from feeds.store import Store, archives, book, fragments, freshness
from feeds.store.chunks import chunks
from feeds.store.database import analyse
from sources.version import fingerprint

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
        whole = _begin_anew(db, settings) or everything or not settings.publish.is_there
        if whole:
            freshness.mark_all_stale(db)
        behind = freshness.stale_slugs(db)
        if not (whole or behind):
            return Built(feeds=0, written=())
        analyse(db)
        stale = feeds(db, settings, None if whole else behind)
        _mint_ids(db, settings, [feed.slug for feed in stale], now)
        close_archives(db, stale, limit=settings.publish.entries, now=now)
    retired = behind - {feed.slug for feed in stale}
    return _build(store, tree, settings, stale, retired, progress)


def _build(
    store: Store,
    tree: Tree,
    settings: Settings,
    stale: Sequence[Feed],
    retired: Collection[str],
    progress: Progress,
) -> Built:
    site = site_of(settings)
    release = Release(store, tree, site)
    fresh = [*retired]
    done = 0
    for count, published in _published(store, tree, settings, stale):
        with store.transaction() as db:
            book.save_contents(db, published.contents)
            for slug, written in published.archives.items():
                archives.mark_written(db, slug, written)
        release.written += published.written
        release.unfit |= published.unfit
        fresh += published.fresh
        done += count
        progress(done, len(stale))
    _take_away(store, release, retired)
    with store.transaction() as db:
        about_all = _about_all(site, summaries(db, settings, site))
    release.write(about_all)
    if not release.all_fit(about_all):  # until they are, there is something to build
        fresh = [slug for slug in fresh if slug != ALL]
    with store.transaction() as db:
        freshness.mark_fresh(db, fresh)
    return Built(feeds=len(stale), written=tuple(release.written), unfit=release.unfit)


def _published(
    store: Store, tree: Tree, settings: Settings, stale: Sequence[Feed]
) -> Iterator[tuple[int, Published]]:
    """How many feeds were published, and what became of them, a few at a time."""
    if shares.pays(stale):
        with tree.writing_together():
            yield from shares.published(store, settings, stale)
        return
    publisher = Publisher(store, tree, settings)
    for some in chunks(stale, TOGETHER):
        yield len(some), publisher.publish(some)


def site_prefix(db: Connection, settings: Settings, now: datetime) -> str:
    """The beginning of every id minted here: from the settings, else made of the address once and kept."""
    kept = book.remembered(db, "id")
    prefix = settings.site.id or kept or str(TagPrefix.of(settings.site.url, now.year))
    if prefix != kept:
        book.remember(db, "id", prefix)
    return prefix


def _begin_anew(db: Connection, settings: Settings) -> bool:
    """Whether documents are made in another way than the last time: by another version, or other settings."""
    builder = fingerprint(settings.site, settings.publish, settings.source, settings.feed)
    if book.remembered(db, "built by") == builder:
        return False
    fragments.drop_all(db)
    book.remember(db, "built by", builder)
    return True


def _mint_ids(db: Connection, settings: Settings, slugs: Collection[str], now: datetime) -> None:
    prefix, known = site_prefix(db, settings, now), book.feed_states(db, slugs)
    ids = {slug: f"{prefix}feeds/{uri(slug)}" for slug in slugs if slug not in known}
    book.add_feeds(db, ids, now)


def _take_away(store: Store, release: Release, retired: Collection[str]) -> None:
    with store.transaction() as db:
        past = archives.archives_of(db, retired)
    archived = (path for slug, some in past.items() for one in some for path in feed_paths(slug, one.name))
    release.remove([*(path for slug in retired for path in feed_paths(slug)), *archived])
    with store.transaction() as db:
        book.save_contents(db, dict.fromkeys(retired))
        archives.forget_archives(db, retired)


def _about_all(site: Site, listed: Sequence[FeedSummary]) -> dict[str, bytes]:
    return {
        INDEX: pages.index_page(site, listed),
        "404.html": pages.not_found_page(site, listed),
        "feeds.opml": opml.render_opml(site, (one.channel for one in listed)),
        **pages.static_files(),
    }
