"""What hubs have still to be told (WebSub, 6). Works in the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, insert, select

from feeds.store.schema import ping


def add(db: Connection, hubs: Iterable[str], topics: Collection[str]) -> None:
    """Note for each of the hubs that these topics, addresses of feeds, have changed."""
    known = {(row.hub, row.topic) for row in db.execute(select(ping))}
    fresh = [{"hub": hub, "topic": topic} for hub in hubs for topic in topics if (hub, topic) not in known]
    if fresh:
        db.execute(insert(ping), fresh)


def waiting(db: Connection, hub: str) -> list[str]:
    """The topics that the hub has still to be told of, in order."""
    return list(db.scalars(select(ping.c.topic).where(ping.c.hub == hub).order_by(ping.c.topic)))


def told(db: Connection, hub: str, topics: Iterable[str]) -> None:
    """Note that the hub knows of these topics."""
    for topic in topics:
        db.execute(delete(ping).where(ping.c.hub == hub, ping.c.topic == topic))


def forget_others(db: Connection, hubs: Collection[str]) -> None:
    """Forget what was noted for hubs that the site has no more."""
    db.execute(delete(ping).where(ping.c.hub.not_in(hubs)))
