"""What commands that work on the store share: settings, lock, store, clock, progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from feeds.settings import Settings, load
from feeds.store import Store, open_store
from feeds.store.lock import locked


@contextmanager
def at_work(config: Path | None) -> Iterator[tuple[Settings, Store]]:
    """The settings and the open store, with the lock held."""
    settings = load(config)
    with locked(settings.lock):
        store = open_store(settings.store.url)
        try:
            yield settings, store
        finally:
            store.close()


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

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
