"""The pages for people."""

import re
from dataclasses import replace
from urllib.parse import urljoin

import pytest
from lxml import html
from render_samples import ARABIC, CHANNEL, EVERYTHING, MARKUP_LOOKING, NOON, NOWHERE, RICH, make

from feeds.render.pages import index_page, not_found_page, static_files, tag_page
from feeds.render.site import FeedSummary, Site
from sources.entry import DateBasis

SITE = Site(title="Lecture du matin", base=CHANNEL.base, language="fr")
LISTED = [
    FeedSummary(channel=CHANNEL, count=12, newest=NOON),
    FeedSummary(channel=replace(CHANNEL, slug="blé", title="Blé", page=f"{CHANNEL.base}tags/blé/"), count=1),
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
    assert not list(document.iter("script", "style", "iframe"))
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
    assert "12 articles · dernier le 24 octobre 2025" in words(PAGES["index"])
    assert "1 article " in words(PAGES["index"])
    first, second = dom(PAGES["index"]).find_class("feed")
    assert [a.text for a in first.find_class("button")] == ["RSS", "Atom", "JSON"]
    assert first.findtext(".//code") == "https://lecture.example/feeds/guerre-en-ukraine.xml"
    assert second.find(".//h2/a").get("href") == "tags/bl%C3%A9/"


def test_index_speaks_the_sites_language():
    english = Site(title="Morning", base=CHANNEL.base, language="en-GB")
    summary = FeedSummary(channel=replace(CHANNEL, language="en"), count=1, newest=NOON)
    assert "1 article · latest 24 October 2025" in words(index_page(english, [summary]))


def test_an_empty_site_says_so():
    assert "Pas encore de flux." in words(PAGES["empty index"])


@pytest.mark.parametrize("path", ["", "sous/chemin/"])
def test_links_of_the_site_work_under_a_path(path):
    base = f"https://lecture.example/{path}"
    channel = replace(CHANNEL, base=base, page=f"{base}tags/guerre-en-ukraine/")
    site = replace(SITE, base=base)
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
        for address in dom(page).xpath("//link[@rel='stylesheet' or @rel='icon']/@href"):
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
    assert article.xpath(".//ul[@class='tags']/li/a/@href")[1] == "../../tags/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0/"


@pytest.mark.parametrize("basis", DateBasis)
def test_only_inferred_dates_are_marked_estimated_and_only_stated_ones_show_the_hour(basis):
    text = words(tag_page(CHANNEL, [make(date_basis=basis)]))
    inferred = basis in (DateBasis.TEXT, DateBasis.ORDER, DateBasis.FIRST_SEEN)
    assert ("date estimée" in text) == inferred
    assert ("24 octobre 2025, 11:00" in text) == (basis is DateBasis.STATED)


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
    assert document.find_class("button")[0].get("href") == "/sous/"
    assert "Page introuvable" in document.text_content()


def test_an_unknown_region_still_dates_in_its_language():
    channel = replace(CHANNEL, language="fr-XX")
    assert "24 octobre 2025" in words(tag_page(channel, [make()]))


def test_pages_name_a_feed_by_its_label_where_the_sites_name_stands_beside():
    channel = replace(CHANNEL, title="Ukraine – Lecture du matin", label="Ukraine")
    page = dom(tag_page(channel, []))
    assert page.findtext("head/title") == "Ukraine – Lecture du matin"
    assert page.findtext(".//h1") == "Ukraine"
    index = dom(index_page(SITE, [FeedSummary(channel=channel, count=0)]))
    assert index.findtext(".//li/h2/a") == "Ukraine"
    assert index.xpath("//head/link[@rel='alternate']/@title")[0] == "Ukraine – Lecture du matin (RSS)"


def test_index_dates_are_in_the_channels_zone():
    late = FeedSummary(channel=CHANNEL, count=1, newest=NOON.replace(hour=23))
    assert "dernier le 25 octobre 2025" in words(index_page(SITE, [late]))
    elsewhere = replace(late, channel=replace(CHANNEL, timezone="UTC"))
    assert "dernier le 24 octobre 2025" in words(index_page(SITE, [elsewhere]))
