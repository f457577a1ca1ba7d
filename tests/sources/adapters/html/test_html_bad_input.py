"""Whatever bytes come: a listing, or one line that says why there is none."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.adapters import html
from sources.entry import Document, Listing
from sources.errors import NoArticles, SourceError, UnreadableDocument


def document(data: bytes, content_type: str | None = "text/html") -> Document:
    return Document(
        data=data,
        location="page.html",
        captured=datetime(2026, 5, 20, tzinfo=UTC),
        base_url="https://h.example/list/",
        content_type=content_type,
    )


def article(title: str, href: str = "/a") -> str:
    return f'<article><h2><a href="{href}">{title}</a></h2></article>'


PAIR = article("Été à Évora", "/a") + article("Café crème", "/b")


@pytest.mark.parametrize("data", [b"", b" \n", b"\0" * 50, b"<!-- x -->", b"\xef\xbb\xbf"])
def test_nothing_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="empty"):
        html.read(document(data))


@pytest.mark.parametrize(
    "data", [b"hello", b"<p>A text without any list.</p>", b"<div>" * 100_000 + b'<a href="/x">x</a>']
)
def test_a_page_without_a_list_has_no_articles(data: bytes) -> None:
    with pytest.raises(NoArticles, match="no article found"):
        html.read(document(data))


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (PAIR.encode(), None),
        (PAIR.encode("latin-1"), None),
        (PAIR.encode("latin-1"), "text/html; charset=ISO-8859-1"),
        (PAIR.encode("utf-16"), None),
        (b"\xef\xbb\xbf" + PAIR.encode(), "text/html; charset=latin1"),
        (f'<html><head><meta charset="windows-1252"></head><body>{PAIR}'.encode("cp1252"), "text/html"),
        (f'<html><head><meta charset="nonsense"></head><body>{PAIR}'.encode(), "text/html"),
        (PAIR.encode(), "text/html; charset=nonsense"),
    ],
)
def test_encodings_are_resolved_as_browsers_do(data: bytes, content_type: str | None) -> None:
    listing = html.read(document(data, content_type))
    assert [entry.title for entry in listing.entries] == ["Été à Évora", "Café crème"]


def test_links_that_run_or_embed_are_no_addresses() -> None:
    data = article("One", "javascript:alert(1)") + article("Two", "data:text/html,x") + article("Three", "/c")
    assert [entry.url for entry in html.read(document(data.encode())).entries] == [
        None,
        None,
        "https://h.example/c",
    ]


def test_scripts_are_no_part_of_titles_and_markup_in_words_stays_words() -> None:
    data = article("T<script>alert(1)</script>itle<style>x</style>") + article(
        "Why &lt;video&gt; won &amp; stayed", "/b"
    )
    assert [entry.title for entry in html.read(document(data.encode())).entries] == [
        "Title",
        "Why <video> won & stayed",
    ]


def test_control_characters_are_left_out() -> None:
    data = article("Bell\x07 and &#1; more") + article("Other", "/b")
    assert html.read(document(data.encode())).entries[0].title == "Bell and more"


def test_a_truncated_page_gives_what_it_still_shows() -> None:
    data = (article("One", "/1") + article("Two", "/2") + article("Three", "/3")).encode()
    titles = [entry.title for entry in html.read(document(data[: data.index(b"Three") + 2])).entries]
    assert titles == ["One", "Two", "Th"]


def test_base_href_applies_on_top_of_the_address() -> None:
    data = b'<base href="/other/">' + (article("One", "x") + article("Two", "y")).encode()
    assert html.read(document(data)).entries[0].url == "https://h.example/other/x"


def test_an_article_page_inside_many_articles_does_no_harm() -> None:
    assert len(html.read(document(b"<article>" * 1500 + b'<h2><a href="/a">Title</a></h2>')).entries) == 1


ARTICLE = """
<main><article id="post-5" class="post-5 post type-post hentry"><h1 class="entry-title">One long story</h1>
<time datetime="2026-05-18">18 May</time><p>A text with <a href="/other">a link to another page of ours</a>.</p></article>
<nav><a href="/prev/" rel="prev">An older story of ours</a><a href="/next/" rel="next">A newer one</a></nav></main>
"""
EMPTY = """
<nav><a href="/">Home</a> <a href="/x">All about the harbour</a> <a href="/y">What we can sell you</a></nav>
<main><section class="no-results not-found"><h1>Nothing Found</h1><p>Sorry.</p></section></main>
<div><p><a href="/1">Privacy of our readers</a></p><p><a href="/2">Imprint and address</a></p><p><a href="/3">Contact us</a></p></div>
"""
MENU = (
    "<ul>"
    + "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("Home", "News", "About", "Login"))
    + "</ul>"
)


@pytest.mark.parametrize("text", [ARTICLE, EMPTY, MENU])
def test_articles_empty_lists_and_menus_are_no_lists(text: str) -> None:
    with pytest.raises(NoArticles):
        html.read(document(text.encode()))


def row(number: int) -> str:
    return f'<div class="item"><h3><a href="/n/{number}">Story number {number} of a long list</a></h3><p>{number}.</p></div>'


def test_reading_takes_time_in_proportion_to_the_page() -> None:
    def seconds(count: int) -> float:
        data = "".join(map(row, range(count))).encode()
        started = time.process_time()
        html.read(document(data))
        return time.process_time() - started

    seconds(500)
    assert seconds(16_000) < 16 * 4 * max(seconds(1000), 0.02)


def test_more_articles_than_any_page_shows_are_counted() -> None:
    data = "".join(
        article(f"Story number {number}", f"/{number}") for number in range(html.MOST + 5)
    ).encode()
    listing = html.read(document(data))
    assert len(listing.entries) == html.MOST
    assert [drop.count for drop in listing.dropped] == [5]


PIECES = st.sampled_from(
    [
        *(
            "<article>",
            "</article>",
            "<ul>",
            "<li>",
            "</li>",
            "<table><tr><td>",
            "</td><td>",
            "<h2>",
            "</h2>",
            "<br>",
            "<hr>",
        ),
        *(
            '<a href="/x">',
            '<a href="#y">',
            '<a href="javascript:z">',
            "</a>",
            "<p>",
            "</p>",
            "<dl><dt>",
            "<dd>",
            "<time>",
        ),
        *(
            '<time datetime="2026-05-18">',
            '<div class="post-5 hentry tag-x">',
            "</div>",
            "A title of some words",
            "18 May 2026",
        ),
        *(
            "&#0;",
            "&nbsp;",
            "\u202e",
            "雨",
            "by Ines Calder",
            "<img src=x>",
            '<img srcset=", ,x 2w">',
            "<main>",
            "<aside>",
            "Ads",
        ),
        *(
            '<script type="application/ld+json">{"@type":"NewsArticle","url":"/j","headline":[1]}</script>',
            "<base href=x>",
            "\x00",
        ),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_markup_gives_a_listing_or_a_line(text: str) -> None:
    check(document(text.encode("utf-8", "replace")))


@given(st.binary(max_size=400))
def test_any_bytes_give_a_listing_or_a_line(data: bytes) -> None:
    check(document(data, None))


def check(given: Document) -> None:
    html.claims(given)
    try:
        listing = html.read(given)
    except SourceError as error:
        assert "\n" not in str(error)
        return
    assert isinstance(listing, Listing)
    for entry in listing.entries:
        assert entry.url is None or entry.url.startswith(("http://", "https://"))
        assert not any(char < " " for char in entry.title + (entry.excerpt or ""))
        assert all(evidence.instant is None or evidence.instant.tzinfo for evidence in entry.dates)
