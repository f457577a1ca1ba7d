"""What one new article of a small source costs beside 100,000 stored entries, against beside 1,000.

    python bench/one_article.py [--many 100000] [--few 1000] [--tags 200] [--rounds 7]

Each round adds an article to a source of a few, and runs `tagwire refresh --source small` in both
publications in turn: the whole command, start-up included. Prints the medians, their ratio, the documents
written and the memory of the refresh; fails when a bar is missed.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from commands import Ran, options, tagwire
from stored import fill, write_settings

SLOWER, MEMORY = 1.5, 200  # the bars: times, and MB
SMALL = '[[source]]\nname = "small"\nlocation = "small.jsonl"\nadapter = "table"\ntitle = "Small"\n'
NEWEST = datetime.now(UTC) - timedelta(hours=1)
TAGS = ("tag 1", "petit")


def publication(folder: Path, entries: int, tags: int) -> Path:
    """A published store of so many entries, and a small source."""
    folder.mkdir()
    write_settings(folder, sources=10, more=SMALL)
    fill(folder, entries_=entries, tags=tags, sources=10)
    list_articles(folder, 3)
    tagwire(folder, "refresh", "--source", "small")
    return folder


def list_articles(folder: Path, count: int) -> None:
    """Have the small source list so many articles."""
    rows = [
        {
            "url": f"https://small.example.org/{number}",
            "title": f"Le petit article numéro {number}",
            "excerpt": "Une phrase ou deux.",
            "published": (NEWEST + timedelta(seconds=number)).isoformat(),
            "tags": TAGS,
        }
        for number in range(count)
    ]
    (folder / "small.jsonl").write_text("\n".join(map(json.dumps, reversed(rows))))


def one_more(folder: Path, count: int) -> tuple[Ran, list[str]]:
    """A refresh after the small source has got one more article: its cost, and the documents written."""
    list_articles(folder, count)
    before = time.time() - 0.01
    ran = tagwire(folder, "refresh", "--source", "small")
    tree = folder / "public"
    written = [
        str(path.relative_to(tree))
        for path in tree.rglob("*")
        if path.is_file() and path.stat().st_ctime >= before and path.suffix not in {".gz", ".br"}
    ]
    return ran, sorted(written)


def main() -> int:
    """Measure both in turn."""
    given = options(__doc__, many=100_000, few=1_000, tags=200, rounds=7)
    with tempfile.TemporaryDirectory() as made:
        folders = [
            publication(Path(made, str(count)), count, given.tags) for count in (given.many, given.few)
        ]
        rounds = [[one_more(folder, 4 + number) for folder in folders] for number in range(given.rounds)]
        many, few = ([one[place] for one in rounds] for place in (0, 1))
    seconds = [median(ran.seconds for ran, _ in some) for some in (many, few)]
    ratio, memory = seconds[0] / seconds[1], max(ran.memory for ran, _ in many)
    print(f"beside {given.many}: {seconds[0]:.3f} s; beside {given.few}: {seconds[1]:.3f} s; ", end="")
    print(f"ratio {ratio:.2f} (bar {SLOWER}); memory {memory:.0f} MB (bar {MEMORY})")
    print(f"documents written: {', '.join(many[-1][1])}")
    return 0 if ratio <= SLOWER and memory <= MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
