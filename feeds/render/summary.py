"""What a list of feeds says of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feeds.record import Channel, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSummary:
    """One feed in a list of feeds."""

    channel: Channel
    count: int  # articles that the feed carries
    newest: datetime | None = None  # aware: when the newest of them was published
    group: Kind = Kind.TAG
    headline: str = ""  # of the newest article
    sources: tuple[str, ...] = ()  # whose articles it carries, by the names that attribution shows
