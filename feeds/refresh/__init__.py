"""One regeneration: collect what is due, decide, store, build what changed, tell the hubs, sum up.

A source is one transaction: its articles and the validators that would answer "unchanged" next
time are kept together or not at all. A source that fails leaves its last good entries as they are.
schedule.py: what is due. visits.py: what a visit gave. keep.py: from listing to rows. past.py:
older pages. hubs.py: what hubs are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from feeds import agenda
from feeds.build import Built, Progress, build
from feeds.publish import summary
from feeds.publish.summary import Summary
from feeds.refresh.hubs import Unheard, tell_hubs
from feeds.refresh.keep import source_of
from feeds.refresh.schedule import configured, due, next_due, next_visit, state_of
from feeds.refresh.visits import Clock, Visit, visits
from feeds.settings import Settings
from feeds.store import Store, book

__all__ = [
    "Clock",
    "Refreshed",
    "Unheard",
    "Visit",
    "next_due",
    "refresh",
    "source_of",
    "sum_up",
    "tell_hubs",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What one run did."""

    visits: tuple[Visit, ...]
    built: Built
    unheard: tuple[Unheard, ...] = ()

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
    done = []
    for visit in visits(store, settings, due(store, settings, names, started), clock):
        done.append(visit)
        visited(visit)
    return sum_up(store, settings, done, clock=clock, started=started, progress=progress)


def sum_up(
    store: Store,
    settings: Settings,
    visits: Collection[Visit],
    *,
    clock: Clock,
    started: datetime,
    progress: Progress = lambda _done, _all: None,
) -> Refreshed:
    """Publish what the visits changed, tell the hubs, and enter the run in the books."""
    built = build(store, settings, now=clock(), progress=progress)
    unheard = tell_hubs(store, settings, clock=clock)
    done = Refreshed(visits=tuple(visits), built=built, unheard=tuple(unheard))
    finished = clock()
    with store.transaction() as db:
        book.save_run(db, started=started, finished=finished, summary=done)
        entries = book.entry_count(db)
    states = [state for _, state in configured(store, settings)]
    directory = settings.publish.directory
    numbers = replace(
        _in_numbers(done, finished),
        seconds=(finished - started).total_seconds(),
        sources=Counter(map(state_of, states)),
        entries=entries,
    )
    summary.save(numbers.following(summary.load(directory)), directory)
    until = next_visit(states)
    if until and not (built.unfit or unheard):
        agenda.leave(settings, until)
    return done


def _in_numbers(done: Refreshed, finished: datetime) -> Summary:
    """A hub that was not told keeps no reader from fresh feeds, so it does not count here."""
    failed = len(done.failures)
    return Summary(
        finished=finished,
        ok=not failed and not done.built.unfit,
        sources_ok=len(done.visits) - failed,
        sources_failed=failed,
        documents_written=len(done.built.written),
    )
