"""Telling hubs which feeds have changed (WebSub, 6), so that subscribers need not ask.

The Recommendation leaves the words between publisher and hub to them. A form as PubSubHubbub 0.3, 7.1,
has it is what hubs take: one changed feed a request, as some hear only one of several, and its address
by both of the names that are in use.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from threading import Event

from feeds.refresh.visits import Clock, fetcher
from feeds.settings import Settings
from feeds.store import Store, pings
from sources import Fetcher
from sources.errors import FetchError
from sources.fetch import Limits

HASTE = Limits(connect=3, silence=5, total=5)  # the documents are out already; a hub must not hold up the run
AT_ONCE = 8  # requests to one hub
REFUSED = range(400, 429)  # this feed is not wanted; past that, the hub has troubles of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Unheard:
    """A hub that could not be told of everything: `waiting` feeds are left to the next run."""

    hub: str
    waiting: int
    error: str


def tell_hubs(store: Store, settings: Settings, *, clock: Clock) -> list[Unheard]:
    """Tell every hub of the feeds that have changed since it was last told. Raises StoreError."""
    hubs = [str(hub) for hub in settings.site.hubs]  # plain, as values beyond the settings are stored
    with store.transaction() as db:
        pings.forget_others(db, hubs)
        waiting = {hub: topics for hub in hubs if (topics := pings.waiting(db, hub))}
    if not waiting:
        return []
    with fetcher(settings, clock, limits=HASTE) as fetching:
        failed = [_tell(store, fetching, hub, topics) for hub, topics in waiting.items()]
    return [unheard for unheard in failed if unheard]


def _tell(store: Store, fetching: Fetcher, hub: str, topics: Sequence[str]) -> Unheard | None:
    """The first alone: a hub that is down costs one wait."""
    down = Event()
    tell = partial(_tell_one, fetching, hub, down)
    rest = iter(topics)
    errors = [tell(topic) for topic in islice(rest, 1)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        errors += pool.map(tell, rest)
    told = [topic for topic, error in zip(topics, errors, strict=True) if error is None]
    with store.transaction() as db:
        pings.told(db, hub, told)
    reasons = [error for error in errors if error]
    return Unheard(hub=hub, waiting=len(reasons), error=reasons[0]) if reasons else None


def _tell_one(fetching: Fetcher, hub: str, down: Event, topic: str) -> str | None:
    """What went wrong."""
    if down.is_set():
        return "not tried"
    try:
        fetching.post(hub, {"hub.mode": "publish", "hub.url": topic, "hub.topic": topic})
    except FetchError as error:
        if error.status not in REFUSED:
            down.set()
        return str(error)
    return None
