"""What a listing means for what is remembered: pure functions, no clock, no I/O.

identity.py: is this that entry? dates.py: one instant, once. changes.py: new, changed, unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds.decide.changes import Change, Reading, compare
from feeds.decide.dates import Dating, date_listing
from feeds.decide.identity import distinct, recognise
from feeds.record import Known, Record
from sources.entry import Listing

__all__ = ["Change", "Reading", "decide"]


def decide(
    listing: Listing,
    known: Sequence[Known],
    reading: Reading,
    *,
    captured: datetime,
    zone: ZoneInfo,
    taken: frozenset[str] = frozenset(),
    above: Record | None = None,
) -> list[Change]:
    """What to store of each listed article, in the listing's order, each article once.

    `known` are the remembered articles that the listing may show, `captured` is when the
    listing was what it is, `zone` that of dates without one, `taken` are further ids in use. `above`
    is the article that stands above the listing, at the end of the page before it.
    """
    entries = distinct(listing.entries)
    found = recognise(entries, known, reading.source, above, zone=zone)
    before = [_dating(above)] if above else []
    datings = date_listing(
        [*(() for _ in before), *(entry.dates for entry in entries)],
        [*before, *(_dating(one.record) if one else None for one in found)],
        captured=captured,
        zone=zone,
    )[len(before) :]
    ids = taken | {one.record.id for one in known}
    return compare(entries, found, datings, reading, ids)


def _dating(record: Record) -> Dating:
    return Dating(instant=record.published, basis=record.date_basis)
