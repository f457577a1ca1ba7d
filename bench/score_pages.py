"""How well saved listing pages are read: precision and recall over articles, each field's share read right.

    python bench/score_pages.py FOLDER [--only PART] [--worst N] [--min-f1 0.99] [--min-field 0.95]

FOLDER holds pages and an expected.json: {"pages": [{"file", "url", "captured", "ignore": [URL],
"items": [{"url", "title", "published", "date_on_page", "author", "excerpt", "image"}]}]}. What a page does
not show is null; `date_on_page` is instant, wall (a time without its zone), day, relative or none; `ignore`
lists addresses that are neither right nor wrong. Pages are read in this process, as `tagwire check` does it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit
from zoneinfo import ZoneInfo

from feeds.cli.preview import as_json, preview
from sources import Source, SourceError

FIELDS = ("title", "day", "instant", "author", "excerpt", "image")
OPENING = 60  # characters of an excerpt that are compared
TRACKING = re.compile(r"utm_|fbclid$|gclid$|si$|ref$|source$")
Json = dict[str, Any]


@dataclass(slots=True)
class Score:
    """What was read right and wrong of one page, or of all."""

    hits: int = 0
    extra: int = 0
    missed: int = 0
    ordered: bool = True
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.hits += other.hits
        self.extra += other.extra
        self.missed += other.missed
        self.right += other.right
        self.asked += other.asked

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / max(1, 2 * self.hits + self.extra + self.missed)

    @property
    def least_field(self) -> float:
        """The share of the field that was read right least often."""
        return min((self.right[name] / count for name, count in self.asked.items()), default=0.0)


def squash(text: str | None) -> str:
    """The text with single spaces."""
    return re.sub(r"\s+", " ", text or "").strip()


def key_of(url: str | None, *, fragment: bool) -> tuple[str, ...]:
    """What spellings of one address share, but for encoding, closing slash and tracking parameters."""
    parts = urlsplit(url or "")
    query = sorted(pair for pair in parse_qsl(parts.query) if not TRACKING.match(pair[0]))
    tail = parts.fragment if fragment else ""
    return parts.netloc.lower(), unquote(parts.path).rstrip("/"), urlencode(query), tail


def read(folder: Path, page: Json) -> tuple[list[Json], str]:
    """The entries that a page is read as, or why it is not."""
    path = folder / page["file"]
    captured = page.get("captured")
    moment = (
        datetime.fromisoformat(captured) if captured else datetime.fromtimestamp(path.stat().st_mtime, UTC)
    )
    source = Source(name="score", location=str(path), url=page["url"])
    try:
        return as_json(preview(source, zone=ZoneInfo("UTC"), captured=moment))["entries"], ""
    except SourceError as error:
        return [], str(error)


def judge(page: Json, entries: list[Json]) -> Score:
    """Holds what was read against what the page shows."""
    plain = {key_of(item["url"], fragment=False) for item in page["items"]}
    fragment = len(plain) < len(page["items"])  # articles that are parts of one page
    wanted = {key_of(item["url"], fragment=fragment): item for item in page["items"]}
    ignored = {key_of(url, fragment=fragment) for url in page["ignore"]}
    found: dict[tuple[str, ...], Json] = {}
    for entry in entries:
        found.setdefault(key_of(entry["url"], fragment=fragment), entry)
    extra = [key for key in found if key not in wanted and key not in ignored]
    score = Score(
        hits=len(wanted.keys() & found.keys()),
        extra=len(extra) + len(entries) - len(found),
        missed=len(wanted.keys() - found.keys()),
        ordered=[key for key in wanted if key in found] == [key for key in found if key in wanted],
        notes=[f"extra {'/'.join(key[:3])}" for key in extra]
        + [f"missed {'/'.join(key[:3])}" for key in wanted if key not in found],
    )
    for key in wanted.keys() & found.keys():
        judge_fields(wanted[key], found[key], score)
    return score


def judge_fields(item: Json, entry: Json, score: Score) -> None:
    """Holds the fields of one article against those that the page shows."""

    def ask(name: str, right: bool, read_as: object) -> None:
        score.asked[name] += 1
        score.right[name] += right
        if not right:
            score.notes.append(f"{name} of {item['url'][-40:]}: {read_as!r}")

    if item["title"]:
        ask("title", squash(entry["title"]) == squash(item["title"]), entry["title"])
    judge_date(item, entry["published"], ask)
    if item["author"]:
        ask("author", squash(item["author"]) in map(squash, entry["authors"]), entry["authors"])
    if item["excerpt"]:
        shown = squash(entry["excerpt"])
        ask("excerpt", shown[:OPENING] == squash(item["excerpt"])[:OPENING], shown[:OPENING])
    if item["image"]:
        ask("image", PurePosixPath(item["image"]).stem in (entry["image"] or ""), entry["image"])


def judge_date(item: Json, published: str, ask: Any) -> None:
    """Holds a date against as much of it as the page shows."""
    shown = item["date_on_page"]
    if shown == "none":
        return
    stated, read_as = datetime.fromisoformat(item["published"]), datetime.fromisoformat(published)
    zone = stated.tzinfo if shown == "instant" else read_as.tzinfo
    ask("day", read_as.astimezone(zone).date() == stated.date(), published)
    if shown == "instant":
        ask("instant", read_as == stated, published)
    elif shown == "wall":
        ask("instant", read_as.replace(tzinfo=None) == stated.replace(tzinfo=None), published)


def report(name: str, score: Score, error: str, *, notes: int) -> None:
    """Prints what was wrong with one page."""
    wrong = {
        name: f"{score.right[name]}/{count}"
        for name, count in score.asked.items()
        if score.right[name] < count
    }
    order = "" if score.ordered else " out of order"
    print(f"{name}: hits {score.hits} extra {score.extra} missed {score.missed}{order} {wrong or ''} {error}")
    for note in score.notes[:notes]:
        print(f"    {note}")


def main() -> None:
    """Scores all pages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", help="only pages whose file contains this")
    parser.add_argument("--worst", type=int, default=10, help="pages to show")
    parser.add_argument("--notes", type=int, default=0, help="mistakes to show of each page")
    parser.add_argument("--min-f1", type=float, default=0.0)
    parser.add_argument("--min-field", type=float, default=0.0)
    args = parser.parse_args()
    pages = json.loads((args.folder / "expected.json").read_text("utf-8"))["pages"]
    pages = [page for page in pages if not args.only or any(part in page["file"] for part in args.only)]
    total, rows = Score(), []
    for page in pages:
        entries, error = read(args.folder, page)
        score = judge(page, entries)
        total.add(score)
        rows.append((page["file"], score, error))
    rows.sort(key=lambda row: (-(row[1].extra + row[1].missed), row[1].least_field))
    for name, score, error in rows[: args.worst]:
        if score.notes or error or not score.ordered:
            report(name, score, error, notes=args.notes)
    print(
        " ".join(
            f"{name} {total.right[name] / total.asked[name]:.3f}" for name in FIELDS if total.asked[name]
        )
    )
    exact = sum(not (score.extra or score.missed) for _, score, _ in rows)
    print(
        f"{len(rows)} pages, {exact} with exactly the right articles; "
        f"F1 {total.f1:.4f}; least field {total.least_field:.3f}"
    )
    sys.exit(total.f1 < args.min_f1 or total.least_field < args.min_field)


if __name__ == "__main__":
    main()
