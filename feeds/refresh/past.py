"""Backfill: following a listing's next pages into the past, a page a transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from feeds.refresh.keep import keep, source_of
from feeds.refresh.schedule import Due, configured
from feeds.refresh.visits import Clock, Visit, fetcher
from feeds.settings import Settings
from feeds.store import Store, book, entries
from sources import Fetcher, SourceError, collect
from sources.errors import UnreadableDocument

Progress = Callable[[int], None]  # pages of the source at hand that have been read


def backfill(
    store: Store,
    settings: Settings,
    *,
    clock: Clock,
    pages: int,
    names: Collection[str] = (),
    progress: Progress = lambda _pages: None,
) -> Iterator[Visit]:
    """Read up to `pages` older pages of each source; what each gave, as it is done.

    Every page is kept with the place that comes after it, so that an interrupted backfill goes on
    where it was, and a finished one does nothing. The sources have been visited before.
    """
    with fetcher(settings, clock) as fetching:
        for due in configured(store, settings, names):
            if due[1].past and due[1].past.next:
                yield _follow(store, settings, due, fetching, clock=clock, pages=pages, progress=progress)


def _follow(
    store: Store,
    settings: Settings,
    due: Due,
    fetching: Fetcher,
    *,
    clock: Clock,
    pages: int,
    progress: Progress,
) -> Visit:
    source, state = due
    visit = Visit(source=source.name, outcome="collected")
    for number in range(1, pages + 1):
        if not (state.past and state.past.next):
            break
        try:
            state, page = _read_page(store, settings, (source, state), fetching, clock)
        except SourceError as error:
            return replace(visit, outcome="failed", error=str(error))
        visit = replace(visit, listed=visit.listed + page.listed, new=visit.new + page.new)
        progress(number)
    return visit


def _read_page(
    store: Store, settings: Settings, due: Due, fetching: Fetcher, clock: Clock
) -> tuple[book.SourceState, Visit]:
    source, state = due
    past = state.past or book.Past(next=None)
    collected = collect(source_of(source, past.next), fetcher=fetching)
    listing = collected.listing
    if listing is None:
        raise UnreadableDocument(f"{past.next}: answered that nothing has changed, to a first visit")
    with store.transaction() as db:
        above = entries.record(db, past.above) if past.above else None
        changes = keep(db, settings, source, collected, listing, clock(), above=above, is_past=True)
        turned = listing.next == past.next  # a page that names itself as the next would never end
        further = book.Past(next=None if turned else listing.next, above=changes[-1].record.id)
        state = replace(state, past=further)
        book.save_source_state(db, source.name, state)
    new = sum(change.is_new for change in changes)
    return state, Visit(source=source.name, outcome="collected", listed=len(changes), new=new)
