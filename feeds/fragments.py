"""From store to fragments: an entry is rendered once, and what it looks like is kept with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
import zstandard
from sqlalchemy import Connection, Select

from feeds.record import Record, Site
from feeds.render.entries import render_entries
from feeds.render.fragment import Fragment
from feeds.store import entries, fragments

DECOMPRESSOR = zstandard.ZstdDecompressor()
DECODER = msgspec.msgpack.Decoder(Fragment)


@dataclass(frozen=True, slots=True)
class Fragments:
    """What the entries of a site look like: as it was kept, else rendered now and, when `keeping`, kept."""

    site: Site
    keeping: bool = True

    def of(self, db: Connection, *selections: Select[tuple[int]]) -> list[list[Fragment]]:
        """Of each selection of entries, by key, the fragments in any order; without entries that cannot be
        rendered.
        """
        kept = [fragments.kept(db, selection) for selection in selections]
        fresh = self._rendered(db, {key for some in kept for key, data in some.items() if data is None})
        return [
            [_unpack(known) for key, held in some.items() if (known := held or fresh.get(key))]
            for some in kept
        ]

    def render(self, db: Connection, keys: Collection[int]) -> list[Rendered]:
        """Render the entries of these keys, for whoever keeps them."""
        return render_packed(self.site, entries.by_key(db, keys))

    def _rendered(self, db: Connection, keys: Iterable[int]) -> dict[int, bytes]:
        rendered = self.render(db, sorted(keys))
        if self.keeping:
            keep(db, rendered)
        return {one.key: one.data for one in rendered}


class Rendered(NamedTuple):
    """The fragment of the entry of that key, packed."""

    key: int
    data: bytes
    flawed: bool


def render_packed(site: Site, records: Mapping[int, Record]) -> list[Rendered]:
    """The fragments of the records, by key."""
    keys = {record.id: key for key, record in records.items()}
    compress = zstandard.ZstdCompressor(level=1).compress
    return [
        Rendered(keys[one.id], compress(msgspec.msgpack.encode(one)), bool(one.flaw))
        for one in render_entries(site, records.values())
    ]


def keep(db: Connection, rendered: Iterable[Rendered]) -> None:
    """Keep them but for the flawed ones, which the next run may find mended."""
    fragments.keep(db, {one.key: one.data for one in rendered if not one.flawed})


def _unpack(data: bytes) -> Fragment:
    return DECODER.decode(DECOMPRESSOR.decompress(data))
