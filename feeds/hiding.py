"""Taking one article out of every feed for good, and putting it back."""

from __future__ import annotations

from datetime import datetime

from feeds.build import Built, build
from feeds.errors import TagwireError
from feeds.selection import touched_by_entry
from feeds.settings import Settings
from feeds.store import Store, archives, entries, freshness
from sources.urls import canonical


def set_hidden(
    store: Store, settings: Settings, name: str, *, hidden: bool, now: datetime
) -> tuple[str, Built]:
    """Hide the article that bears `name`: its id, its address or one it had; or show it again.

    Its title or id, and what publishing its feeds again did, come back. The caller holds the lock.
    Raises TagwireError where no article bears the name.
    """
    spellings = dict.fromkeys((name, canonical(name, fragment=True), canonical(name)))
    with store.transaction() as db:
        known = next(filter(None, (entries.find(db, one) for one in spellings if one)), None)
        if known is None:
            raise TagwireError(f"{name}: no article has this id or address; JSON feeds show the ids")
        entries.hide(db, known.record.id, hidden=hidden)
        freshness.mark_stale(db, touched_by_entry(known, settings))
        if not hidden:
            archives.note_news(db, [known.record.id])
    return known.record.title or known.record.id, build(store, settings, now=now)
