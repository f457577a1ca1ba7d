"""HTML of others: made safe with absolute addresses, made plain, and never slow."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text import plain, sanitise

BASE = "https://a.example/d/page"


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ('<a href="x">x</a>', '<a href="https://a.example/d/x">x</a>'),
        ('<a href="/x?a=1&amp;b=2">x</a>', '<a href="https://a.example/x?a=1&amp;b=2">x</a>'),
        ('<img src="//b.example/i.png">', '<img src="https://b.example/i.png">'),
        ('<a href="mailto:a@b.example">x</a>', '<a href="mailto:a@b.example">x</a>'),
        ('<a href="java\tscript:x">x</a>', "<a>x</a>"),
        ('<a href="http://[">x</a>', "<a>x</a>"),
        ('<img src="data:image/png;base64,x" alt="y">', '<img alt="y">'),
        ('<p style="x" onclick="y" class="z">x</p>', "<p>x</p>"),
        ("<script>x</script><iframe src='https://b.example'></iframe>", ""),
    ],
)
def test_sanitised_html_has_absolute_addresses_of_the_web(html: str, safe: str) -> None:
    assert sanitise(html, BASE) == safe


def test_relative_addresses_without_a_base_go() -> None:
    assert sanitise('<a href="/x">x</a>') == "<a>x</a>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("One<br>two", "One two"),
        ("H<sub>2</sub>O", "H2O"),
        ("a &amp;amp; b &lt;i&gt;", "a &amp; b <i>"),
        ("if a < b", "if a < b"),
        ("<style>p {}</style><script>x</script>after", "after"),
        ("<ul><li>one<li>two</ul>", "one two"),
        ("<!-- <p> -->x", "x"),
        ("   ", ""),
    ],
)
def test_plain_text_is_what_a_reader_sees(html: str, text: str) -> None:
    assert plain(html) == text


@pytest.mark.parametrize(
    "part",
    [
        "<div>",
        "<svg><td>",
        "<b><p>",
        "<table>",
        "<!--",
        "<a ",
        "<",
        "<a b='",
        "<li>",
        "<div><!--</div>-->",
        "</p>",
    ],
)
def test_no_html_takes_long(part: str) -> None:
    html = part * 100_000
    begun = time.perf_counter()
    sanitise(html, BASE)
    plain(html)
    assert time.perf_counter() - begun < 5


def test_html_as_deep_as_browsers_follow_keeps_its_tags() -> None:
    assert sanitise("<div>" * 400 + "x").startswith("<div>")
    assert sanitise(f"<p>{'<b>y</b>' * 1000}</p>").count("<b>") == 1000


@given(st.text(max_size=200) | st.text("<>/ab!-'\"= &;", max_size=200))
def test_what_is_plain_has_no_markup_of_its_own_left(html: str) -> None:
    assert "\n" not in plain(html)
    assert "<script" not in sanitise(html, BASE).lower()
