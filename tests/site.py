"""A site in a folder, for tests that run the whole line from a capture to the published tree."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from feeds.build import build
from feeds.refresh import Refreshed, refresh
from feeds.settings import Settings, load
from feeds.store import Store, open_store
from feeds.store.schema import alias, entry, entry_tag, listed, metadata, tag

START = datetime(2025, 10, 25, 18, 0, tzinfo=UTC)
ARTICLES = (entry, alias, tag, entry_tag, listed)  # what a run on the same input leaves as it was


@dataclass
class Site:
    """Settings, store and tree below `folder`; the clock goes on a quarter of an hour at each refresh."""

    folder: Path
    sources: tuple[str, ...] = ("exemple",)
    now: datetime = START
    options: str = ""
    publish: str = ""
    files: dict[str, Path] = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.files = {name: self.folder / f"{name}.txt" for name in self.sources}
        self.config.write_text(self.text(), "utf-8")

    @property
    def config(self) -> Path:
        return self.folder / "tagwire.toml"

    @property
    def tree(self) -> Path:
        return self.folder / "public"

    def text(self) -> str:
        head = (
            '[site]\ntitle = "Revue"\nurl = "https://feeds.example.org/"\nid = "tag:feeds.example.org,2025:"\n'
            f'language = "fr"\ntimezone = "Europe/Paris"\n[publish]\n{self.publish}\n'
        )
        each = '[[source]]\nname = "{0}"\ntitle = "{0} info"\nlocation = "{0}.txt"\nevery = "0s"\n{1}\n'
        return head + "".join(each.format(name, self.options) for name in self.sources)

    def save(self, text: str, source: str = "exemple", *, captured: datetime = START) -> None:
        """Put a capture where the source looks for it."""
        self.files[source].write_text(text, "utf-8")
        os.utime(self.files[source], (captured.timestamp(),) * 2)

    def settings(self) -> Settings:
        return load(self.config)

    @contextmanager
    def store(self) -> Iterator[Store]:
        store = open_store(self.settings().store.url)
        try:
            yield store
        finally:
            store.close()

    def refresh(self) -> Refreshed:
        self.now += timedelta(minutes=15)
        with self.store() as store:
            return refresh(store, self.settings(), clock=lambda: self.now)

    def build(self) -> None:
        with self.store() as store:
            build(store, self.settings(), now=self.now, everything=True)

    def feed(self, slug: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads((self.tree / "feeds" / f"{slug}.json").read_bytes())
        return document

    def items(self, slug: str = "all") -> dict[str, dict[str, Any]]:
        """The items of a feed by title."""
        return {item["title"]: item for item in self.feed(slug)["items"]}

    def rows(self, tables: Any = ARTICLES) -> dict[str, list[tuple[object, ...]]]:
        """Every row of the tables that hold articles."""
        with self.store() as store, store.transaction() as db:
            return {table.name: [tuple(row) for row in db.execute(select(table))] for table in tables}

    def all_rows(self) -> dict[str, list[tuple[object, ...]]]:
        return self.rows(metadata.tables.values())

    def print(self) -> dict[str, tuple[int, int, bytes]]:
        """Inode, modification time and bytes of every file of the tree."""
        return {
            path.relative_to(self.tree).as_posix(): (
                path.stat().st_ino,
                path.stat().st_mtime_ns,
                path.read_bytes(),
            )
            for path in sorted(self.tree.rglob("*"))
            if path.is_file()
        }
