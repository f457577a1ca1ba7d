"""One regeneration: collect what is due, decide, store, build what changed, sum up.

A source is one transaction: its articles and the validators that would answer "unchanged" next
time are kept together or not at all. A source that fails leaves its last good entries as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection

from feeds.build import Built, Progress, build, site_prefix
from feeds.decide import Change, Reading, decide
from feeds.errors import SettingsError
from feeds.publish import summary
from feeds.publish.summary import Summary
from feeds.selection import carrying
from feeds.settings import Settings, SourceSettings
from feeds.store import Store, book, entries
from sources import Collected, Fetcher, Source, SourceError, collect_all
from sources.entry import Listing, Origin
from sources.errors import FetchError
from sources.text import tag_of

EARLY = timedelta(minutes=1)  # cron does not strike to the second
DAY = timedelta(days=1)
DOUBLINGS = 17  # from a second past a day

Clock = Callable[[], datetime]
Outcome = Literal["collected", "unchanged", "failed"]
_Due = tuple[SourceSettings, book.SourceState]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one visit to a source gave."""

    source: str
    outcome: Outcome
    listed: int = 0
    new: int = 0
    changed: int = 0
    error: str | None = None
    moved_to: str | None = None  # the address to which the source has moved for good


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What one run did."""

    visits: tuple[Visit, ...]
    built: Built

    @property
    def failures(self) -> list[Visit]:
        """The visits that failed."""
        return [visit for visit in self.visits if visit.outcome == "failed"]


def refresh(
    store: Store,
    settings: Settings,
    *,
    clock: Clock,
    names: Collection[str] = (),
    visited: Callable[[Visit], None] = lambda _visit: None,
    progress: Progress = lambda _done, _all: None,
) -> Refreshed:
    """Visit the sources that are due (those in `names` always), then publish what changed.

    `visited` hears of each visit, `progress` of each batch of feeds. The caller holds the lock.
    """
    started = clock()
    visits = []
    for visit in _visits(store, settings, _due(store, settings, names, started), clock):
        visits.append(visit)
        visited(visit)
    built = build(store, settings, now=clock(), progress=progress)
    done = Refreshed(visits=tuple(visits), built=built)
    finished = clock()
    with store.transaction() as db:
        book.save_run(db, started=started, finished=finished, summary=done)
    summary.save(_in_numbers(done, finished, settings), settings.publish.directory)
    return done


def _in_numbers(done: Refreshed, finished: datetime, settings: Settings) -> Summary:
    before = summary.load(settings.publish.directory)
    failed = len(done.failures)
    return Summary(
        finished=finished,
        ok=not failed,
        sources_ok=len(done.visits) - failed,
        sources_failed=failed,
        documents_written=len(done.built.written),
        last_success=before.last_success if failed and before else None if failed else finished,
    )


def source_of(source: SourceSettings) -> Source:
    """The source as `sources` wants it."""
    return Source(
        name=source.name,
        location=source.location,
        adapter=source.adapter,
        title=source.title,
        url=source.page,
        tags=tuple(map(tag_of, source.tags)),
        headers=dict(source.headers),
        select=dict(source.select),
        own=source.own,
    )


def next_due(
    now: datetime, every: timedelta, *, failures: int = 0, retry_after: timedelta | None = None
) -> datetime:
    """When a source is due again: twice as late for each failure in a row, up to a day, and never
    before the site asks for it. A little early, as cron does not strike to the second.
    """
    doubled: timedelta = every * 2 ** min(failures, DOUBLINGS)
    wait = min(doubled, max(every, DAY))
    return now + max(wait - min(EARLY, wait / 10), retry_after or timedelta())


def _due(store: Store, settings: Settings, names: Collection[str], now: datetime) -> list[_Due]:
    unknown = set(names) - {source.name for source in settings.source}
    if unknown:
        configured = ", ".join(source.name for source in settings.source) or "none"
        raise SettingsError(f"no source is named {', '.join(sorted(unknown))}; configured: {configured}")
    with store.transaction() as db:
        states = book.source_states(db)
    known = [(source, states.get(source.name, book.SourceState())) for source in settings.source]
    return [
        (source, state)
        for source, state in known
        if source.name in names or (not names and (state.next_due is None or now >= state.next_due))
    ]


def _visits(store: Store, settings: Settings, due: list[_Due], clock: Clock) -> Iterator[Visit]:
    jobs = [(source_of(source), state.validators) for source, state in due]
    fetch = settings.fetch
    with (
        Fetcher(contact=fetch.contact, allow_private=fetch.allow_private, clock=clock) as fetcher,
        closing(collect_all(jobs, fetcher)) as results,
    ):
        for (source, state), (_, result) in zip(due, results, strict=True):
            if isinstance(result, SourceError):
                yield _failed(store, source, state, result, clock())
            else:
                yield _collected(store, settings, source, state, result, clock())


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
    state = replace(
        state,
        last_checked=now,
        last_success=now,
        next_due=next_due(now, _every(source)),
        failures=0,
        error=None,
        validators=collected.validators,
    )
    with store.transaction() as db:
        book.save_source_state(db, source.name, state)
        if collected.listing is None:
            return Visit(source=source.name, outcome="unchanged", moved_to=collected.moved_to)
        changes = _keep(db, settings, source, collected, collected.listing, now)
    return Visit(
        source=source.name,
        outcome="collected",
        listed=len(changes),
        new=sum(change.is_new for change in changes),
        changed=sum(change.shows and not change.is_new for change in changes),
        moved_to=collected.moved_to,
    )


def _every(source: SourceSettings) -> timedelta:
    return timedelta(seconds=source.every)


def _keep(
    db: Connection,
    settings: Settings,
    source: SourceSettings,
    collected: Collected,
    listing: Listing,
    now: datetime,
) -> list[Change]:
    """Decide on a listing and store what came of it; the feeds concerned become stale."""
    reading = Reading(
        source=source.name,
        prefix=site_prefix(db, settings, now),
        origin=Origin(name=source.origin_name, url=source.page),
        tags=tuple(dict.fromkeys((*map(tag_of, source.tags), *([listing.tag] if listing.tag else [])))),
        now=now,
        sources=frozenset(one.name for one in settings.source),
    )
    changes = decide(
        listing,
        entries.candidates(
            db,
            source.name,
            names={name for entry in listing.entries for name in (entry.url, *entry.aliases) if name},
            titles={entry.title for entry in listing.entries},
            size=len(listing.entries),
        ),
        reading,
        captured=min(collected.captured, now),
        zone=settings.zone_of(source),
        taken=entries.taken_ids(db, f"{reading.prefix}entries/{source.name}/"),
    )
    entries.save(db, source.name, changes, now)
    book.mark_feeds(db, _concerned(changes, source.name), stale=True)
    return changes


def _concerned(changes: Iterable[Change], source: str) -> set[str]:
    """The slugs of the feeds that look different for these changes."""
    slugs: set[str] = set()
    for change in changes:
        before = change.before
        if change.shows or (before and source not in before.listed_by):
            tags = {*change.record.tags, *(before.record.tags if before else ())}
            slugs |= carrying(tags, {source, *(before.listed_by if before else ())})
    return slugs
