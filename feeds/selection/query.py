"""What feeds select, as conditions on `entry`, and the queries that are made of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
)

from feeds.selection.archives import begin_of
from feeds.settings.expression import All, HasTag, Node, Not, Some
from feeds.settings.tables import FeedSettings
from feeds.store.archives import Archive, Place
from feeds.store.chunks import chunks
from feeds.store.schema import entry, entry_tag, listed, source
from feeds.store.schema import late as late_entry

Selection = ColumnElement[bool]

SHOWN = ~entry.c.hidden
OLDEST_FIRST = (entry.c.published, entry.c.key)
NEWEST_FIRST = (entry.c.published.desc(), entry.c.key.desc())


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


def listing_sources_by_tag(db: Connection, tags: Iterable[str]) -> dict[str, set[str]]:
    """The same of the entries of each of the tags, by its slug; tags without entries are left out."""
    found: dict[str, set[str]] = {}
    for some in chunks(tags):
        query = (
            select(entry_tag.c.tag, listed.c.source)
            .join(listed, listed.c.entry == entry_tag.c.entry)
            .join(entry, entry.c.key == entry_tag.c.entry)
            .where(entry_tag.c.tag.in_(some), SHOWN)
            .distinct()
        )
        for tag, name in db.execute(query):
            found.setdefault(tag, set()).add(name)
    return found


def count(db: Connection, selection: Selection) -> int:
    """How many entries are selected."""
    return db.execute(select(func.count()).select_from(entry).where(selection)).scalar_one()


def current(selection: Selection, limit: int, *, late: str | None = None) -> Select[tuple[int]]:
    """The keys of the newest `limit` entries, and of those that are late for the feed of that slug."""
    newest = select(entry.c.key).where(selection).order_by(*NEWEST_FIRST).limit(limit)
    if late is None:
        return newest
    return _with_late(entry.c.key.in_(newest), selection, feed=late, month=0, part=0)


def between(selection: Selection, begin: Place, end: Place) -> Selection:
    """Those of the entries that come after the one place, up to the other."""
    return after(until(selection, end), begin)


def after(selection: Selection, place: Place) -> Selection:
    """Those of the entries that come after the place."""
    return and_(selection, entry.c.published >= place.instant, _after(place))


def until(selection: Selection, place: Place) -> Selection:
    """Those of the entries that do not come after the place."""
    return and_(selection, entry.c.published <= place.instant, not_(_after(place)))


def archived(selection: Selection, feed: str, archive: Archive, *, begin: Place) -> Select[tuple[int]]:
    """The keys of the entries of an archive that begins after a place, and of those it has late."""
    own = between(selection, begin, min(archive.until, begin_of(archive.month + 1)))
    if not archive.late:
        return select(entry.c.key).where(own)
    return _with_late(own, selection, feed=feed, month=archive.month, part=archive.part)


def counts_by_month(db: Connection, selection: Selection) -> list[tuple[int, int]]:
    """Each month that has entries, the oldest first, with their number."""
    month = entry.c.month + literal_column("0")  # so that no index of months is taken for the selection's own
    query = select(month, func.count()).where(selection).group_by(month)
    return [(month, count) for month, count in db.execute(query.order_by(month))]


def latest(db: Connection, selection: Selection) -> datetime | None:
    """When the newest of the entries was published."""
    return db.execute(select(func.max(entry.c.published)).where(selection)).scalar()


def ends(db: Connection, selection: Selection, *, entries: int, size: int) -> list[Place]:
    """The places of the last of each `size` entries, and of the last one, among the oldest `entries`."""
    number = func.row_number().over(order_by=OLDEST_FIRST).label("number")
    row = select(entry.c.published, entry.c.key, number).where(selection).subquery()
    is_end = or_(row.c.number % size == 0, row.c.number == entries)
    query = select(row.c.published, row.c.key).where(is_end, row.c.number <= entries).order_by(row.c.number)
    return [Place(*found) for found in db.execute(query)]


def among(db: Connection, selection: Selection, keys: Iterable[int]) -> set[int]:
    """Those of the keys whose entries are selected."""
    found: set[int] = set()
    for some in chunks(keys):
        found.update(db.scalars(select(entry.c.key).where(selection, entry.c.key.in_(some))))
    return found


def large_tags(db: Connection, slugs: Iterable[str], limit: int) -> set[str]:
    """Those of the tags that may have more than `limit` entries."""
    number = func.count(entry_tag.c.entry.distinct())
    found: set[str] = set()
    for some in chunks(slugs):
        query = select(entry_tag.c.tag).where(entry_tag.c.tag.in_(some)).group_by(entry_tag.c.tag)
        found.update(db.scalars(query.having(number > limit)))
    return found


def _with_late(
    own: ColumnElement[bool], selection: Selection, *, feed: str, month: int, part: int
) -> Select[tuple[int]]:
    carried = select(late_entry.c.entry).where(
        late_entry.c.feed == feed, late_entry.c.month == month, late_entry.c.part == part
    )
    return select(entry.c.key).where(or_(own, and_(selection, entry.c.key.in_(carried))))


def _after(place: Place) -> ColumnElement[bool]:
    is_later = entry.c.published > place.instant
    return or_(is_later, and_(entry.c.published == place.instant, entry.c.key > place.key))


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
