"""A large build, shared out among processes.

Each process opens store and tree for itself. First all render what has not been rendered, then all publish,
a few feeds at a time; whatever is to be kept goes back to the process that began, which alone writes it.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Container, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread

from feeds.errors import PublishError
from feeds.fragments import Rendered, keep
from feeds.publish import Tree
from feeds.publishing import TOGETHER, Published, Publisher
from feeds.selection import Feed, feeds
from feeds.settings import Settings
from feeds.store import Store, archives, fragments, open_store
from feeds.store.chunks import chunks

MANY = 500  # feeds, from which on it pays to start processes
RENDERED_TOGETHER = 400  # entries
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pays(stale: Sequence[Feed]) -> bool:
    """Whether so much is to be done that processes are worth their start."""
    return CORES > 1 and len(stale) >= MANY


def published(store: Store, settings: Settings, stale: Sequence[Feed]) -> Iterator[tuple[int, Published]]:
    """Publish the feeds in processes: how many, and what became of them, as they are done.

    Raises StoreError and PublishError; what was published stays up.
    """
    with _processes(settings) as pool:
        with store.transaction() as db:
            missing = fragments.missing(db)
            archived = archives.archives_of(db, [feed.slug for feed in stale])
        for rendered in pool.map(_render, chunks(missing, RENDERED_TOGETHER)):
            with store.transaction(writing=True) as db:
                keep(db, rendered)
        tasks = {pool.submit(_publish, slugs): len(slugs) for slugs in _shares(stale, archived)}
        for task in as_completed(tasks):
            yield tasks[task], task.result()


@contextmanager
def _processes(settings: Settings) -> Iterator[Executor]:
    spawned = get_context("spawn")  # a fork would copy locks that are held
    pool = ProcessPoolExecutor(CORES, spawned, initializer=_begin, initargs=(settings,))
    try:
        yield pool
    except BrokenProcessPool:
        raise PublishError("a process of the build was ended from outside; the next run goes on") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _shares(stale: Sequence[Feed], archived: Container[str]) -> Iterator[list[str]]:
    """Feeds that have archives one by one, and first, as they may take long; the others together."""
    yield from ([feed.slug] for feed in stale if feed.slug in archived)
    yield from chunks((feed.slug for feed in stale if feed.slug not in archived), TOGETHER)


# In the processes


class _Share:
    """What a process works with."""

    store: Store
    settings: Settings
    publisher: Publisher


def _begin(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the process that began
    Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()  # what has been loaded stays: it need not be gone through again and again
    _Share.settings = settings
    _Share.store = open_store(settings.store.url)
    tree = Tree(settings.publish.directory, compress=settings.publish.compress, together=True)
    _Share.publisher = Publisher(_Share.store, tree, settings, keeping=False)


def _end_with_parent() -> None:
    """Nobody would end a process whose parent was killed, and it would write without the lock."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _render(keys: Sequence[int]) -> list[Rendered]:
    return _Share.publisher.render(keys)


def _publish(slugs: Sequence[str]) -> Published:
    with _Share.store.transaction() as db:
        found = feeds(db, _Share.settings, slugs)
    return _Share.publisher.publish(found)
