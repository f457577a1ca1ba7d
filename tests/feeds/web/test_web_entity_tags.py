from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.web.entity_tags import codings_named, entity_tag, names_any, names_exactly


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('"abc"', ["identity"]),
        ('W/"abc"', ["identity"]),
        ('"abc-gzip"', ["gzip"]),
        ('W/"abc-br"', ["br"]),
        ('"abc--gzip"', ["gzip"]),
        ('"abc;gzip"', ["gzip"]),
        ('"abc-gzip-gzip"', ["gzip"]),
        ('"x", W/"abc" ,"abc-zstd"', ["identity", "zstd"]),
        ('"x,y", "abc"', ["identity"]),
        ("abc-gzip", ["gzip"]),
        ('"abcd"', []),
        ('"abc-deflate"', []),
        ('"ABC"', []),
        ('"abc', ["identity"]),
        ("", []),
        ("*", []),
    ],
)
def test_codings_named(header, expected):
    assert list(codings_named(header, "abc")) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('"abc"', True),
        ('"x", "abc"', True),
        ('W/"abc"', False),
        ('"abc-gzip"', False),
        ("abc", False),
        ("", False),
    ],
)
def test_strong_comparison(header, expected):
    assert names_exactly(header, {'"abc"'}) is expected


@pytest.mark.parametrize(
    ("header", "expected"), [("*", True), (" * ", True), ('"*"', False), ('"a", *', False)]
)
def test_any(header, expected):
    assert names_any(header) is expected


@given(st.text(st.sampled_from('abcW/"-;,* \tgzip'), max_size=60) | st.text())
def test_whatever_is_sent_is_read(header):
    assert set(codings_named(header, "abc")) <= {"identity", "gzip", "br", "zstd"}
    assert names_exactly(header, {'"abc"'}) in (True, False)


@given(
    others=st.lists(st.from_regex(r'(W/)?"[!#-~]*"', fullmatch=True), max_size=5),
    coding=st.sampled_from(["identity", "gzip", "br", "zstd"]),
    weak=st.sampled_from(["", "W/"]),
    data=st.data(),
)
def test_a_tag_is_found_anywhere_in_a_list(others, coding, weak, data):
    place = data.draw(st.integers(0, len(others)))
    listed = [*others[:place], weak + entity_tag("abc", coding), *others[place:]]
    assert coding in list(codings_named(", ".join(listed), "abc"))


def test_a_very_long_header_is_read_in_time():
    assert not list(codings_named('"x' + " " * 400_000, "abc"))
    assert not list(codings_named('"' * 400_001, "abc"))
