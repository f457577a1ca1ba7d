"""Dates in attributes and addresses."""

from __future__ import annotations

import pytest

from sources.dates import read_attribute, read_url
from sources.entry import DateBasis


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-03-02T08:15:30+01:00", "2026-03-02T08:15:30+01:00"),
        ("2026-03-02T08:15:30Z", "2026-03-02T08:15:30+00:00"),
        ("2026-03-02t08:15:30.250z", "2026-03-02T08:15:30.250000+00:00"),
        ("2026-03-02T08:15:30.1234567Z", "2026-03-02T08:15:30.123456+00:00"),
        ("2026-03-02T08:15+0100", "2026-03-02T08:15:00+01:00"),
        ("2026-03-02 08:15:00 +0300 +0300", "2026-03-02T08:15:00+03:00"),
        ("2026-03-02T08:15:30+01:00[Europe/Paris]", "2026-03-02T08:15:30+01:00"),
        ("20260302T081530Z", "2026-03-02T08:15:30+00:00"),
        (" 2026-03-02 08:15 ", "2026-03-02T08:15:00"),
        ("2026-03-02T08:15:30", "2026-03-02T08:15:30"),
        ("2026-03-02T08:15:30 UTC", "2026-03-02T08:15:30+00:00"),
        ("Mon, 02 Mar 2026 08:15:30 GMT", "2026-03-02T08:15:30+00:00"),
        ("Mon, 02 Mar 2026 08:15:30 -0700", "2026-03-02T08:15:30-07:00"),
        ("Mon Mar 02 2026 08:15:30 GMT+0100 (CET)", "2026-03-02T08:15:30+01:00"),
        ("Mon, 02 Mar 2026 08:15:30 -0000", "2026-03-02T08:15:30+00:00"),
        ("Mon, 02 Mar 2026 08:15:30 CEST", "2026-03-02T08:15:30+02:00"),
        ("1772439330", "2026-03-02T08:15:30+00:00"),
        ("1772439330000", "2026-03-02T08:15:30+00:00"),
        ("2026-03-02T00:00:00 1772439330", "2026-03-02T08:15:30+00:00"),
        ("March 2, 2026 8:15 am", "2026-03-02T08:15:00"),
    ],
)
def test_attributes_state_instants(value, moment):
    clue = read_attribute(value)
    assert clue
    assert clue.basis is DateBasis.STATED
    assert (clue.instant or clue.wall).isoformat() == moment


@pytest.mark.parametrize("value", ["2026-03-02", "20260302", "March 2, 2026"])
def test_attributes_state_days(value):
    clue = read_attribute(value)
    assert clue
    assert (clue.basis, clue.year, clue.month, clue.day) == (DateBasis.DAY, 2026, 3, 2)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "12",
        "1234567",
        "hello",
        "2026-02-30",
        "2026-13-01T00:00:00Z",
        "0001-01-01T00:00:00",
        "99999999999",
        "true",
        "2" * 5000,
    ],
)
def test_attributes_of_other_things_say_nothing(value):
    assert read_attribute(value) is None


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("/2026/03/02/slug", (2026, 3, 2)),
        ("/news/2026/3/2/", (2026, 3, 2)),
        ("/world/2026/mar/02/slug", (2026, 3, 2)),
        ("/2026-03-02-slug.html", (2026, 3, 2)),
        ("/posts/slug-2026-03-02", (2026, 3, 2)),
        ("/a/20260302-slug", (2026, 3, 2)),
        ("/a/20260302/slug", (2026, 3, 2)),
        ("/2026/03/slug", (2026, 3, None)),
        ("/archive/2026-03/slug", (2026, 3, None)),
        ("/%D8%B1/2026/03/02/slug", (2026, 3, 2)),
        ("/2026/slug", None),
        ("/2026/13/45/", None),
        ("/2026/02/30/x", None),
        ("/1789/07/14/bastille", None),
        ("/item/20269999", None),
        ("/item/202603021234", None),
        ("/item/a20260302b", None),
        ("/?date=2026-03-02", None),
        ("/", None),
    ],
)
def test_addresses(path, date):
    clue = read_url(f"https://news.example{path}")
    assert (clue and (clue.year, clue.month, clue.day)) == date
    assert clue is None or clue.basis is DateBasis.URL


def test_a_broken_address_says_nothing():
    assert read_url("http://[") is None
