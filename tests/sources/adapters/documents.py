"""What the tests of document adapters share: documents of test data, and listings as plain values beside them."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sources.entry import Document, Listing

DATA = Path(__file__).parents[2] / "data"
_EMPTY = (None, (), "", False)
INPUTS = ("feed.xml", "feed.json", "table.csv", "table.jsonl", "posts.json")


def document(data: bytes | str, location: str = "document", **stated: str | None) -> Document:
    data = data.encode() if isinstance(data, str) else data
    return Document(data=data, location=location, captured=datetime(2025, 11, 1, tzinfo=UTC), **stated)


def cases(adapter: str) -> list[Path]:
    """The folders of an adapter's cases: one input each, and what it should be read as in expected.json."""
    return sorted(path for path in (DATA / adapter).iterdir() if path.is_dir())


def of_case(case: Path) -> Document:
    """The document of a case; its name gives nothing away."""
    return document(next(case / name for name in INPUTS if (case / name).exists()).read_bytes())


def expected(case: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((case / "expected.json").read_text("utf-8"))
    return value


def as_plain(listing: Listing) -> dict[str, Any]:
    """The listing as JSON has it, without what is empty and the words that dates were read from."""
    plain: dict[str, Any] = json.loads(json.dumps(_pruned(asdict(listing)), default=_text))
    return plain


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _pruned(one) for key, one in value.items() if one not in _EMPTY and key != "quote"}
    return [_pruned(one) for one in value] if isinstance(value, list | tuple) else value


def _text(value: object) -> str:
    return (
        value.isoformat()
        if isinstance(value, datetime)
        else str(value)
        if isinstance(value, timedelta)
        else ""
    )
