"""From store to tree: select, render, publish. Only what is stale, unless all is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from itertools import islice

from sqlalchemy import Connection

from feeds.publish import Tree
from feeds.record import Channel
from feeds.render import json_feed, opml, pages, rss_atom
from feeds.render.body import uri
from feeds.render.site import FeedSummary, Site
from feeds.render.wording import wording_for
from feeds.selection import Feed, Kind, feeds, select_records
from feeds.settings import Settings
from feeds.store import Store, book

FLUSHED_TOGETHER = 50  # feeds whose documents share one flush

Progress = Callable[[int, int], None]  # feeds built, feeds to build


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did: the feeds rendered, and the addresses of the files that changed."""

    feeds: int
    written: tuple[str, ...]


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
            book.mark_feeds(db, None, stale=True)
        present = feeds(db, settings)
        _mint_ids(db, settings, present, now)
        states = book.feed_states(db)
    channels = {feed.slug: _channel(feed, settings, states[feed.slug]) for feed in present}
    stale = [feed for feed in present if states[feed.slug].stale]
    retired = [slug for slug, state in states.items() if state.stale and slug not in channels]
    written: list[str] = []
    for done, some in _batches(stale):
        with store.transaction() as db:
            documents = dict(_documents(db, some, channels, settings.publish.entries))
        written += tree.write(documents)
        progress(done, len(stale))
    if stale or retired:
        written += tree.write(_site_documents(settings, present, channels))
        written += tree.remove(path for slug in retired for path in _paths(slug))
    with store.transaction() as db:
        book.mark_feeds(db, [*(feed.slug for feed in stale), *retired], stale=False)
        book.remember(db, "built by", _builder(settings))
    return Built(feeds=len(stale), written=tuple(written))


def site_prefix(db: Connection, settings: Settings, now: datetime) -> str:
    """The beginning of every id minted here: from the settings, else made of the address once and kept."""
    kept = book.remembered(db, "id")
    prefix = settings.site.id or kept or f"tag:{settings.site.host},{now.year}:"
    if prefix != kept:
        book.remember(db, "id", prefix)
    return prefix


def _builder(settings: Settings) -> str:
    """What names the way documents are made: when it differs, all are made anew."""
    what = (version("tagwire"), settings.site, settings.publish, settings.source)
    return sha256(repr(what).encode()).hexdigest()


def _mint_ids(db: Connection, settings: Settings, present: Iterable[Feed], now: datetime) -> None:
    known = book.feed_states(db)
    prefix = site_prefix(db, settings, now)
    fresh = [feed.slug for feed in present if feed.slug not in known]
    book.add_feeds(db, {slug: f"{prefix}feeds/{uri(slug)}" for slug in fresh}, now)


def _batches(stale: list[Feed]) -> Iterator[tuple[int, list[Feed]]]:
    rest, done = iter(stale), 0
    while some := list(islice(rest, FLUSHED_TOGETHER)):
        done += len(some)
        yield done, some


def _documents(
    db: Connection, some: Iterable[Feed], channels: dict[str, Channel], limit: int
) -> Iterator[tuple[str, bytes]]:
    for feed in some:
        channel = channels[feed.slug]
        records = select_records(db, feed, limit)
        yield f"feeds/{feed.slug}.xml", rss_atom.render_rss(channel, records)
        yield f"feeds/{feed.slug}.atom", rss_atom.render_atom(channel, records)
        yield f"feeds/{feed.slug}.json", json_feed.render_json(channel, records)
        yield f"tags/{feed.slug}/index.html", pages.tag_page(channel, records)


def _paths(slug: str) -> list[str]:
    return [*(f"feeds/{slug}.{suffix}" for suffix in ("xml", "atom", "json")), f"tags/{slug}/index.html"]


def _site_documents(
    settings: Settings, present: Iterable[Feed], channels: dict[str, Channel]
) -> dict[str, bytes]:
    site = Site(
        title=settings.site.title,
        base=settings.site.base,
        language=settings.site.language,
    )
    summaries = [
        FeedSummary(channel=channels[feed.slug], count=feed.entries, newest=feed.newest) for feed in present
    ]
    return {
        "index.html": pages.index_page(site, summaries),
        "404.html": pages.not_found_page(site, summaries),
        "feeds.opml": opml.render_opml(site, channels.values()),
        **pages.static_files(),
    }


def _channel(feed: Feed, settings: Settings, state: book.FeedState) -> Channel:
    site, publish = settings.site, settings.publish
    gettext = wording_for(site.language).gettext
    description = {
        Kind.ALL: gettext("Everything that %(site)s collects."),
        Kind.SOURCE: gettext("Articles from %(label)s, collected by %(site)s."),
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
