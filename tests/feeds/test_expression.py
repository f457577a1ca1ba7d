"""Tag expressions: what they mean, and how a wrong one is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.settings.expression import DEEPEST, MOST, Expression

TAGS = st.sampled_from(["a", "b-c", "война", "u2665"])


def written(depth: int = 4) -> st.SearchStrategy[str]:
    """Expressions, in parentheses wherever there may be any."""
    return st.recursive(
        TAGS,
        lambda inner: st.one_of(
            inner.map(lambda one: f"(not {one})"),
            st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda three: f"({' '.join(three)})"),
        ),
        max_leaves=2**depth,
    )


@pytest.mark.parametrize(
    ("text", "selected", "left"),
    [
        ("a", [{"a"}, {"a", "b"}], [set(), {"b"}]),
        ("a and b or c", [{"a", "b"}, {"c"}], [{"a"}, {"b"}]),
        ("a or b and c", [{"a"}, {"b", "c"}], [{"b"}, {"c"}]),
        ("not a and b", [{"b"}], [{"a", "b"}, set()]),
        ("not not a", [{"a"}], [set()]),
        ("guerre-en-ukraine and not (sport or meteo)", [{"guerre-en-ukraine"}], [{"guerre-en-ukraine", "meteo"}]),
        ("A AND Not\n(Météo oR ВОЙНА)", [{"a"}], [{"a", "meteo"}, {"a", "война"}]),
        ("""a and "or" and not 'not'""", [{"a", "or"}], [{"a"}, {"a", "or", "not"}]),
        ("(a)and(b)", [{"a", "b"}], [{"a"}]),
        ("android or notes", [{"android"}, {"notes"}], [{"roid"}]),
    ],
)  # fmt: skip
def test_what_expressions_mean(text: str, selected: list[set[str]], left: list[set[str]]) -> None:
    expression = Expression.parse(text)
    assert all(expression.selects(tags) for tags in selected)
    assert not any(expression.selects(tags) for tags in left)


@given(written(), st.sets(TAGS))
def test_any_expression_means_what_python_takes_it_for(text: str, tags: set[str]) -> None:
    as_python = re.sub(
        r"[^\s()]+", lambda w: w[0] if w[0] in {"and", "or", "not"} else str(w[0] in tags), text
    )
    assert Expression.parse(text).selects(tags) is eval(as_python)


@pytest.mark.parametrize(
    ("text", "column", "expected", "spot"),
    [
        ("", 1, "a tag", "▶◀"),
        ("and", 1, "a tag", "▶and◀"),
        ("a b", 3, '"and", "or" or the end', "a ▶b◀"),
        ("a and", 6, "a tag", "a and▶◀"),
        ("a or (b and and c)", 13, "a tag", "▶and◀ c)"),
        ("(a or b", 8, '"and", "or" or ")"', "(a or b▶◀"),
        ("a)", 2, '"and", "or" or the end', "a▶)◀"),
        ("a and c++ or d", 7, "a tag", "a and ▶c++◀ or d"),
        ('a or "b', 6, "a tag", 'a or ▶"◀b'),
        ("a and 'two words'", 7, "a tag", "▶'two words'◀"),
        ("(" * (DEEPEST + 1) + "a", DEEPEST + 1, "at most 20 parentheses", "▶(◀"),
        (" or ".join("a" * (MOST + 1)), 5 * MOST + 1, "at most 200 tags", "or ▶a◀"),
    ],
)
def test_an_error_names_the_column_and_shows_the_spot(
    text: str, column: int, expected: str, spot: str
) -> None:
    with pytest.raises(ValueError, match="Expected ") as raised:
        Expression.parse(text)
    message = str(raised.value)
    assert f" at column {column}: " in message
    assert expected in message
    assert spot in message


@given(st.text(alphabet="ab-() \"'\n\t+é́andort", max_size=60))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        Expression.parse(text).selects({"a"})
    except ValueError as error:
        assert "\n" not in str(error)
