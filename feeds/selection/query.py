"""What feeds select, as conditions on `entry`, and the queries that are made of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, not_, or_, select, true

from feeds.settings.expression import All, HasTag, Node, Not, Some
from feeds.settings.tables import FeedSettings
from feeds.store.schema import entry, entry_tag, listed, source

Selection = ColumnElement[bool]

SHOWN = ~entry.c.hidden
NEWEST_FIRST = (entry.c.published.desc(), entry.c.id)
OLDEST_FIRST = (entry.c.published, entry.c.id.desc())  # exactly the other way round


def every_entry() -> Selection:
    """What `all` carries."""
    return SHOWN


def of_source(name: str) -> Selection:
    """What a source has listed."""
    return and_(SHOWN, entry.c.key.in_(select(listed.c.entry).where(listed.c.source == name)))


def of_tag(slug: str) -> Selection:
    """What has a tag."""
    return and_(SHOWN, _has_tag(slug))


def of_settings(feed: FeedSettings) -> Selection:
    """What a `[[feed]]` selects."""
    excluded = [entry.c.title.regexp_match(pattern) for pattern in feed.exclude_title]
    excluded += [entry.c.byline.regexp_match(pattern) for pattern in feed.exclude_author]
    chosen = _meaning(feed.select.root) if feed.select else true()
    return and_(SHOWN, chosen, *map(not_, excluded))


def all_listing_sources(db: Connection) -> set[str]:
    """The names of the sources that have listed any entry that is shown."""
    shown = exists().where(listed.c.source == source.c.name, listed.c.entry == entry.c.key, SHOWN)
    return set(db.scalars(select(source.c.name).where(shown)))


def listing_sources(db: Connection, selection: Selection) -> set[str]:
    """The names of the sources that have listed any of the entries."""
    keys = select(entry.c.key).where(selection)
    return set(db.scalars(select(listed.c.source).where(listed.c.entry.in_(keys)).distinct()))


def count(db: Connection, selection: Selection) -> int:
    """How many entries are selected."""
    return db.execute(select(func.count()).select_from(entry).where(selection)).scalar_one()


def newest(selection: Selection, limit: int) -> Select[tuple[int]]:
    """The keys of the newest `limit` entries."""
    return select(entry.c.key).where(selection).order_by(*NEWEST_FIRST).limit(limit)


def archived(selection: Selection, *, month: int, start: int, limit: int) -> Select[tuple[int]]:
    """The keys of `limit` entries of a month, counted from its oldest, that come after the first `start`."""
    keys = select(entry.c.key).where(selection, entry.c.month == month).order_by(*OLDEST_FIRST)
    return keys.offset(start).limit(limit)


def counts_by_month(db: Connection, selection: Selection) -> list[tuple[int, int]]:
    """Each month that has entries, the oldest first, with their number."""
    query = select(entry.c.month, func.count()).where(selection).group_by(entry.c.month)
    return [(month, count) for month, count in db.execute(query.order_by(entry.c.month))]


def count_before(db: Connection, selection: Selection, *, month: int, instant: datetime) -> int:
    """How many entries of the month were published before the instant."""
    query = select(func.count()).where(selection, entry.c.month == month, entry.c.published < instant)
    return db.execute(query).scalar_one()


def _meaning(node: Node) -> ColumnElement[bool]:
    match node:
        case HasTag(slug):
            return _has_tag(slug)
        case Not(of):
            return not_(_meaning(of))
        case All(of):
            return and_(*map(_meaning, of))
        case Some(of):
            return or_(*map(_meaning, of))


def _has_tag(slug: str) -> ColumnElement[bool]:
    return entry.c.key.in_(select(entry_tag.c.entry).where(entry_tag.c.tag == slug))
