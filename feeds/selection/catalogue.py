"""The feeds there are: all, one a configured source, one a `[[feed]]`, one a tag."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from feeds.record import ALL, Kind, tag_slug, tag_with_slug
from feeds.selection.query import (
    Selection,
    all_listing_sources,
    every_entry,
    listing_sources,
    listing_sources_by_tag,
    of_settings,
    of_source,
    of_tag,
)
from feeds.settings import Settings
from feeds.store import book, tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed: its address, and what selects its entries."""

    slug: str
    kind: Kind
    label: str
    selection: Selection


def feeds(db: Connection, settings: Settings, slugs: Collection[str] | None = None) -> list[Feed]:
    """Every feed there is; of those with these slugs only, where they are given.

    A tag's feed, once there, stays, if need be without entries. A `[[feed]]` stands in the place of a tag
    that has its slug, or one of its former slugs; where it is gone, so is the tag's feed.
    """
    taken = {slug for feed in settings.feed for slug in (feed.slug, *feed.former)}
    configured = (feed for feed in _of_settings(settings) if slugs is None or feed.slug in slugs)
    return [*configured, *(feed for feed in _of_tags(db, slugs) if feed.slug not in taken)]


def listed(db: Connection, settings: Settings) -> dict[str, book.FeedState]:
    """What has been published, by slug, as lists show it: first what is configured, then tags by slug."""
    states = {slug: state for slug, state in book.feed_states(db).items() if state.content}
    configured = [feed.slug for feed in _of_settings(settings) if feed.slug in states]
    return {slug: states[slug] for slug in dict.fromkeys([*configured, *sorted(states)])}


def sources_of(db: Connection, feeds: Iterable[Feed]) -> dict[str, set[str]]:
    """By slug, the names of the sources that have listed any of its entries; of a source's own feed none."""
    given = list(feeds)
    by_tag = listing_sources_by_tag(db, (tag_with_slug(one.slug) for one in given if one.kind is Kind.TAG))
    return {one.slug: _sources_of(db, one, by_tag) for one in given}


def _sources_of(db: Connection, feed: Feed, by_tag: Mapping[str, set[str]]) -> set[str]:
    match feed.kind:
        case Kind.ALL:
            return all_listing_sources(db)
        case Kind.SOURCE:
            return set()
        case Kind.SELECTION:
            return listing_sources(db, feed.selection)
        case Kind.TAG:
            return by_tag.get(tag_with_slug(feed.slug), set())


def source_slug(name: str) -> str:
    """The address of a source's feed."""
    return f"source/{name}"


def _of_settings(settings: Settings) -> Iterator[Feed]:
    yield Feed(slug=ALL, kind=Kind.ALL, label=settings.site.title, selection=every_entry())
    for source in settings.source:
        yield Feed(
            slug=source_slug(source.name),
            kind=Kind.SOURCE,
            label=source.origin_name,
            selection=of_source(source.name),
        )
    for feed in settings.feed:
        if not feed.gone:
            yield Feed(slug=feed.slug, kind=Kind.SELECTION, label=feed.label, selection=of_settings(feed))


def _of_tags(db: Connection, slugs: Collection[str] | None) -> Iterator[Feed]:
    wanted = None if slugs is None else set(map(tag_with_slug, slugs))
    for tag in tags.with_feeds(db, wanted):
        yield Feed(slug=tag_slug(tag), kind=Kind.TAG, label=tag.label, selection=of_tag(tag.slug))
