"""Which number of a date is its month, by the dates beside it."""

from __future__ import annotations

from datetime import date

import pytest

from sources.dates.order import regional

LATEST = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("language", "texts", "found"),
    [
        ("en", ["03/04/2026", "Posted 28/02/2026 by Ann"], "en-GB"),
        ("en", ["03/04/2026", "02/28/2026"], "en-US"),
        ("en-US", ["On 28/02/26 it rained."], "en-GB"),
        ("en", ["05/03/2026", "03/03/2026"], "en-GB"),  # else it were to come
        ("en", ["02/03/2026", "02/01/2026", "01/02/2026"], "en-US"),  # else January stood above February
        ("en", ["01/02/2026", "05/01/2026", "03/01/2026"], "en-GB"),
        ("en", ["28/02/2026", "02/28/2026"], "en"),  # both
        ("en", ["02/02/2026"], "en"),
        ("en", ["no date", "2026-02-03", "1.2.3.26", "version 3/4"], "en"),
        ("en", [], "en"),
        ("fr", ["02/28/2026"], "fr"),
        (None, ["02/28/2026"], None),
    ],
)
def test_regional(language: str | None, texts: list[str], found: str | None) -> None:
    assert regional(language, texts, LATEST) == found
