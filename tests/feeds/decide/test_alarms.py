"""Yields that cannot be right, and sources that are believed in the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.decide.alarms import REMEMBERED, alarm, remember
from sources.entry import Entry


def listing(size: int) -> list[Entry]:
    return [Entry(title=f"Article {number}") for number in range(size)]


@pytest.mark.parametrize(
    ("size", "distinct", "yields", "says"),
    [
        (20, 20, [], None),
        (1, 1, [], None),
        (20, 20, [20, 20], None),
        (9, 9, [20, 20, 20], None),
        (8, 8, [20, 20, 20], None),
        (7, 7, [20, 20, 20], "lists 7 articles where it usually lists 20"),
        (1, 1, [20], "lists 1 article where it usually lists 20"),
        (0, 0, [20], "lists 0 articles where it usually lists 20"),
        (1, 1, [4, 4, 4], None),
        (1, 1, [5, 5, 5], "lists 1 article where it usually lists 5"),
        (20, 1, [], "lists 20 articles of which only 1 differ"),
        (20, 10, [20], "lists 20 articles of which only 10 differ"),
        (20, 11, [20], None),
        (4, 1, [], None),
        (3, 3, [3, 20, 20, 20, 20], "usually lists 20"),
        (3, 3, [20, 3, 3], None),
    ],
)
def test_alarms(size: int, distinct: int, yields: list[int], says: str | None) -> None:
    found = alarm(listing(size), distinct, yields)
    assert (says in found) if says and found else (found is None and says is None)


@given(st.lists(st.integers(10, 40), min_size=1, max_size=30), st.integers(1, 3))
def test_a_source_that_has_really_grown_small_is_believed_in_the_end(before: list[int], small: int) -> None:
    yields: tuple[int, ...] = ()
    for size in before:
        yields = remember(yields, size)
    alarms = []
    for _ in range(REMEMBERED):
        alarms.append(alarm(listing(small), small, yields))
        yields = remember(yields, small)
    assert alarms[0]
    assert alarm(listing(small), small, yields) is None


@given(st.lists(st.integers(0, 50), max_size=30), st.integers(0, 50))
def test_as_many_as_usual_never_alarm(yields: list[int], size: int) -> None:
    if all(size >= one for one in yields):
        assert alarm(listing(size), size, yields) is None
