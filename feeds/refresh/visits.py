"""Visits to sources: what each gave, and what it leaves to be remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from feeds.decide import alarms
from feeds.decide.identity import distinct
from feeds.refresh.keep import keep, source_of
from feeds.refresh.schedule import Due, next_due
from feeds.settings import Settings, SourceSettings
from feeds.store import Store, book
from sources import Collected, Fetcher, SourceError, collect_all
from sources.entry import Listing
from sources.errors import FetchError, UnreadableDocument
from sources.fetch import Limits
from sources.fetch.locations import shown

Clock = Callable[[], datetime]
Outcome = Literal["collected", "unchanged", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one visit to a source gave."""

    source: str
    outcome: Outcome
    listed: int = 0
    new: int = 0
    changed: int = 0
    error: str | None = None
    moved_to: str | None = None  # the address to which the source has moved for good, when that is news


def visits(store: Store, settings: Settings, due: Sequence[Due], clock: Clock) -> Iterator[Visit]:
    """Visit the sources, many at once; keep what each gives as it comes, one transaction a source."""
    jobs = [(source_of(source), state.validators) for source, state in due]
    with (
        fetcher(settings, clock) as fetching,
        closing(collect_all(jobs, fetching)) as results,
    ):
        places = {source.name: (source, state) for source, state in due}
        for visited, result in results:
            source, state = places[visited.name]
            if isinstance(result, SourceError):
                yield _failed(store, source, state, result, clock())
            else:
                yield _collected(store, settings, source, state, result, clock())


def fetcher(settings: Settings, clock: Clock, limits: Limits = Limits()) -> Fetcher:  # noqa: B008  # frozen
    """What reads URLs as the settings say."""
    return Fetcher(
        contact=settings.fetch.contact,
        allow_private=settings.fetch.allow_private,
        limits=limits,
        clock=clock,
    )


def _failed(
    store: Store, source: SourceSettings, state: book.SourceState, error: SourceError, now: datetime
) -> Visit:
    failures = state.failures + 1
    rest = error.retry_after if isinstance(error, FetchError) else None
    due = next_due(now, _every(source), failures=failures, retry_after=rest)
    state = replace(state, last_checked=now, next_due=due, failures=failures, error=str(error))
    with store.transaction() as db:
        book.save_source_state(db, source.name, state)
    return Visit(source=source.name, outcome="failed", error=str(error))


def _collected(
    store: Store,
    settings: Settings,
    source: SourceSettings,
    state: book.SourceState,
    collected: Collected,
    now: datetime,
) -> Visit:
    listing = collected.listing
    if listing and not listing.partial:
        different = len(distinct(listing.entries))
        alarm = alarms.alarm(listing.entries, different, state.yields)
        state = replace(state, yields=alarms.remember(state.yields, different))
        if alarm:
            place = shown(source.location) if source.is_web else source.location
            return _failed(store, source, state, UnreadableDocument(f"{place}: {alarm}"), now)
    news = collected.moved_to if collected.moved_to != state.moved_to else None
    state = replace(
        state,
        last_checked=now,
        last_success=now,
        next_due=next_due(now, _every(source)),
        failures=0,
        error=None,
        validators=collected.validators,
        moved_to=collected.moved_to,
    )
    visit = Visit(source=source.name, outcome="unchanged", moved_to=news)
    with store.transaction() as db:
        if listing:
            changes = keep(db, settings, source, collected, listing, now)
            state = replace(state, past=state.past or _past(listing, changes[-1].record.id))
            visit = replace(
                visit,
                outcome="collected",
                listed=len(changes),
                new=sum(change.is_new for change in changes),
                changed=sum(change.shows and not change.is_new for change in changes),
            )
        book.save_source_state(db, source.name, state)
    return visit


def _past(listing: Listing, last: str) -> book.Past | None:
    """Where the way into the past begins: what is listed from now on is seen as it appears."""
    return book.Past(next=listing.next, above=last) if listing.next else None


def _every(source: SourceSettings) -> timedelta:
    return timedelta(seconds=source.every)
