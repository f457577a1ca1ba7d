"""When a source is due again: later for each failure, and when the site asks for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.refresh import next_due

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUARTER, HOUR, DAY, WEEK = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1), timedelta(days=7)
EARLY = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("every", "failures", "retry_after", "wait"),
    [
        (QUARTER, 0, None, timedelta(minutes=14)),
        (timedelta(), 0, None, timedelta()),
        (timedelta(minutes=5), 0, None, timedelta(minutes=4, seconds=30)),
        (QUARTER, 1, None, 2 * QUARTER - EARLY),
        (QUARTER, 2, None, 4 * QUARTER - EARLY),
        (QUARTER, 6, None, 64 * QUARTER - EARLY),
        (QUARTER, 7, None, DAY - EARLY),
        (QUARTER, 100_000, None, DAY - EARLY),
        (timedelta(seconds=1), 30, None, DAY - EARLY),
        (timedelta(), 9, None, timedelta()),
        (WEEK, 0, None, WEEK - EARLY),
        (WEEK, 5, None, WEEK - EARLY),
        (QUARTER, 1, HOUR, HOUR),
        (QUARTER, 1, timedelta(minutes=5), 2 * QUARTER - EARLY),
        (QUARTER, 9, HOUR, DAY - EARLY),
        (timedelta(), 1, HOUR, HOUR),
        (QUARTER, 1, timedelta(), 2 * QUARTER - EARLY),
    ],
)
def test_next_due(every: timedelta, failures: int, retry_after: timedelta | None, wait: timedelta) -> None:
    assert next_due(NOW, every, failures=failures, retry_after=retry_after) == NOW + wait


@given(st.integers(0, 10**8), st.integers(0, 10**6), st.none() | st.integers(0, 86400))
def test_waiting_grows_with_failures_and_has_bounds(every: int, failures: int, rest: int | None) -> None:
    span = timedelta(seconds=every)
    retry_after = None if rest is None else timedelta(seconds=rest)
    due = next_due(NOW, span, failures=failures, retry_after=retry_after)
    assert NOW <= due <= NOW + max(span, DAY)
    assert due >= NOW + (retry_after or timedelta())
    assert next_due(NOW, span, failures=failures + 1, retry_after=retry_after) >= due
