"""Day or month first: one listing writes its dates in one order."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sources.adapters import html
from sources.entry import Document

CAPTURED = datetime(2026, 5, 20, tzinfo=UTC)


def days(language: str, *labels: str) -> list[date]:
    rows = "".join(
        f'<li><a href="/s{number}">A story of some length, number {number}</a> <span>{label}</span></li>'
        for number, label in enumerate(labels)
    )
    data = f'<html lang="{language}"><body><ul>{rows}</ul></body></html>'.encode()
    document = Document(data=data, location="p.html", captured=CAPTURED, base_url="https://h.example/l/")
    found = [entry.dates[0] for entry in html.read(document).entries]
    return [
        one.wall.date() if one.wall else date(one.year or 1, one.month or 1, one.day or 1) for one in found
    ]


@pytest.mark.parametrize(
    ("language", "labels", "expected"),
    [
        ("en-US", ("05/04/2026", "05/03/2026", "04/28/2026"), ["2026-05-04", "2026-05-03", "2026-04-28"]),
        ("fr", ("05/04/2026", "05/03/2026", "04/28/2026"), ["2026-05-04", "2026-05-03", "2026-04-28"]),
        ("en", ("04/05/2026", "03/05/2026", "28/04/2026"), ["2026-05-04", "2026-05-03", "2026-04-28"]),
        (
            "en",
            ("04/05/2026", "03/05/2026", "02/05/2026", "12/04/2026"),
            ["2026-05-04", "2026-05-03", "2026-05-02", "2026-04-12"],
        ),
        ("de", ("04.05.2026", "03.05.2026", "12.04.2026"), ["2026-05-04", "2026-05-03", "2026-04-12"]),
        (
            "fr",
            ("05/04/2026 10:30", "04/28/2026 09:15", "04/27/2026 09:00"),
            ["2026-05-04", "2026-04-28", "2026-04-27"],
        ),
        ("it", ("03/02/2026", "02/02/2026", "01/02/2026"), ["2026-02-03", "2026-02-02", "2026-02-01"]),
        ("en-US", ("03/02/2026", "03/01/2026", "02/01/2026"), ["2026-03-02", "2026-03-01", "2026-02-01"]),
    ],
)
def test_the_order_of_the_numbers(language: str, labels: tuple[str, ...], expected: list[str]) -> None:
    assert [day.isoformat() for day in days(language, *labels)] == expected
