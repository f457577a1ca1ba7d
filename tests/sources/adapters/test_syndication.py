"""Existing feeds: one folder is one case; then what is wrong with feeds, and what attacks them."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.adapters import syndication
from sources.entry import Entry, Listing
from sources.errors import NoArticles, SourceError, UnreadableDocument
from tests.sources.adapters.documents import as_plain, cases, document, expected, of_case

QUICK = 5.0  # seconds that nothing may take
ITEM = "<item><title>Title {0}</title><link>https://a.example/{0}</link><description>Text {0}.</description></item>"


def rss(
    items: str, head: str = "<title>T</title><link>https://a.example/</link><language>en</language>"
) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def read(data: bytes | str, **stated: str | None) -> Listing:
    return syndication.read(document(data, **stated))


def one(item: str, **stated: str | None) -> Entry:
    [entry] = read(rss(f"<item>{item}</item>"), **stated).entries
    return entry


@pytest.mark.parametrize("case", cases("syndication"), ids=lambda case: case.name)
def test_feeds_are_read_as_expected(case: Path) -> None:
    assert syndication.claims(of_case(case))
    assert as_plain(syndication.read(of_case(case))) == expected(case)


@pytest.mark.parametrize(
    ("data", "content_type", "claimed"),
    [
        (rss(""), None, True),
        (rss(""), "text/html", True),
        ("\ufeff" + rss(""), "text/xml", True),
        (rss("").encode("utf-16"), None, True),
        ('<?xml version="1.0"?><?xml-stylesheet href="x"?><!-- <html> --><a:feed xmlns:a="x"/>', None, True),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', None, True),
        ("<broken", "application/rss+xml", True),
        ('{"items": [], "version": "https://jsonfeed.org/version/1.1"}', "application/json", True),
        ("{}", "application/feed+json; charset=utf-8", True),
        ("<!DOCTYPE html><title>x</title><rss>", "application/rss+xml", True),
        ("<!doctype html><html>", "application/rss+xml", False),
        ("<html><rss>", None, False),
        ("<rssx/>", None, False),
        ("<urlset/>", "application/xml", False),
        ('[{"version": "https://jsonfeed.org/version/1.1"}]', None, False),
        ("rss", None, False),
        ("", None, False),
    ],
)
def test_claims_go_by_the_first_element(data: bytes | str, content_type: str | None, claimed: bool) -> None:
    assert syndication.claims(document(data, content_type=content_type)) is claimed


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        ("", UnreadableDocument, "empty"),
        (" \n ", UnreadableDocument, "empty"),
        ("<!DOCTYPE html><html><body>Sorry</body></html>", UnreadableDocument, "an HTML page"),
        ("<opml/>", UnreadableDocument, "no feed"),
        (bytes(range(256)), UnreadableDocument, "binary data"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": [', UnreadableDocument, "no valid JSON"),
        ('{"version": "https://jsonfeed.org/version/1.1"}', UnreadableDocument, "no JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', NoArticles, "without articles"),
        (rss(""), NoArticles, "without articles"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", NoArticles, "without articles"),
        (rss("<item/><item><category>x</category></item>"), NoArticles, "2 left out: no title, text or link"),
        (rss("")[:60], NoArticles, "without articles"),
    ],
)
def test_what_is_no_feed_is_refused_in_one_line(
    data: bytes | str, error: type[SourceError], said: str
) -> None:
    with pytest.raises(error) as refused:
        read(data)
    message = str(refused.value)
    assert message.startswith("document: ")
    assert said in message
    assert "\n" not in message
    assert type(refused.value) is error


def test_a_feed_cut_anywhere_gives_whole_articles_or_none() -> None:
    whole = rss("".join(ITEM.format(number) for number in range(4)))
    full = read(whole).entries
    for end in range(len(whole)):
        try:
            listing = read(whole[:end])
        except SourceError:
            continue
        assert listing.entries == full[: len(listing.entries)]
        assert len(listing.entries) + sum(one.count for one in listing.dropped) <= len(full)
        cut_within = whole[:end].count("<item>") > whole[:end].count("</item>")
        assert [one.reason for one in listing.dropped] == ["the document ends within it"] * cut_within


@pytest.mark.parametrize(
    "poison",
    [
        "<item><title>x",
        "<item><title><![CDATA[x</title></item>",
        "<item><title>x</link></item>",
        "<item><a b=c d='>x</item>",
        "<item><x:y>&undeclared;</x:y></item>",
        "<item><!-- x </item>",
        "<item><title>\x00\x0b\ud800&#0;&#xFFFF;&#x110000;</title></item>",
        "<item><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><title>&y;</title></item>",
        "<item><link>http://[</link><guid>http://[::</guid></item>",
        "<item><pubDate>Fri, 99 Foo 99999 99:99:99 +9999</pubDate><title>x</title></item>",
        "<item><title>" + "<b>" * 3000 + "</title></item>",
        "<item><enclosure url='data:x' length='-5'/><enclosure length='1e999'/><title>x</title></item>",
    ],
)
def test_one_poisoned_item_costs_no_other(poison: str) -> None:
    items = [ITEM.format(number) for number in range(6)]
    data = rss("".join([*items[:3], poison, *items[3:]])).encode("utf-8", "surrogatepass")
    urls = [entry.url for entry in read(data).entries]
    assert [url for url in urls if url and url[18:].isdigit()] == [f"https://a.example/{n}" for n in range(6)]


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
ATTACKS: dict[str, Callable[[], str]] = {
    "billion laughs": lambda: (
        f'<!DOCTYPE rss [<!ENTITY a0 "ha">{ENTITIES}]>'
        + rss("<item><title>&a9;</title></item>").partition("?>")[2]
    ),
    "quadratic": lambda: (
        f'<!DOCTYPE rss [<!ENTITY a "{"x" * 100_000}">]>'
        + rss(f"<item><title>b{'&a;' * 10_000}</title></item>").partition("?>")[2]
    ),
    "external": lambda: (
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:9/">%p;]>'
        + rss("<item><title>b&a;</title></item>").partition("?>")[2]
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_entities_neither_expand_nor_are_fetched(attack: str) -> None:
    begun = time.process_time()
    [entry] = read(ATTACKS[attack]()).entries
    assert time.process_time() - begun < QUICK
    assert "ha" not in entry.title
    assert "xx" not in entry.title
    assert "root:" not in entry.title


SIZE = 40_000
HEAVY: dict[str, Callable[[], str]] = {
    "items": lambda: rss("<item><title>x</title></item>" * 20_000),
    "empty items": lambda: rss("<item>" * SIZE),
    "elements": lambda: rss(f"<item><title>x</title>{'<a/>' * 10 * SIZE}</item>"),
    "depth": lambda: rss(f"<item><title>x</title>{'<a>' * SIZE}{'</a>' * SIZE}</item>"),
    "categories": lambda: rss(
        f"<item>{''.join(f'<category>{n}</category>' for n in range(SIZE))}</item>{ITEM.format(1)}"
    ),
    "keywords": lambda: rss(
        f"<item><title>x</title><itunes:keywords>{','.join(map(str, range(SIZE)))}</itunes:keywords></item>"
    ),
    "nested html": lambda: rss(f"<item><description><![CDATA[{'<div>' * SIZE}x]]></description></item>"),
    "head": lambda: rss(ITEM.format(1), head="<a>b</a>" * 10 * SIZE),
    "tail": lambda: rss(ITEM.format(1) + "<a>b</a>" * 10 * SIZE),
    "processing instructions": lambda: "<?a?>" * SIZE + rss(ITEM.format(1)),
    "comments": lambda: "<!--" * SIZE + rss(ITEM.format(1)),
    "ampersands": lambda: rss(f"<item><title>{'&' * SIZE}</title></item>"),
    "references": lambda: rss(f"<item><title>{'&' * 3_100_000}</title></item>"),
    "one long item": lambda: rss(
        f"<item><title>x</title><description><![CDATA[{'<p>x</p>' * 300_000}]]></description></item>"
    ),
    "brackets": lambda: rss(f"<item><title>x</title>{'<' * SIZE}</item>"),
    "sections": lambda: rss(f"<item><title>x</title>{'<![CDATA[' * SIZE}</item>"),
}


@pytest.mark.parametrize("load", HEAVY)
def test_no_feed_takes_long(load: str) -> None:
    data = HEAVY[load]()
    begun = time.process_time()
    try:
        read(data)
    except SourceError as error:
        assert "\n" not in str(error)
    assert time.process_time() - begun < QUICK


def test_items_beyond_the_limit_are_counted() -> None:
    listing = read(rss("".join(ITEM.format(number) for number in range(5_010))))
    assert len(listing.entries) == 5_000
    assert [(one.reason, one.count) for one in listing.dropped] == [("more than 5000 items", 10)]


@pytest.mark.parametrize(
    ("declared", "header", "encoded"),
    [
        ("utf-8", "text/xml; charset=iso-8859-1", "utf-8"),
        ("iso-8859-1", None, "utf-8"),
        ("iso-8859-1", "text/xml", "cp1252"),
        ("utf-8", None, "cp1252"),
        ("punycode", "text/xml; charset=base64", "utf-8"),
        ("Shift_JIS", "application/xml; charset=utf-8", "shift_jis"),
        ("iso-2022-jp", None, "iso-2022-jp"),
        ("utf-16", None, "utf-16-le"),
        ("koi8-r", None, "koi8-r"),
    ],
)
def test_encodings_are_found_whatever_is_said(declared: str, header: str | None, encoded: str) -> None:
    title = {"shift_jis": "朝の港、静かに", "iso-2022-jp": "朝の港", "koi8-r": "Первый снег"}.get(
        encoded, "Élan – naïveté"
    )
    text = rss(f"<item><title>{title}</title></item>").replace('"1.0"', f'"1.0" encoding="{declared}"')
    [entry] = read(text.encode(encoded), content_type=header).entries
    assert entry.title == title


@pytest.mark.parametrize(
    ("title", "read_as"),
    [
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("Fish &amp; chips", "Fish & chips"),
        ("Fish & chips", "Fish & chips"),
        ("<![CDATA[Fish & <i>chips</i>]]>", "Fish & chips"),
        ("if a &lt; b", "if a < b"),
        ("don&amp;#8217;t", "don’t"),
        ("don&#146;t", "don’t"),
        ("caf&eacute; &hellip;", "café …"),
        ("&lt;script&gt;x&lt;/script&gt;after", "after"),
        ("  two\n lines ", "two lines"),
        ("国境の南、太陽の西", "国境の南、太陽の西"),
    ],
)
def test_titles_are_plain_text(title: str, read_as: str) -> None:
    assert one(f"<title>{title}</title><link>https://a.example/x</link>").title == read_as


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("<link>/x?utm_source=rss&amp;id=1</link>", "https://a.example/x?id=1"),
        ("<link><![CDATA[https://a.example/x?a=1&b=2]]></link>", "https://a.example/x?a=1&b=2"),
        ("<link>https://A.example:443/x#part</link>", "https://a.example/x"),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>data:text/html,x</link>", None),
        ("<guid>https://a.example/x</guid>", "https://a.example/x"),
        ("<guid isPermaLink='false'>https://a.example/x</guid>", None),
        ("<guid>17</guid>", None),
        (
            "<link>https://feeds.example/~r/1</link>"
            "<f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://a.example/x</f:origLink>",
            "https://a.example/x",
        ),
    ],
)
def test_links_are_absolute_and_of_the_web(link: str, url: str | None) -> None:
    assert one(f"<title>t</title>{link}").url == url


def test_relative_links_go_by_the_address_of_the_document_before_that_of_the_site() -> None:
    entry = one("<title>t</title><link>x</link>", base_url="https://b.example/feeds/rss.xml")
    assert entry.url == "https://b.example/feeds/x"


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("A first line. [&amp;#8230;]", "A first line. …"),
        ("It was late and [...]", "It was late and…"),
        ("Il se tait… &lt;a href='/x'&gt;Lire la suite&lt;/a&gt;", "Il se tait…"),
        (
            "So it ends. &lt;a href='/x'&gt;Continue reading &lt;span&gt;The title&lt;/span&gt; &amp;rarr;&lt;/a&gt;",
            "So it ends.",
        ),
        ("Read more books, says the mayor.", "Read more books, says the mayor."),
        ("&lt;p&gt;One.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;two&lt;li&gt;three&lt;/ul&gt;", "One. two three"),
    ],
)
def test_excerpts_are_plain_and_end_where_the_text_does(text: str, excerpt: str) -> None:
    assert one(f"<title>The title</title><description>{text}</description>").excerpt == excerpt


def test_a_last_paragraph_that_only_says_where_it_first_appeared_goes() -> None:
    notice = (
        "<p>Le texte <a href='https://a.example/x'>T</a> est paru sur <a href='https://a.example'>A</a>.</p>"
    )
    kept = "<p>See <a href='https://a.example/y'>y</a> and <a href='https://b.example'>b</a>.</p>"
    body = "<title>T</title><link>https://a.example/x</link><description><![CDATA[<p>Text.</p>{}]]></description>"
    assert one(body.format(notice)).excerpt == "Text."
    assert one(body.format(kept)).excerpt == "Text. See y and b."


@given(st.binary(max_size=400))
def test_any_bytes_give_a_listing_or_an_error(data: bytes) -> None:
    _read_or_refuse(data)


@given(
    st.lists(
        st.sampled_from(
            [
                *rss(ITEM.format(1)).partition("<item>"),
                "<![CDATA[",
                "]]>",
                "&",
                "&x;",
                "<",
                ">",
                "</item>",
                "<entry>",
                "<!--",
                '="',
                "\0",
                "é",
                "<content:encoded>",
                "<link>",
                "</link>",
                "<author>",
                "<source url='x'>",
                "<media:content url='y'>",
                "<guid>",
                "<!DOCTYPE",
                "[",
            ]
        ),
        max_size=25,
    )
)
def test_any_markup_gives_a_listing_or_an_error(parts: list[str]) -> None:
    _read_or_refuse(("<rss version='2.0'><channel>" + "".join(parts)).encode())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "url",
                    "title",
                    "tags",
                    "authors",
                    "name",
                    "image",
                    "attachments",
                    "summary",
                    "content_html",
                    "content_text",
                    "date_published",
                    "size_in_bytes",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=4))
def test_any_json_gives_a_listing_or_an_error(items: list[object]) -> None:
    import json

    _read_or_refuse(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode())


def _read_or_refuse(data: bytes) -> None:
    for base in (None, "https://a.example/feed"):
        try:
            listing = read(data, base_url=base)
        except SourceError as error:
            assert "\n" not in str(error)
        else:
            assert listing.entries
            for entry in listing.entries:
                assert entry.url or entry.title or entry.excerpt
                assert entry.url is None or entry.url.startswith(("http://", "https://"))


def test_feedparser_is_loaded_for_feeds_alone() -> None:
    code = "import sys, sources, sources.adapters.syndication as s; assert 'feedparser' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
