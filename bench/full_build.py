"""What a full build costs beside a plain feedgen loop that writes the same RSS and Atom, uncompressed.

    python bench/full_build.py [--entries 20000] [--tags 2000] [--sources 10] [--rounds 3] [--plain]

Every entry stands in four feeds: everything, its source and two tags. `tagwire build` (start-up, RSS,
Atom, JSON, pages and archives, with gzip and br; with --plain without) runs on a tree that was removed
before. The loop is given the entries in memory, document by document as our tree has them. Prints the
medians, their ratio and the largest memory of a process of the build; fails when a bar is missed.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

from commands import Ran, options, tagwire
from feedgen.feed import FeedGenerator
from stored import fill, write_settings

from feeds.store import fragments, open_store

COMPRESSED, PLAIN, MEMORY = 1.0, 0.6, 200  # the bars: of the loop's time, and MB


def timed(action: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def build(folder: Path, *, warm: bool) -> Ran:
    """`tagwire build` without a tree; unless `warm`, without rendered entries."""
    take_away(folder / "public")
    if not warm:
        store = open_store(f"sqlite:///{folder}/tagwire.db")
        with store.transaction() as db:
            fragments.drop_all(db)
        store.close()
    return tagwire(folder, "build")


def take_away(tree: Path) -> None:
    """Move it out of the way: file systems are slow for a while where many files were just deleted."""
    if tree.exists():
        tree.rename(tree.with_name(f"{tree.name}-{time.time_ns()}"))


def loop_seconds(folder: Path) -> float:
    """Seconds that the loop takes over the documents of the tree; in a process of its own, as `fill`."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_loop_seconds, (folder,))


def _loop_seconds(folder: Path) -> float:
    documents = lists(folder)
    seconds = timed(partial(plain_loop, documents, folder / "plain"))
    take_away(folder / "plain")
    return seconds


def lists(folder: Path) -> dict[str, dict[str, Any]]:
    """What each feed document of the tree carries, by its path without suffix."""
    tree = folder / "public"
    return {
        str(path.relative_to(tree).with_suffix("")): json.loads(path.read_bytes())
        for path in tree.glob("feeds/**/*.json")
    }


def plain_loop(documents: dict[str, dict[str, Any]], out: Path) -> None:
    """As anybody would write it with feedgen."""
    for path, feed in documents.items():
        generator = FeedGenerator()
        generator.id(feed["feed_url"])
        generator.title(feed["title"])
        generator.description(feed.get("description") or feed["title"])
        generator.link(href=feed["home_page_url"], rel="alternate")
        generator.link(href=feed["feed_url"], rel="self")
        for item in feed["items"]:
            entry = generator.add_entry(order="append")
            entry.id(item["id"])
            entry.title(item["title"])
            entry.link(href=item["url"])
            entry.published(item["date_published"])
            entry.updated(item["date_modified"])
            entry.summary(item["content_html"])
            entry.author([{"name": author["name"]} for author in item["authors"]])
            entry.category([{"term": tag} for tag in item["tags"]])
            entry.source(item["_tagwire"]["source"]["url"], item["_tagwire"]["source"]["name"])
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        generator.rss_file(f"{target}.xml")
        generator.atom_file(f"{target}.atom")


def main() -> int:
    """Measure both in turn."""
    given = options(__doc__, entries=20_000, tags=2_000, sources=10, rounds=3, plain=False)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_settings(folder, sources=given.sources, compress="[]" if given.plain else '["gzip", "br"]')
        fill(folder, entries_=given.entries, tags=given.tags, sources=given.sources)
        ours, again, theirs = [], [], []
        for _ in range(given.rounds):
            ours.append(build(folder, warm=False))
            theirs.append(loop_seconds(folder))
            again.append(build(folder, warm=True))
    loop = median(theirs)
    cold, warm = (median(ran.seconds for ran in some) / loop for some in (ours, again))
    bar, memory = PLAIN if given.plain else COMPRESSED, max(ran.memory for ran in ours)
    print(f"plain loop: {loop:.1f} s; build: {cold:.2f} of that (bar {bar}), ", end="")
    print(f"{warm:.2f} when entries have been rendered before")
    print(f"largest process: {memory:.0f} MB (bar {MEMORY}); {os.cpu_count()} cores")
    return 0 if cold <= bar and memory <= MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
