"""What a full build costs beside a plain feedgen loop that writes the same RSS and Atom, uncompressed.

    python bench/full_build.py [--entries 20000] [--tags 2000] [--sources 10] [--rounds 3] [--plain]

Every entry stands in four feeds: everything, its source and two tags. `tagwire build` (start-up, RSS,
Atom, JSON, pages and archives, with gzip and br; with --plain without) runs on a tree that was removed
before. The loop is given the entries in memory, document by document as our tree has them. Prints the
medians, their ratio and the largest memory of a process of the build; fails when a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from feedgen.feed import FeedGenerator
from stored import fill, write_settings

TAGWIRE = Path(sys.executable).with_name("tagwire")
COMPRESSED, PLAIN, MEMORY = 1.0, 0.6, 200  # the bars: of the loop's time, and MB


def timed(action: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def build(folder: Path) -> None:
    """`tagwire build` without a tree."""
    shutil.rmtree(folder / "public", ignore_errors=True)
    command = [TAGWIRE, "--config", str(folder / "tagwire.toml"), "build"]
    subprocess.run(command, check=True)


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--tags", type=int, default=2_000)
    parser.add_argument("--sources", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--plain", action="store_true", help="compress = []")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_settings(folder, sources=given.sources, compress="[]" if given.plain else '["gzip", "br"]')
        fill(folder, entries_=given.entries, tags=given.tags, sources=given.sources)
        ours, theirs, documents = [], [], None
        for _ in range(given.rounds):
            ours.append(timed(lambda: build(folder)))
            documents = documents or lists(folder)
            theirs.append(timed(lambda: plain_loop(documents, folder / "plain")))
            shutil.rmtree(folder / "plain")
    ratio, bar = median(ours) / median(theirs), PLAIN if given.plain else COMPRESSED
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"build: {median(ours):.1f} s; plain loop: {median(theirs):.1f} s; ratio {ratio:.2f} (bar {bar})")
    print(f"largest process of the build: {memory:.0f} MB (bar {MEMORY}); {os.cpu_count()} cores")
    return 0 if ratio <= bar and memory <= MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
