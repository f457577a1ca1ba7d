"""Canonical addresses: one spelling for one article."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.urls import canonical, same_article, without_secrets

BASE = "https://host.example/dir/page.html"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://host.example/a/", "https://host.example/a/"),
        ("HTTPS://Host.EXAMPLE:443", "https://host.example/"),
        ("http://host.example:80/x", "http://host.example/x"),
        ("http://host.example:8080/x", "http://host.example:8080/x"),
        ("https://host.example./x", "https://host.example/x"),
        ("//other.example/x", "https://other.example/x"),
        ("next.html", "https://host.example/dir/next.html"),
        ("../up.html", "https://host.example/up.html"),
        ("?page=2", "https://host.example/dir/page.html?page=2"),
        ("", BASE),
        ("#part", BASE),
        ("https://host.example/a/./b/../c", "https://host.example/a/c"),
        ("https://host.example/..", "https://host.example/"),
        ("  https://host.example/a\n/b ", "https://host.example/a/b"),
        ("/with space", "https://host.example/with%20space"),
        ("/m%c3%a9t%c3%a9o%7e", "https://host.example/m%C3%A9t%C3%A9o~"),
        ("/météo", "https://host.example/m%C3%A9t%C3%A9o"),
        ("/100%", "https://host.example/100%25"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
    ],
)
def test_an_address_has_one_spelling(url: str, expected: str) -> None:
    assert canonical(url, BASE) == expected


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("id=3&utm_source=mail&utm_medium=x", "?id=3"),
        ("fbclid=abc", ""),
        ("gclid=1&p=17&msclkid=2", "?p=17"),
        ("t=1900&sid=0123456789abcdef0123456789abcdef", "?t=1900"),
        ("sid=12", "?sid=12"),
        ("ref=front", ""),
        ("ref=12", "?ref=12"),
        ("replytocom=7", ""),
        ("id=3;view=full", "?id=3;view=full"),
        ("b=2&a=1", "?b=2&a=1"),
        ("a=&b", "?a=&b"),
    ],
)
def test_parameters_that_only_track_are_dropped(query: str, kept: str) -> None:
    assert canonical(f"https://host.example/x?{query}") == f"https://host.example/x{kept}"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "mailto:someone@host.example",
        "ftp://host.example/x",
        "https://",
        "http://[::1",
        "http://host.example:port/",
        "https://host.example/" + "x" * 5000,
    ],
)
def test_only_addresses_of_the_web_count(url: str) -> None:
    assert canonical(url, BASE) is None


def test_a_relative_address_without_a_base_is_none() -> None:
    assert canonical("page.html") is None


def test_the_fragment_is_kept_where_it_tells_articles_apart() -> None:
    assert canonical("#v1.2", BASE, fragment=True) == f"{BASE}#v1.2"


def test_scheme_www_and_closing_slash_make_no_other_article() -> None:
    assert same_article("http://www.host.example/a/") == same_article("https://host.example/a")
    assert same_article("https://host.example/a") != same_article("https://host.example/b")


@given(st.text(max_size=80))
def test_any_text_gives_an_address_of_the_web_or_none(text: str) -> None:
    url = canonical(text, BASE)
    assert url is None or urlsplit(url).scheme in {"http", "https"}


@given(st.text(alphabet="abcé/.?&=#%2f:+ \\", max_size=40), st.booleans())
def test_a_canonical_address_is_canonical(text: str, fragment: bool) -> None:
    url = canonical(text, BASE, fragment=fragment)
    assert url is None or canonical(url, fragment=fragment) == url


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (
            "https://e.example/x?tag=pont&access_token=s3&api-key=s3&page=2",
            "https://e.example/x?tag=pont&page=2",
        ),
        ("https://e.example/x?TOKEN=s3", "https://e.example/x"),
        ("https://e.example/x?api%5Fkey=s3#a", "https://e.example/x#a"),
        ("https://e.example/x?key=#a?b", "https://e.example/x#a?b"),
    ],
)
def test_parameters_named_as_secrets_are_left_out(address: str, public: str) -> None:
    assert without_secrets(address) == public


@pytest.mark.parametrize(
    "address",
    [
        "https://e.example/?author=3&keyword=x",
        "https://e.example/",
        "https://e.example/?a=b%20c&&d#?",
        "https://e.example/?key",
    ],
)
def test_other_parameters_stay_as_they_are(address: str) -> None:
    assert without_secrets(address) == address
