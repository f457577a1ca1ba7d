"""Every folder of tests/data/html is a page and what it lists: in that order, and nothing else."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path, PurePosixPath

import pytest

from sources.adapters import html
from sources.entry import DateEvidence, Document, Entry, Listing

CASES = Path(__file__).parents[3] / "data" / "html"


def read(case: Path) -> tuple[dict, Listing]:
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    document = Document(
        data=(case / "page.html").read_bytes(),
        location=str(case / "page.html"),
        captured=datetime.fromisoformat(expected["captured"]),
        base_url=expected["url"],
    )
    assert html.claims(document)
    return expected, html.read(document)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_the_page_is_read_as_its_case_says(case: Path) -> None:
    expected, listing = read(case)
    shown = [entry for entry in listing.entries if entry.url not in expected.get("ignore", [])]
    assert [entry.url for entry in shown] == [item["url"] for item in expected["items"]]
    captured = datetime.fromisoformat(expected["captured"])
    for item, entry in zip(expected["items"], shown, strict=True):
        assert mistakes(item, entry, captured) == {}


def mistakes(item: dict, entry: Entry, captured: datetime) -> dict[str, object]:
    """The fields that were read otherwise, as they were read."""
    names = [person.name for person in entry.authors]
    picture = entry.image.url if entry.image else ""
    read_as = {
        "title": (item.get("title", ""), entry.title),
        "author": (item["author"] in names, True) if "author" in item else (True, True),
        "excerpt": (True, (entry.excerpt or "").startswith(item.get("excerpt", ""))),
        "image": (True, PurePosixPath(item.get("image", "")).stem in picture),
        "date": (item.get("date"), date_of(entry.dates, captured, item.get("date"))),
    }
    return {name: (wanted, found) for name, (wanted, found) in read_as.items() if wanted != found}


def date_of(dates: tuple[DateEvidence, ...], captured: datetime, wanted: str | None) -> str | None:
    """The most telling evidence, written as precisely as is wanted."""
    if wanted is None:
        return None
    best = min(dates, key=lambda clue: clue.basis.rank, default=None)
    if best is None:
        return "undated"
    if best.instant:
        return best.instant.astimezone(datetime.fromisoformat(wanted).tzinfo).isoformat()[: len(wanted)]
    if best.wall:
        return best.wall.isoformat()[: len(wanted)]
    if best.ago is not None:
        return (captured - best.ago).date().isoformat()
    return date(best.year or 1, best.month or 1, best.day or 1).isoformat()
