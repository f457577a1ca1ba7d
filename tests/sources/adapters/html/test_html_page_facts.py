"""What a page says of itself, and the names, tags and texts that go along with its articles."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from sources.adapters import html
from sources.entry import DeclaredFeed, Document, Listing, Tag

HEAD = """
<title>port | Tidewater</title>
<meta property="og:site_name" content="Tidewater">
<link rel="canonical" href="/tag/port/">
<link rel="alternate" type="application/rss+xml" title="Tidewater » Comments Feed" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="Tidewater » Feed" href="/feed/">
<link rel="alternate" type="text/css" href="/x.css">
<link rel="https://api.w.org/" href="https://h.example/blog/wp-json/">
"""


def read(
    body: str, head: str = "", url: str = "https://h.example/tag/port/", attributes: str = ""
) -> Listing:
    text = f'<!DOCTYPE html><html lang="en"><head>{head}</head><body{attributes}>{body}</body></html>'
    captured = datetime(2026, 5, 20, tzinfo=UTC)
    return html.read(Document(data=text.encode(), location="p.html", captured=captured, base_url=url))


def post(number: int, inside: str = "", classes: str = "") -> str:
    link = f'<h2 class="entry-title"><a href="/s{number}/" rel="bookmark">Story number {number}</a></h2>'
    return f'<article class="post-{number} post type-post hentry {classes}">{link}{inside}</article>'


LIST = post(17) + post(16)


def test_the_head_is_read() -> None:
    listing = read(f"<h1>Tag: port</h1>{LIST}", HEAD)
    assert listing.adapter == "html"
    assert (listing.title, listing.site, listing.language) == ("Tidewater", "Tidewater", "en")
    assert listing.url == "https://h.example/tag/port/"
    assert listing.api == "https://h.example/blog/wp-json/"
    rss = "application/rss+xml"
    assert listing.feeds == (
        DeclaredFeed(url="https://h.example/feed/", type=rss, title="Tidewater » Feed"),
        DeclaredFeed(url="https://h.example/comments/feed/", type=rss, title="Tidewater » Comments Feed"),
    )


@pytest.mark.parametrize(
    ("heading", "url", "attributes", "tag"),
    [
        ("Tag: guerre en Ukraine", "https://h.example/x/", "", "guerre-en-ukraine"),
        ("Étiquette : Lisbonne", "https://h.example/x/", "", "lisbonne"),
        ("Port", "https://h.example/tag/port/", "", "port"),
        ("#boats", "https://h.example/tags/boats", "", "boats"),
        ("Port", "https://h.example/x/", ' class="archive tag tag-port"', "port"),
        ("Category: Port", "https://h.example/category/port/", "", None),
        ("News", "https://h.example/news/", "", None),
    ],
)
def test_the_tag_of_an_archive(heading: str, url: str, attributes: str, tag: str | None) -> None:
    listing = read(f"<h1>{heading}</h1>{LIST}", url=url, attributes=attributes)
    assert (listing.tag.slug if listing.tag else None) == tag


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<link rel="next" href="/tag/port/page/2/">', ""),
        ("", '<nav><a rel="next" href="/tag/port/page/2/">2</a></nav>'),
        ("", '<nav><a class="next page-numbers" href="/tag/port/page/2/">→</a></nav>'),
        ("", '<div class="nav-previous"><a href="/tag/port/page/2/">Older posts</a></div>'),
        ("", '<ul><li class="pager__item--next"><a href="/tag/port/page/2/">›</a></li></ul>'),
    ],
)
def test_the_next_page_is_found(head: str, body: str) -> None:
    assert read(LIST + body, head).next == "https://h.example/tag/port/page/2/"


def test_no_page_is_next_of_itself_or_elsewhere() -> None:
    assert (
        read(LIST + '<a class="next" href="#">x</a><a class="next" href="https://ads.example/">y</a>').next
        is None
    )


def test_a_post_keeps_the_name_that_wordpress_knows_it_by() -> None:
    inside = '<a rel="shortlink" href="https://h.example/?p=17">short</a>'
    first, second = read(post(17, inside) + post(16)).entries
    assert first.aliases == ("https://h.example/?p=17",)
    assert second.aliases == ("https://h.example/?p=16",)


def test_the_name_belongs_to_the_folder_wordpress_is_in() -> None:
    assert read(LIST, HEAD).entries[0].aliases == ("https://h.example/blog/?p=17",)


def test_tags_come_from_links_then_categories_then_classes() -> None:
    links = '<a rel="tag" href="/tag/sea/">Sea</a> <a rel="category tag" href="/category/news/">News</a>'
    entry = read(
        post(17, f'<p class="tags">{links}</p>', "tag-sea tag-old-boats category-news") + post(16)
    ).entries[0]
    assert entry.tags == (
        Tag(slug="sea", label="Sea"),
        Tag(slug="news", label="News"),
        Tag(slug="old-boats", label="old boats"),
    )


def test_tags_whose_slugs_are_one_stay_apart() -> None:
    links = " ".join(
        f'<a rel="tag" href="/tag/{at}/">{name}</a>' for at, name in enumerate(("C", "C++", "C#"))
    )
    facts = linked_data(keywords=["c", "C++", "Go"])
    entry = read(post(17, f'<p class="tags">{links}</p>') + post(16), facts).entries[0]
    assert [tag.label for tag in entry.tags] == ["C", "C++", "Go", "C#"]


def test_agencies_are_credits_and_no_part_of_the_excerpt() -> None:
    entry = read(
        post(17, "<p>The ferry stays in port until the wind drops (Reuters).</p>") + post(16)
    ).entries[0]
    assert [credit.name for credit in entry.credits] == ["Reuters"]
    assert entry.excerpt == "The ferry stays in port until the wind drops."


BODY = "<p>First paragraph of it.</p><p>Second, with <a href='/other'>a link</a>.</p>"


def test_an_article_printed_whole_has_content() -> None:
    entry = read(post(17, f'<div class="entry-content">{BODY}</div>') + post(16)).entries[0]
    assert entry.content is not None
    assert 'href="https://h.example/other"' in entry.content
    assert entry.excerpt == "First paragraph of it. Second, with a link."


@pytest.mark.parametrize(
    "end", ['<a class="more-link" href="/s17/#more-17">Continue reading</a>', "<p>And so […]</p>"]
)
def test_an_article_cut_short_has_none(end: str) -> None:
    entry = read(post(17, f'<div class="entry-content">{BODY}{end}</div>') + post(16)).entries[0]
    assert entry.content is None


def test_of_two_times_the_published_one_counts_and_the_other_is_the_update() -> None:
    times = (
        '<time class="updated" datetime="2026-05-19T08:00:00+01:00">x</time>'
        '<time class="entry-date published" datetime="2026-05-18T10:00:00+01:00">y</time>'
    )
    entry = read(post(17, times) + post(16)).entries[0]
    assert entry.dates[0].instant == datetime.fromisoformat("2026-05-18T10:00:00+01:00")
    assert entry.updated == datetime.fromisoformat("2026-05-19T08:00:00+01:00")


def test_a_time_without_zone_stays_a_wall_time() -> None:
    entry = read(post(17, '<time datetime="2026-05-18 10:00:00">y</time>') + post(16)).entries[0]
    assert entry.dates[0].wall == datetime(2026, 5, 18, 10)
    assert entry.dates[0].instant is None


def linked_data(**facts: object) -> str:
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "url": "https://h.example/s17", **facts},
            {"@id": "#p", "name": "Ines Calder"},
        ]
    }
    return f'<script type="application/ld+json">{json.dumps(graph)}</script>'


def test_structured_data_completes_what_the_page_shows() -> None:
    facts = linked_data(
        headline="Another headline",
        datePublished="2026-05-18T09:00:00Z",
        author={"@id": "#p"},
        image={"url": "/p.jpg"},
        keywords="sea, boats",
        description="What it says.",
    )
    entry = read(LIST, facts).entries[0]
    assert entry.title == "Story number 17"
    assert entry.dates[0].instant == datetime(2026, 5, 18, 9, tzinfo=UTC)
    assert [person.name for person in entry.authors] == ["Ines Calder"]
    assert entry.image is not None
    assert entry.image.url == "https://h.example/p.jpg"
    assert [tag.slug for tag in entry.tags] == ["sea", "boats"]
    assert entry.excerpt == "What it says."


def test_a_title_that_the_page_cuts_is_completed() -> None:
    cut = post(17).replace("Story number 17", "The ferry stays in…")
    entry = read(cut + post(16), linked_data(headline="The ferry stays in port")).entries[0]
    assert entry.title == "The ferry stays in port"


@pytest.mark.parametrize(
    "data", ["", "{", "[[[[", '{"@type": 5}', '{"@graph": {"@graph": []}}', '"x"', "null"]
)
def test_broken_structured_data_does_no_harm(data: str) -> None:
    listing = read(LIST, f'<script type="application/ld+json">{data}</script>')
    assert len(listing.entries) == 2


def test_an_article_shown_twice_is_one_entry() -> None:
    twice = (
        post(17)
        + post(16)
        + post(17, '<time datetime="2026-05-18T10:00:00Z">x</time>').replace("/s17/", "/s17/?utm_source=x")
    )
    listing = read(twice)
    assert [entry.url for entry in listing.entries] == ["https://h.example/s17/", "https://h.example/s16/"]
    assert listing.entries[0].dates[0].instant is not None
