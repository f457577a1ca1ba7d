"""The pages for people."""

import re
from dataclasses import replace
from datetime import timedelta
from random import Random
from urllib.parse import urljoin

import pytest
from lxml import html
from render_samples import (
    ARABIC,
    CHANNEL,
    EVERYTHING,
    MARKUP_LOOKING,
    NOON,
    NOWHERE,
    RICH,
    SITE,
    make,
    on_site,
    tag_page,
)

from feeds.publish.codings import encode
from feeds.record import ALL, Kind
from feeds.render.pages import index_page, not_found_page, static_files
from feeds.render.summary import FeedSummary
from feeds.web.media import POLICY
from sources.entry import DateBasis

LISTED = [
    FeedSummary(channel=CHANNEL, count=12, newest=NOON),
    FeedSummary(channel=replace(CHANNEL, slug="blé", title="Blé"), count=1),
]
PAGES = {
    "index": index_page(SITE, LISTED),
    "empty index": index_page(SITE, []),
    "tag": tag_page(CHANNEL, EVERYTHING),
    "empty tag": tag_page(CHANNEL, []),
    "not found": not_found_page(SITE, LISTED),
}


def dom(page):
    return html.fromstring(page.decode())


def words(page):
    return " ".join(dom(page).find("body").text_content().split())


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_page_is_self_contained(page):
    """Nothing that a policy of default-src 'self' would refuse, nothing asked of another site."""
    document = dom(page)
    assert not list(document.iter("style", "iframe", "img"))
    assert [script.text for script in document.iter("script")] == [None]
    assert not document.xpath("//@style | //@*[starts-with(name(), 'on')]")
    loaded = document.xpath("//@src | //link[@rel='stylesheet' or @rel='icon']/@href")
    assert loaded
    assert not [address for address in loaded if ":" in address or address.startswith("//")]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_page_has_language_title_heading_and_viewport(page):
    document = dom(page)
    assert document.get("lang") == "fr"
    assert document.findtext("head/title").strip()
    assert len(document.xpath("//h1")) == 1
    assert len(document.xpath("//main")) == 1
    assert document.xpath("//meta[@name='viewport']")


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_no_id_stands_twice(page):
    ids = dom(page).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_index_lists_feeds_with_count_newest_and_every_format():
    assert "12 articles · 24 oct. 2025" in words(PAGES["index"])
    assert "1 article " in words(PAGES["index"])
    first, second = dom(PAGES["index"]).xpath("//ul[@class='feeds']/li")
    assert first.xpath(".//p[@class='formats']/a/text()") == ["RSS", "Atom", "JSON"]
    assert first.findtext(".//code") == "https://lecture.example/feeds/guerre-en-ukraine.xml"
    assert first.xpath(".//time/@datetime") == ["2025-10-24T12:00+02:00"]
    assert second.find(".//h3/a").get("href") == "tags/bl%C3%A9/"


def test_index_groups_feeds_everything_first_then_tags_selections_and_sources():
    feeds = [
        FeedSummary(
            channel=replace(CHANNEL, slug=group.value, label=f"Le {group.value}"), count=1, group=group
        )
        for group in (Kind.SOURCE, Kind.SELECTION, Kind.TAG, Kind.ALL)
    ]
    page = dom(index_page(SITE, feeds))
    headings = [" ".join(one.text_content().split()) for one in page.xpath("//main//*[self::h2 or self::h3]")]
    assert headings == [
        *("Tous les articles", "Mots-clés 1", "Le tag"),
        *("Sélections 1", "Le selection", "Sources 1", "Le source"),
    ]


def test_index_names_the_newest_article_and_up_to_three_sources_of_a_feed():
    [feed, *_] = LISTED
    names = ("Gazette & Cie", "Le Val", "AFP", "Nord", "Sud")
    page = words(index_page(SITE, [replace(feed, headline="Le <b>blé</b>", sources=names)]))
    assert "Le <b>blé</b> 12 articles · 24 oct. 2025 · Gazette & Cie, Le Val, AFP, +2" in page
    own = replace(feed, group=Kind.SOURCE, sources=names[:1])
    assert "Gazette" not in words(index_page(SITE, [own])).replace(CHANNEL.description, "")


