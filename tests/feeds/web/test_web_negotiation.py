from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.web.negotiation import CODINGS, LONGEST, MOST, Rankings, ranked


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "identity br zstd gzip"),
        ("", "identity"),
        ("gzip", "gzip identity"),
        ("GZip", "gzip identity"),
        ("x-gzip", "gzip identity"),
        ("gzip, deflate, br", "br gzip identity"),
        ("gzip, deflate, br, zstd", "br zstd gzip identity"),
        ("br;q=0.5, gzip;q=0.8", "gzip br identity"),
        ("gzip ; q=0.5 , br ; Q=0.1", "gzip br identity"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0.0, br", "br identity"),
        ("gzip;q=0.001", "gzip identity"),
        ("*", "br zstd gzip identity"),
        ("*;q=0", ""),
        ("*;q=0, gzip", "gzip"),
        ("br;q=0, *", "zstd gzip identity"),
        ("gzip, *;q=0.5", "gzip br zstd identity"),
        ("identity", "identity"),
        ("identity;q=0", ""),
        ("identity;q=0, gzip", "gzip"),
        ("identity;q=0, *", "br zstd gzip"),
        ("identity, gzip;q=0.5", "identity gzip"),
        ("identity;q=0.5, gzip;q=0.5", "gzip identity"),
        ("deflate", "identity"),
        ("gzip;q=2, br", "br identity"),
        ("gzip;q=x, br", "br identity"),
        ("gzip;level=9, br", "br identity"),
        (",,gzip,,", "gzip identity"),
        (";q=1, , =, gzip gzip", "identity"),
        ("gzip, " * 1000, "identity"),
    ],
)
def test_ranking(header, expected):
    assert list(ranked(header)) == expected.split()


@given(st.text(st.sampled_from("gzipbrstd*identity;q=0.15,\t x-\u00e9"), max_size=60) | st.text())
def test_whatever_is_sent_something_known_comes_out(header):
    assert set(ranked(header)) <= set(CODINGS)
    assert len(set(ranked(header))) == len(ranked(header))


def test_headers_are_remembered_within_bounds():
    rankings = Rankings()
    for number in range(3 * MOST):
        assert rankings[f"gzip, x{number}"] == ("gzip", "identity")
    assert rankings["gzip" + " " * LONGEST] == ("identity",)
    assert rankings[None] == ranked(None)
    assert len(rankings) <= MOST
    assert all(header is None or len(header) <= LONGEST for header in rankings)
