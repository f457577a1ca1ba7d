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
from feeds.record import Known
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
) -> list[Change]:
    """What to store of each listed article, in the listing's order, each article once.

    `known` are the remembered articles that the listing may show, `captured` is when the
    listing was what it is, `zone` that of dates without one, `taken` are further ids in use.
    """
    entries = distinct(listing.entries)
    found = recognise(entries, known, reading.source)
    datings = date_listing(
        [entry.dates for entry in entries],
        [Dating(instant=one.record.published, basis=one.record.date_basis) if one else None for one in found],
        captured=captured,
        zone=zone,
    )
    ids = taken | {one.record.id for one in known}
    return compare(entries, found, datings, reading, ids)