def many(count, *, words_of_headline):
    """Feeds of random words, so that labels, addresses and headlines compress no better than real ones."""
    random = Random(7)

    def made(length):
        return " ".join("".join(random.choices("aeinrstulod", k=random.randint(3, 9))) for _ in range(length))

    def feed():
        label = made(2)
        return FeedSummary(
            channel=replace(CHANNEL, slug=label.replace(" ", "-"), label=label),
            count=random.randint(1, 999),
            newest=NOON - timedelta(minutes=random.randint(0, 10**6)),
            headline=f"<{made(words_of_headline)}>",
            sources=tuple(random.sample(["Gazette", "Le Val", "AFP", "Nord", "Sud"], k=3)),
        )

    everything = replace(feed(), group=Kind.ALL, channel=replace(CHANNEL, slug=ALL))
    return [everything, *(feed() for _ in range(count))]


@pytest.mark.parametrize("words_of_headline", [3, 12, 40])
def test_index_of_a_thousand_feeds_weighs_less_than_fifty_kilobytes(words_of_headline):
    """As it is published; and says the less of each feed the more there are."""
    said = []
    for count in (30, 300, 500, 700, 1000):
        page = index_page(SITE, many(count, words_of_headline=words_of_headline))
        assert max(len(encode(coding, page)) for coding in ("gzip", "br")) < 50_000
        lines = dom(page).xpath("//ul[@class='feeds']/li")
        assert len(lines) == count
        assert all(len(line.xpath(".//p[@class='formats']/a")) == 3 for line in lines)
        said.append([len(dom(page).xpath(f"//li/{part}")) for part in ("p[@class='headline']", "p/code")])
    assert said[0] == [30, 30]
    headlined = [bool(headlines) for headlines, _ in said]
    assert headlined == sorted(headlined, reverse=True)
    assert all(headlined[:3])


def test_however_long_the_list_the_newest_article_of_all_is_named_with_its_hour():
    given = many(3000, words_of_headline=12)
    [everything] = dom(index_page(SITE, given)).xpath("//section[@class='subscribe']")
    assert everything.findtext("p[@class='headline']").startswith(given[0].headline[:60])
    assert everything.xpath(".//time/@datetime")[0].endswith(":00")
    assert everything.xpath(".//code")


def test_a_cut_headline_ends_between_words():
    given = many(500, words_of_headline=40)
    lines = dom(index_page(SITE, given)).xpath("//ul[@class='feeds']/li")
    for feed, line in zip(given[1:], lines, strict=True):
        shown = line.findtext("p[@class='headline']").removesuffix("…")
        assert 30 < len(shown) < 120
        assert feed.headline.startswith(f"{shown} ")


def test_pages_carry_the_policy_that_the_server_sends_for_file_servers_that_send_none():
    """But for frame-ancestors, which a page cannot ask of itself (CSP 3, 3.3)."""
    [policy] = dom(PAGES["index"]).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert f"{policy}; frame-ancestors 'none'" == POLICY


def test_index_speaks_the_sites_language():
    english = replace(SITE, title="Morning", language="en-GB")
    summary = FeedSummary(channel=replace(CHANNEL, site=english), count=1, newest=NOON)
    assert "1 article · 24 Oct 2025" in words(index_page(english, [summary]))


def test_an_empty_site_says_so():
    assert "Pas encore de flux." in words(PAGES["empty index"])


@pytest.mark.parametrize("path", ["", "sous/chemin/"])
def test_links_of_the_site_work_under_a_path(path):
    base = f"https://lecture.example/{path}"
    site = replace(SITE, base=base)
    channel = replace(CHANNEL, site=site)
    feeds = [FeedSummary(channel=channel, count=1)]
    for page, address in (
        (tag_page(channel, [make()]), channel.page),
        (index_page(site, feeds), base),
        (not_found_page(site, feeds), f"{base}nulle/part"),
    ):
        found = {urljoin(address, href) for href in dom(page).xpath("//@href")}
        assert {f"{base}static/tagwire.css", channel.address("xml"), channel.address("json")} <= found
        assert {one for one in found if "gazette" not in one and not one.startswith(base)} == set()


def test_what_pages_load_is_published():
    for page in PAGES.values():
        for address in dom(page).xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src"):
            assert address.lstrip("./") in static_files()
    assert all(static_files().values())


def test_stylesheet_asks_nothing_of_another_site():
    assert not re.search(rb"url\(|@import", static_files()["static/tagwire.css"])


