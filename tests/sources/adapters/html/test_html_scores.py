"""The published scores, on the pages that stand beside some checkouts."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[4] / "bench"


@pytest.mark.parametrize(
    ("folder", "least_f1", "least_field"), [("pages", 0.995, 0.98), ("pages-other", 0.97, 0.9)]
)
def test_saved_pages_are_read_as_well_as_published(
    shared: Path, folder: str, least_f1: float, least_field: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    monkeypatch.delitem(sys.modules, "score_pages", raising=False)
    import score_pages

    total = score_pages.Score()
    for page in json.loads((shared / folder / "expected.json").read_text("utf-8"))["pages"]:
        entries, _ = score_pages.read(shared / folder, page)
        total.add(score_pages.judge(page, entries))
    assert total.f1 >= least_f1
    assert total.least_field >= least_field
