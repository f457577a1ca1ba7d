"""From store to tree: select, render, publish. Only what is stale, unless all is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version

from sqlalchemy import Connection

from feeds.archiving import Archiving, published_paths
from feeds.overview import summaries
from feeds.publish import Tree
from feeds.record import ALL, Channel, Kind, uri
from feeds.release import Release
from feeds.render import opml, pages
from feeds.render.documents import feed_documents, feed_paths
from feeds.render.site import Site
from feeds.render.wording import wording_for
from feeds.selection import Feed, feeds, newest_records
from feeds.settings import Settings
from feeds.store import Store, book, freshness
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
        if everything or not tree.directory.exists() or book.remembered(db, "built by") != _builder(settings):
            freshness.mark_all_stale(db)
        known = book.feed_states(db)
        if known and not any(state.stale for state in known.values()):
            return Built(feeds=0, written=())
        present = feeds(db, settings)
        _mint_ids(db, settings, (feed.slug for feed in present if feed.slug not in known), now)
        states = book.feed_states(db)
    channels = {feed.slug: _channel(feed, settings, states[feed.slug]) for feed in present}
    stale = [feed for feed in present if states[feed.slug].stale]
    retired = [slug for slug, state in states.items() if state.stale and slug not in channels]
    topics = {path for slug in channels for path in feed_paths(slug)}
    hubs = settings.site.hubs
    release = Release(store, tree, base=settings.site.base, hubs=hubs, topics=topics)
    parts: dict[str, list[str]] = {}
    done = 0
    for some in chunks(stale, FLUSHED_TOGETHER):
        whole = {feed.slug for feed in some if states[feed.slug].whole}
        parts |= _publish(store, release, some, channels, whole, settings.publish.entries)
        done += len(some)
        progress(done, len(stale))
    about_all = _site_documents(store, settings, present, channels) if stale or retired else {}
    release.write(about_all)
    _take_away(store, release, retired)
    parts.setdefault(ALL, []).extend(about_all)  # until these are fit, there is something to build
    fresh = [slug for slug, paths in parts.items() if release.unfit.keys().isdisjoint(paths)]
    with store.transaction() as db:
        freshness.mark_fresh(db, [*fresh, *retired])
        book.remember(db, "built by", _builder(settings))
    return Built(feeds=len(stale), written=tuple(release.written), unfit=release.unfit)


def site_prefix(db: Connection, settings: Settings, now: datetime) -> str:
    """The beginning of every id minted here: from the settings, else made of the address once and kept."""
    kept = book.remembered(db, "id")
    prefix = settings.site.id or kept or f"tag:{settings.site.host},{now.year}:"
    if prefix != kept:
        book.remember(db, "id", prefix)
    return prefix


def _builder(settings: Settings) -> str:
    """What names the way documents are made: when it differs, all are made anew."""
    what = (version("tagwire"), settings.site, settings.publish, settings.source, settings.feed)
    return sha256(repr(what).encode()).hexdigest()


def _mint_ids(db: Connection, settings: Settings, slugs: Iterable[str], now: datetime) -> None:
    prefix = site_prefix(db, settings, now)
    book.add_feeds(db, {slug: f"{prefix}feeds/{uri(slug)}" for slug in slugs}, now)


def _publish(
    store: Store,
    release: Release,
    some: Iterable[Feed],
    channels: Mapping[str, Channel],
    whole: Collection[str],
    limit: int,
) -> dict[str, list[str]]:
    """Publish these feeds, archives first as the current documents lead to them; each feed's paths."""
    archivings = [Archiving(store, feed, channels[feed.slug], current=limit) for feed in some]
    for archiving in archivings:
        archiving.write(release, whole=archiving.feed.slug in whole)
    with store.transaction() as db:
        documents = dict(document for one in archivings for document in _current(db, one, limit))
    release.write(documents)
    for archiving in archivings:
        archiving.settle(release)
    return {one.feed.slug: [*_paths(one.feed.slug), *one.paths] for one in archivings}


def _current(db: Connection, archiving: Archiving, limit: int) -> Iterator[tuple[str, bytes]]:
    channel = replace(archiving.channel, older=archiving.newest)
    records = newest_records(db, archiving.feed.selection, limit)
    yield from feed_documents(channel, records)
    yield f"tags/{channel.slug}/index.html", pages.tag_page(channel, records)


def _take_away(store: Store, release: Release, retired: Collection[str]) -> None:
    with store.transaction() as db:
        archived = [path for slug in retired for path in published_paths(db, slug)]
    release.remove([*(path for slug in retired for path in _paths(slug)), *archived])
    with store.transaction() as db:
        for slug in retired:
            freshness.keep_archives(db, slug, [])


def _paths(slug: str) -> list[str]:
    return [*feed_paths(slug), f"tags/{slug}/index.html"]


def _site_documents(
    store: Store, settings: Settings, present: Sequence[Feed], channels: dict[str, Channel]
) -> dict[str, bytes]:
    site = Site(
        title=settings.site.title,
        base=settings.site.base,
        language=settings.site.language,
    )
    with store.transaction() as db:
        listed = summaries(db, settings, present, channels)
    return {
        "index.html": pages.index_page(site, listed),
        "404.html": pages.not_found_page(site, listed),
        "feeds.opml": opml.render_opml(site, channels.values()),
        **pages.static_files(),
    }


def _channel(feed: Feed, settings: Settings, state: book.FeedState) -> Channel:
    site, publish = settings.site, settings.publish
    gettext = wording_for(site.language).gettext
    description = {
        Kind.ALL: gettext("Everything that %(site)s collects."),
        Kind.SOURCE: gettext("Articles from %(label)s, collected by %(site)s."),
        Kind.SELECTION: gettext("Articles selected as “%(label)s”, collected by %(site)s."),
        Kind.TAG: gettext("Articles tagged “%(label)s”, collected by %(site)s."),
    }[feed.kind]
    return Channel(
        id=state.id,
        slug=feed.slug,
        label=feed.label,
        title=feed.label if feed.kind is Kind.ALL else f"{feed.label} – {site.title}",
        description=description % {"label": feed.label, "site": site.title},
        base=site.base,
        page=f"{site.base}tags/{feed.slug}/",
        site_title=site.title,
        language=site.language,
        timezone=site.timezone,
        max_age=publish.max_age,
        created=state.created,
        full_content=publish.content == "full",
        hubs=tuple(site.hubs),
    )
