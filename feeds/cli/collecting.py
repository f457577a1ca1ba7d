"""A refresh that has something to do, with what it says meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

import click

from feeds.cli.streams import complain
from feeds.cli.work import at_work, clock, complain_of, progress
from feeds.refresh import Refreshed, Visit
from feeds.refresh import refresh as run
from feeds.settings import Settings
from feeds.store import Store


def collect_and_publish(config: Path | None, names: Collection[str], pages: int | None) -> None:
    """Visit what is due, or the sources of these names; or so many older `pages` of each."""
    with at_work(config) as (settings, store):
        if not settings.source:
            complain("the settings have no [[source]]: there is nothing to collect")
        if pages:
            done = _follow_back(store, settings, names, pages)
        else:
            with progress("Publishing") as bar:
                done = run(store, settings, clock=clock, names=names, visited=_report, progress=bar)
    if sys.stdout.isatty():
        click.echo(_in_words(done))
    if complain_of(done.built, done.unheard) or done.failures:
        raise SystemExit(1)


def _follow_back(store: Store, settings: Settings, names: Collection[str], pages: int) -> Refreshed:
    from feeds.refresh import sum_up
    from feeds.refresh.past import backfill

    started = clock()
    visits: list[Visit] = []
    with progress("Reading older pages") as bar:
        try:
            for visit in backfill(
                store, settings, clock=clock, pages=pages, names=names, progress=lambda done: bar(done, pages)
            ):
                visits.append(visit)
                _report(visit)
        finally:  # what was read before an interruption is published too
            done = sum_up(store, settings, visits, clock=clock, started=started)
    return done


def _report(visit: Visit) -> None:
    if visit.error:
        complain(f"{visit.source}: {visit.error}")
    elif visit.moved_to:
        complain(f"{visit.source}: has moved for good; its location is now {visit.moved_to}")
    elif sys.stdout.isatty():
        what = f"{visit.listed} listed, {visit.new} new, {visit.changed} changed"
        click.echo(f"{visit.source}: {what if visit.outcome == 'collected' else 'unchanged'}")


def _in_words(done: Refreshed) -> str:
    visits, failed = len(done.visits), len(done.failures)
    sources = f"{visits} source{'s' * (visits != 1)} visited" + (f", {failed} failed" if failed else "")
    return f"{sources}; {done.built.feeds} feeds built, {len(done.built.written)} documents changed"
