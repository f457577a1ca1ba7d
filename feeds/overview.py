"""What the list of feeds says of each: how much it holds, its newest article, and whose articles they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from feeds.record import Channel
from feeds.render.body import headline
from feeds.render.pages import HEADLINED
from feeds.render.site import FeedSummary
from feeds.selection import Feed, listing_sources, newest_records
from feeds.settings import Settings


def summaries(
    db: Connection, settings: Settings, present: Sequence[Feed], channels: Mapping[str, Channel]
) -> list[FeedSummary]:
    """One line a feed, in the order given; `channels` by slug."""
    titles = {source.name: source.origin_name for source in settings.source}
    return [
        FeedSummary(
            channel=channels[feed.slug],
            count=feed.entries,
            newest=feed.newest,
            group=feed.kind,
            headline=_newest_headline(db, feed) if len(present) <= HEADLINED else "",
            sources=_sources(db, feed, titles),
        )
        for feed in present
    ]


def _newest_headline(db: Connection, feed: Feed) -> str:
    return "".join(map(headline, newest_records(db, feed.selection, 1)))


def _sources(db: Connection, feed: Feed, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The titles of its sources in the order of the settings, then the names of former ones."""
    names = listing_sources(db, feed.selection)
    return (*(title for name, title in titles.items() if name in names), *sorted(names - titles.keys()))
