"""From store to fragments: an entry is rendered once, and what it looks like is kept with it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import cached_property, partial
from itertools import chain
from multiprocessing import get_context
from types import TracebackType
from typing import NamedTuple, Self

import msgspec
import zstandard
from sqlalchemy import Connection, Select

from feeds.record import Record, Site
from feeds.render.entries import render_entries
from feeds.render.fragment import Fragment
from feeds.store import entries, fragments
from feeds.store.chunks import chunks

TOGETHER = 100  # entries that are rendered at a time
MANY = 400  # entries at once from which on it pays to start processes
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Fragments:
    """What the entries of a site look like: as it was kept, else rendered now, by all cores where there is
    much to do. A context manager, that ends the processes which were started.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._pool: Executor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def of(self, db: Connection, *selections: Select[tuple[int]]) -> list[list[Fragment]]:
        """Of each selection of entries, by key, the fragments in any order; without entries that cannot be
        rendered.
        """
        kept = [fragments.kept(db, selection) for selection in selections]
        missing = {key for some in kept for key, data in some.items() if data is None}
        fresh = {one.key: one for one in self._render(db, missing)}
        fragments.keep(db, {key: one.data for key, one in fresh.items() if not one.flawed})
        data = {key: one.data for key, one in fresh.items()}
        return [
            [_unpack(known) for key, held in some.items() if (known := held or data.get(key))]
            for some in kept
        ]

    def _render(self, db: Connection, keys: Collection[int]) -> Iterable[_Rendered]:
        records = entries.by_key(db, sorted(keys))
        batches = list(chunks(records.items(), TOGETHER))
        run = self._started.map if len(records) >= MANY and CORES > 1 else map
        return chain.from_iterable(run(partial(_packed, self._site), batches))

    @cached_property
    def _started(self) -> Executor:
        self._pool = ProcessPoolExecutor(CORES, get_context("spawn"))  # what forks, copies held locks
        return self._pool


class _Rendered(NamedTuple):
    """The fragment of the entry of that key, packed. A flawed one is not kept: the next run may mend it."""

    key: int
    data: bytes
    flawed: bool


def _packed(site: Site, records: Sequence[tuple[int, Record]]) -> list[_Rendered]:
    """The fragments of records by key; may run in a process of its own."""
    keys = {record.id: key for key, record in records}
    compress = zstandard.ZstdCompressor(level=1).compress
    rendered = render_entries(site, (record for _, record in records))
    return [
        _Rendered(keys[one.id], compress(msgspec.msgpack.encode(one)), bool(one.flaw)) for one in rendered
    ]


def _unpack(data: bytes) -> Fragment:
    return msgspec.msgpack.decode(zstandard.decompress(data), type=Fragment)
