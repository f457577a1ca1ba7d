"""When sources are due."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from feeds.errors import SettingsError
from feeds.settings import Settings, SourceSettings
from feeds.store import Store, book
from feeds.store.renaming import rename_source

EARLY = timedelta(minutes=1)  # cron does not strike to the second
DAY = timedelta(days=1)
DOUBLINGS = 17  # from a second past a day

Due = tuple[SourceSettings, book.SourceState]


def due(store: Store, settings: Settings, names: Collection[str], now: datetime) -> list[Due]:
    """The sources that are due, with what is remembered of them; with `names` these, due or not.

    Raises SettingsError for a name that no source has.
    """
    return [
        (source, state)
        for source, state in configured(store, settings, names)
        if names or state.next_due is None or now >= state.next_due
    ]


def next_visit(states: Iterable[book.SourceState]) -> datetime | None:
    """When the first of the sources is due; None where one has never been visited, or there is none."""
    instants = [state.next_due for state in states]
    known = [instant for instant in instants if instant]
    return min(known) if known and len(known) == len(instants) else None


def configured(store: Store, settings: Settings, names: Collection[str] = ()) -> list[Due]:
    """The sources of those names, else all, with what is remembered of them.

    What was found at another location than the one configured now is forgotten; what is known of a location
    under a name that no source has any more goes to the source that is there now.
    """
    unknown = set(names) - {source.name for source in settings.source}
    if unknown:
        known = ", ".join(source.name for source in settings.source) or "none"
        raise SettingsError(f"no source is named {', '.join(sorted(unknown))}; configured: {known}")
    with store.transaction() as db:
        states = _with_former_names(db, settings, book.source_states(db))
    return [
        (source, _of_this_location(states.get(source.name), source))
        for source in settings.source
        if not names or source.name in names
    ]


def _with_former_names(
    db: Connection, settings: Settings, states: dict[str, book.SourceState]
) -> dict[str, book.SourceState]:
    present = {source.name for source in settings.source}
    left = {state.location: name for name, state in states.items() if name not in present}
    for source in settings.source:
        if source.name not in states and (former := left.pop(source.location, None)):
            rename_source(db, former, source.name)
            states[source.name] = states.pop(former)
    return states


def state_of(state: book.SourceState) -> str:
    """In a word for monitoring: "ok", "failing", or "new" before the first visit."""
    return "failing" if state.failures else "ok" if state.last_checked else "new"


def _of_this_location(state: book.SourceState | None, source: SourceSettings) -> book.SourceState:
    if state is None or state.location not in {None, source.location}:
        return book.SourceState(location=source.location)
    return state


def next_due(
    now: datetime, every: timedelta, *, failures: int = 0, retry_after: timedelta | None = None
) -> datetime:
    """When a source is due again: twice as late for each failure in a row, up to a day, and never
    before the site asks for it. A little early, as cron does not strike to the second.
    """
    doubled: timedelta = every * 2 ** min(failures, DOUBLINGS)
    wait = min(doubled, max(every, DAY))
    return now + max(wait - min(EARLY, wait / 10), retry_after or timedelta())
