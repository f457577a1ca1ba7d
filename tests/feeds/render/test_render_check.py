"""The last look at documents: what is fit passes, and every broken promise is found."""

from __future__ import annotations

import pytest
from lxml import html
from render_samples import (
    CHANNEL,
    EVERYTHING,
    RICH,
    SITE,
    make,
    render_atom,
    render_json,
    render_rss,
    tag_page,
)

from feeds.render.check import IDENTIFIER, problem
from feeds.render.opml import render_opml
from feeds.render.pages import index_page, not_found_page, static_files
from feeds.render.summary import FeedSummary

RSS, ATOM, JSON = (f"feeds/{CHANNEL.slug}.{suffix}" for suffix in ("xml", "atom", "json"))
PAGE = f"tags/{CHANNEL.slug}/index.html"
RENDERERS = {RSS: render_rss, ATOM: render_atom, JSON: render_json, PAGE: tag_page}
TWO = (make(1), make(2))


@pytest.mark.parametrize("path", RENDERERS)
@pytest.mark.parametrize("records", [(), (RICH,), EVERYTHING])
def test_what_is_rendered_is_fit(path, records):
    assert problem(path, RENDERERS[path](CHANNEL, records), base=CHANNEL.site.base) is None


def test_what_is_about_all_feeds_is_fit():
    documents = {
        "index.html": index_page(SITE, []),
        "404.html": not_found_page(SITE, []),
        "feeds.opml": render_opml(SITE, [CHANNEL]),
        **static_files(),
    }
    for path, document in documents.items():
        assert problem(path, document, base=CHANNEL.site.base) is None


@pytest.mark.parametrize("path", RENDERERS)
def test_a_document_cut_off_anywhere_is_unfit(path):
    document = RENDERERS[path](CHANNEL, [RICH])
    for length in range(0, len(document) - 1, 97):
        assert problem(path, document[:length], base=CHANNEL.site.base)


BROKEN = [  # in which document, what is replaced by what, and what is said of it
    (RSS, "</channel>", "", "not well-formed"),
    (RSS, "channel>", "canal>", "no channel"),
    (RSS, 'rel="self"', 'rel="via"', "its own address is missing"),
    (RSS, f"{CHANNEL.site.base}feeds/", "https://ailleurs.example/feeds/", "but it stands at"),
    (RSS, "article-2</guid>", "article-1</guid>", "two entries have the id https://gazette.example/article-1"),
    (RSS, ">https://gazette.example/article-2</guid>", "></guid>", "without an id"),
    (RSS, ">https://gazette.example/article-2</guid>", "> \t</guid>", "without an id"),
    (RSS, "Fri, 24 Oct 2025 11:00", "Vendredi 24 octobre 11:00", "not a date"),
    (RSS, " +0200</pubDate>", "</pubDate>", "not a date"),
    (RSS, "<pubDate>Fri, 24 Oct 2025 11:00:00 +0200</pubDate>", "", "a date is missing"),
    (RSS, "<link>https://gazette.example/article-1</link>", "<link>/article-1</link>", "absolute link: '/article-1'"),
    (RSS, "<link>https://gazette.example/article-1</link>", "<link>https:///</link>", "absolute link: 'https:///'"),
    (RSS, "<link>https://gazette.example/article-1</link>", "", "a link is missing"),
    (RSS, 'a href="https://gazette.example/', 'a href="/', "not an absolute link: '/?rubrique"),
    (ATOM, "</feed>", "", "not well-formed"),
    (ATOM, "2005/Atom", "2005/Atome", "no Atom feed"),
    (ATOM, 'rel="self"', 'rel="via"', "its own address is missing"),
    (ATOM, "article-2</id>", "article-1</id>", "two entries have the id"),
    (ATOM, f"<id>{CHANNEL.id}</id>", "<id>https://gazette.example/article-1</id>", "two entries have the id"),
    (ATOM, "<id>https://gazette.example/article-2</id>", "<id></id>", "without an id"),
    (ATOM, "<id>https://gazette.example/article-2</id>", "<id>\n</id>", "without an id"),
    (ATOM, "<id>https://gazette.example/article-2</id>", "", "without an id"),
    (ATOM, f"<id>{CHANNEL.id}</id>", "<id/>", "without an id"),
    (ATOM, "<updated>2025-10-24T11:00:00+02:00", "<updated>24/10/2025", "not a date: '24/10/2025'"),
    (ATOM, "+02:00</published>", "</published>", "not a date"),
    (ATOM, 'link href="https://gazette.example/article-1"', 'link href="article-1"', "absolute link: 'article-1'"),
    (JSON, "]}", "]", "not well-formed"),
    (JSON, '"items":', '"entries":', "items missing"),
    (JSON, f"{CHANNEL.site.base}feeds/", "https://ailleurs.example/feeds/", "but it stands at"),
    (JSON, '"id":"https://gazette.example/article-2"', '"id":"https://gazette.example/article-1"', "two entries"),
    (JSON, '"id":"https://gazette.example/article-2"', '"id":""', "without an id"),
    (JSON, '"id":"https://gazette.example/article-2"', '"id":" "', "without an id"),
    (JSON, '"date_modified":', '"modified":', "date_modified missing in https://gazette.example/article-1"),
    (JSON, '"2025-10-24T11:00:00+02:00"', '"hier"', "not a date: 'hier'"),
    (JSON, '"url":"https://gazette.example/article-1"', '"url":"article-1"', "absolute link: 'article-1'"),
    (PAGE, "</html>", "", "not a whole page"),
    (PAGE, "title>", "titre>", "not a whole page"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "found", "put", "said"), BROKEN)
