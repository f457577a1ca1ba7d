"""What feed readers make of a document: each turns a file into items of one shape, in its own order.

A reader that is not installed skips the test that asks for it.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

TIMEOUT = 60  # seconds for a reader that is a program


@dataclass(frozen=True, kw_only=True)
class Item:
    """An article as a reader shows it; `categories` is None where it has no notion of them."""

    id: str
    title: str
    link: str
    published: datetime
    categories: tuple[str, ...] | None


Read = Callable[[Path, Path], list[Item]]  # (document, a folder to work in) -> items


def feedparser(document: Path, _: Path) -> list[Item]:
    parser = pytest.importorskip("feedparser")
    return [
        item(one.id, one.title, one.link, one.published, (tag.term for tag in one.get("tags", ())))
        for one in parser.parse(document.read_bytes()).entries
    ]


def reader(document: Path, _: Path) -> list[Item]:
    package = pytest.importorskip("reader")
    with package.make_reader(":memory:", feed_root=str(document.parent)) as one:
        one.add_feed(document.name)
        one.update_feed(document.name)
        found = list(one.get_entries())
    return [item(entry.id, entry.title or "", entry.link, entry.published) for entry in found]


def atoma(document: Path, _: Path) -> list[Item]:
    package, data = pytest.importorskip("atoma"), document.read_bytes()
    if document.suffix == ".xml":
        return [
            item(one.guid, one.title, one.link, one.pub_date, one.categories)
            for one in package.parse_rss_bytes(data).items
        ]
    if document.suffix == ".json":
        return [
            item(one.id_, one.title or "", one.url, one.date_published, one.tags)
            for one in package.parse_json_feed_bytes(data).items
        ]
    return [
        item(
            one.id_,
            one.title.value,
            next(link.href for link in one.links if link.rel in {None, "alternate"}),
            one.published,
            (category.term for category in one.categories),
        )
        for one in package.parse_atom_bytes(data).entries
    ]


def fastfeedparser(document: Path, _: Path) -> list[Item]:
    package = pytest.importorskip("fastfeedparser")
    return [
        item(one.id, one.title, one.link, one.published, (tag["term"] for tag in one.get("tags", ())))
        for one in package.parse(document.read_bytes()).entries
    ]


def node_package(name: str, document: Path, _: Path) -> list[Item]:
    script = Path(__file__).parent / "read.cjs"
    there = f"require.resolve({json.dumps(name)}, {{paths: {json.dumps([str(script.parent)])}}})"
    if run(program("node"), "-e", there, check=False).returncode:
        pytest.skip(f"needs {name}: npm install {name}")
    found = json.loads(run("node", script, name, document).stdout)
    return [
        item(one["id"], one.get("title", ""), one["link"], one["published"], one.get("categories"))
        for one in found
    ]


def newsboat(document: Path, folder: Path) -> list[Item]:
    urls, cache = folder / "urls", folder / "cache.db"
    urls.write_text(document.as_uri())
    words = [program("newsboat"), "-q", "-C", "/dev/null", "-u", urls, "-c", cache, "-x", "reload"]
    run(*words, env={"HOME": str(folder), "LC_ALL": "C.UTF-8"})
    db = sqlite3.connect(cache)
    rows = db.execute("SELECT guid, title, url, pubDate FROM rss_item ORDER BY pubDate DESC").fetchall()
    db.close()
    return [item(guid, title, url, datetime.fromtimestamp(at, UTC)) for guid, title, url, at in rows]


def sfeed(document: Path, _: Path) -> list[Item]:
    with document.open("rb") as opened:
        written = run(program("sfeed"), stdin=opened).stdout
    rows = [line.split("\t") for line in written.splitlines()]
    return [
        item(
            row[5], row[1], row[2], datetime.fromtimestamp(int(row[0]), UTC), filter(None, row[8].split("|"))
        )
        for row in rows
    ]


READERS: dict[str, Read] = {
    "feedparser": feedparser,
    "reader": reader,
    "atoma": atoma,
    "fastfeedparser": fastfeedparser,
    "feedsmith": partial(node_package, "feedsmith"),
    "rss-parser": partial(node_package, "rss-parser"),
    "newsboat": newsboat,
    "sfeed": sfeed,
}
JSON_READERS = ("reader", "atoma", "fastfeedparser", "feedsmith")


def item(
    id: str,  # noqa: A002  # what it is called in every format
    title: str,
    link: str,
    published: datetime | str,
    categories: Iterable[str] | None = None,
) -> Item:
    return Item(
        id=id,
        title=title,
        link=link,
        published=published if isinstance(published, datetime) else instant(published),
        categories=None if categories is None else tuple(categories),
    )


def instant(written: str) -> datetime:
    """RFC 3339 or RFC 822."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return parsedate_to_datetime(written)


def program(name: str) -> str:
    """Its path; without it the test is skipped."""
    return shutil.which(name) or pytest.skip(f"needs {name}")


def run(*words: object, check: bool = True, **options: Any) -> subprocess.CompletedProcess[str]:
    """A program that has run to its end, and what it wrote."""
    wanted = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8", "timeout": TIMEOUT}
    return subprocess.run([*map(str, words)], check=check, **wanted, **options)
