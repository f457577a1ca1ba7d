"""What commands that work on the store share: settings, lock, store, clock, progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from feeds import agenda
from feeds.build import Built
from feeds.cli.streams import complain
from feeds.refresh import Unheard
from feeds.settings import Settings, load
from feeds.store import Store, open_store
from feeds.store.lock import locked


@contextmanager
def at_work(config: Path | None) -> Iterator[tuple[Settings, Store]]:
    """The settings and the open store, with the lock held."""
    settings = load(config)
    with locked(settings.lock):
        agenda.clear(settings)
        store = open_store(settings.store.url)
        try:
            yield settings, store
        finally:
            store.close()


def complain_of(built: Built, unheard: Collection[Unheard]) -> bool:
    """Say in a line each which documents were not published and which hubs were not told; whether any."""
    for path, reason in built.unfit.items():
        complain(f"{path}: not published, the old one stays: {reason}")
    for hub in unheard:
        feeds = f"{hub.waiting} feed{'s' * (hub.waiting != 1)}"
        complain(f"hub {hub.error}; it hears of {feeds} with the next run")
    return bool(built.unfit or unheard)


def clock() -> datetime:
    """The present second."""
    return datetime.now(UTC).replace(microsecond=0)


@contextmanager
def progress(doing: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that is told (done, all); nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(doing, total=None)

    def show(done: int, of: int) -> None:
        bar.start()  # where there is nothing to do, there is nothing to see
        bar.update(task, completed=done, total=of)

    try:
        yield show
    finally:
        bar.stop()
