from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feeds.errors import PublishError
from feeds.publish import summary
from feeds.publish.summary import Summary

NOON = datetime(2025, 10, 24, 12, tzinfo=UTC)


def test_what_is_saved_is_loaded(tmp_path):
    kept = Summary(
        finished=NOON, ok=False, sources_ok=2, sources_failed=1, documents_written=9, last_success=NOON
    )
    summary.save(kept, tmp_path / "public")
    assert summary.load(tmp_path / "public") == kept


def test_it_stands_beside_the_tree(tmp_path):
    summary.save(Summary(finished=NOON, ok=True), tmp_path / "public")
    assert [path.name for path in tmp_path.iterdir()] == ["public.summary.json"]


@pytest.mark.parametrize(
    "text", [None, "", "nonsense", "[]", '{"finished": "2025-10-24T12:00:00", "ok": true}', '{"ok": true}']
)
def test_what_cannot_be_read_is_none(tmp_path, text):
    if text is not None:
        summary.path_beside(tmp_path / "public").write_text(text)
    assert summary.load(tmp_path / "public") is None


def test_failure_is_one_line(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishError, match=r"public\.summary\.json"):
        summary.save(Summary(finished=NOON, ok=True), tmp_path / "file" / "public")
