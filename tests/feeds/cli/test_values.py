"""What options mean by what was typed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from feeds.cli.values import instant

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "place", "meant"),
    [
        (date(2026, 3, 3), "UTC", datetime(2026, 3, 3, 23, 59, 59, tzinfo=UTC)),
        (date(2026, 3, 4), "UTC", NOW),
        (date(2026, 3, 4), "Pacific/Kiritimati", datetime(2026, 3, 4, 9, 59, 59, tzinfo=UTC)),
        (date(2026, 3, 5), "Pacific/Kiritimati", NOW),
        (date(2026, 3, 3), "Pacific/Niue", datetime(2026, 3, 4, 10, 30, tzinfo=UTC)),
    ],
)
def test_a_day_ends_with_its_last_second_or_now(day: date, place: str, meant: datetime) -> None:
    with time_machine.travel(NOW, tick=False):
        assert instant(day, ZoneInfo(place)) == meant


def test_an_instant_is_itself() -> None:
    assert instant(NOW, ZoneInfo("Europe/Paris")) is NOW