def test_every_broken_promise_is_found(path, found, put, said):
    document = RENDERERS[path](CHANNEL, TWO).decode()
    assert found in document
    broken = document.replace(found, put)
    if "well-formed" in said and path == JSON:
        broken = document[: -len(found)]
    assert said in (problem(path, broken.encode(), base=CHANNEL.site.base) or "nothing")


HERE = "<link>https://gazette.example/article-1</link>"


@pytest.mark.parametrize(
    "link",
    ["http://[::1]:8080/x", "https://a:b@hôte.example/é?x#y", "https://x", "http://x:80", "https://x?y", "https://x#y"],
)  # fmt: skip
def test_absolute_links_pass(link):
    document = render_rss(CHANNEL, TWO).decode().replace(HERE, f"<link>{link}</link>")
    assert link in document
    assert problem(RSS, document.encode(), base=CHANNEL.site.base) is None


@pytest.mark.parametrize(
    "link",
    ["//x/y", "ftp://x/", "https:x", "https://", "https://:80/", "http://a@/x", "http://[::1/", "http://[zz]/", "?x"],
)  # fmt: skip
def test_other_links_do_not(link):
    document = render_rss(CHANNEL, TWO).decode().replace(HERE, f"<link>{link}</link>")
    assert "not an absolute link" in problem(RSS, document.encode(), base=CHANNEL.site.base)


def test_every_id_of_a_page_is_seen():
    listed = [FeedSummary(channel=CHANNEL, count=12)]
    pages = [tag_page(CHANNEL, EVERYTHING), index_page(SITE, listed), not_found_page(SITE, listed)]
    for page in pages:
        assert [one.decode() for one in IDENTIFIER.findall(page)] == html.document_fromstring(page).xpath(
            "//@id"
        )


def test_repeated_ids_on_a_page_are_found():
    page = (
        tag_page(CHANNEL, [make(1)])
        .replace(b"<body", b'<body id="haut"')
        .replace(b"<main", b'<main id="haut"')
    )
    assert problem(PAGE, page, base=CHANNEL.site.base)


def test_an_address_elsewhere_is_not_its_own():
    assert "but it stands at" in problem("feeds/autre.xml", render_rss(CHANNEL, TWO), base=CHANNEL.site.base)


@pytest.mark.parametrize(
    "link", ['href="/suite"', "HREF = suite.html", "src='//cdn.example/x.png'", "href=#note"]
)
def test_relative_links_in_articles_are_found_however_they_are_written(link):
    tag = "img" if "src" in link else "a"
    record = make(content=f"<p>Un <{tag} {link}>mot</{tag}></p>")
    for path, render in RENDERERS.items():
        if path != PAGE:
            assert "not an absolute link" in problem(path, render(CHANNEL, [record]), base=CHANNEL.site.base)


@pytest.mark.parametrize("words", ['<a href="/suite">', "href=suite", "src = 'x.png'", "<img src=x>"])
def test_words_about_links_are_no_links(words):
    record = make(title=words, excerpt=words, content='<p>Écrivez &lt;a href="/suite"&gt; ou href=suite</p>')
    for path, render in RENDERERS.items():
        assert problem(path, render(CHANNEL, [record]), base=CHANNEL.site.base) is None


def test_what_a_document_declares_is_not_fetched_nor_expanded(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("https://gazette.example/article-1")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss'.encode()
    document = render_rss(CHANNEL, TWO).replace(b"<rss", entity, 1)
    document = document.replace(b">https://gazette.example/article-1</guid>", b">&x;</guid>")
    assert "without an id" in problem(RSS, document, base=CHANNEL.site.base)