def test_tag_page_shows_title_date_author_excerpt_source_and_tags():
    [article] = dom(tag_page(CHANNEL, [RICH])).iter("article")
    text = " ".join(article.text_content().split())
    assert text.startswith("Le <b>blé</b> & l’export 24 octobre 2025, 11:00 · Zoé Martin · Ali Benaïssa Kiev")
    assert "Source : Gazette & Cie · Reuters · AFP" in text
    assert article.find("h2/a").get("href") == RICH.url
    others = article.xpath(".//ul[@class='tags']/li/a/@href")
    assert others == ["../../tags/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0/"]
    assert [one.url for one in RICH.enclosures] == article.xpath("footer/p/a[. = 'Fichier joint']/@href")


@pytest.mark.parametrize("basis", DateBasis)
def test_only_inferred_dates_are_marked_estimated_and_only_stated_ones_show_the_hour(basis):
    text = words(tag_page(CHANNEL, [make(date_basis=basis)]))
    inferred = basis in (DateBasis.TEXT, DateBasis.ORDER, DateBasis.FIRST_SEEN)
    assert ("date estimée" in text) == inferred
    assert ("24 octobre 2025, 11:00" in text) == (basis is DateBasis.STATED)


SPACED = "Il dit : « Allons ! » ; et quoi ?"
KEPT_TOGETHER = "Il dit\xa0: «\xa0Allons\xa0!\xa0»\xa0; et quoi\xa0?"


def test_french_marks_stay_on_the_line_of_their_words():
    [article] = dom(tag_page(CHANNEL, [make(title=SPACED, excerpt=SPACED)])).iter("article")
    assert [article.find("h2").text_content(), article.findtext("div/p")] == [KEPT_TOGETHER] * 2
    [german] = dom(tag_page(CHANNEL, [make(title=SPACED, excerpt=SPACED, language="de")])).iter("article")
    assert [german.find("h2").text_content(), german.findtext("div/p")] == [SPACED] * 2
    [line] = dom(index_page(SITE, [replace(LISTED[0], headline=SPACED)])).xpath("//p[@class='headline']")
    assert line.text == KEPT_TOGETHER


def test_an_entry_without_address_is_not_a_link():
    [article] = dom(tag_page(CHANNEL, [NOWHERE])).iter("article")
    assert article.find("h2/a") is None
    assert article.findtext("h2") == NOWHERE.title


def test_text_that_looks_like_markup_stays_text():
    [article] = dom(tag_page(CHANNEL, [MARKUP_LOOKING])).iter("article")
    assert article.find("h2").text_content() == MARKUP_LOOKING.title
    assert MARKUP_LOOKING.excerpt in article.text_content()


def test_each_article_says_its_language_and_lets_its_words_choose_their_direction():
    [article] = dom(tag_page(CHANNEL, [ARABIC])).iter("article")
    assert article.get("lang") == "ar"
    assert article.find("h2").get("dir") == "auto"
    assert article.find("footer").get("lang") == "fr"


def test_not_found_leads_home_from_any_depth():
    document = dom(not_found_page(replace(SITE, base="https://lecture.example/sous/")))
    assert document.xpath("//main//a/@href") == ["/sous/"]
    assert "Page introuvable" in document.text_content()


def test_an_unknown_region_still_dates_in_its_language():
    channel = on_site(language="fr-XX")
    assert "24 octobre 2025" in words(tag_page(channel, [make()]))


def test_pages_name_a_feed_by_its_label_where_the_sites_name_stands_beside():
    channel = replace(CHANNEL, title="Ukraine – Lecture du matin", label="Ukraine")
    page = dom(tag_page(channel, []))
    assert page.findtext("head/title") == "Ukraine – Lecture du matin"
    assert page.findtext(".//h1") == "Ukraine"
    index = dom(index_page(SITE, [FeedSummary(channel=channel, count=0)]))
    assert index.findtext(".//li/h3/a/bdi") == "Ukraine"
    assert index.xpath("//head/link[@rel='alternate']/@title")[0] == "Ukraine – Lecture du matin (RSS)"


def test_index_dates_are_in_the_channels_zone():
    late = FeedSummary(channel=CHANNEL, count=1, newest=NOON.replace(hour=23))
    assert "25 oct. 2025" in words(index_page(SITE, [late]))
    assert "24 oct. 2025" in words(index_page(replace(SITE, timezone="UTC"), [late]))
