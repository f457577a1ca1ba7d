"""What the list of feeds says of each, after runs on real sources."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from lxml import html

from tests.table_site import Article, TableSite

FEED = '[[feed]]\nslug = "choix"\ntitle = "Choix"\nselect = "sport or arts"\n'


def lines(site):
    """The heading, the headline and the facts of each feed by its address."""
    page = html.fromstring((site.tree / "index.html").read_bytes().decode())
    return {
        line.xpath(".//p[@class='formats']/a/@href")[0]: [
            line.xpath("string(.//*[self::h2 or self::h3])"),
            line.xpath("string(p[@class='headline'])"),
            line.xpath("string(p[@class='meta'])"),
        ]
        for line in page.xpath("//section[@class='subscribe'] | //ul[@class='feeds']/li")
    }


def publish(site, **listed):
    for source, articles in listed.items():
        site.files[source].write_text("\n".join(json.dumps(one.row()) for one in articles), "utf-8")
    site.refresh()


def at(day):
    return datetime(2025, 10, day, 9, tzinfo=UTC)


def test_each_feed_names_its_newest_article_and_the_sources_that_list_its_articles(tmp_path):
    site = TableSite(tmp_path, sources=("nord", "sud"), feeds=FEED)
    arts = Article(number=2, published=at(12), tags=("arts",), title="Le <concert>")
    first = Article(number=1, published=at(3))
    publish(site, sud=[first, arts], nord=[first, Article(number=3, published=at(2))])
    assert lines(site) == {
        "feeds/all.xml": [
            "Tous les articles",
            "Le <concert>",
            "3 articles · 12 oct. 2025 · nord info, sud info",
        ],
        "feeds/arts.xml": ["arts", "Le <concert>", "1 article · 12 oct. 2025 · sud info"],
        "feeds/sport.xml": ["sport", "Article 1", "2 articles · 3 oct. 2025 · nord info, sud info"],
        "feeds/choix.xml": ["Choix", "Le <concert>", "3 articles · 12 oct. 2025 · nord info, sud info"],
        "feeds/source/nord.xml": ["nord info", "Article 1", "2 articles · 3 oct. 2025"],
        "feeds/source/sud.xml": ["sud info", "Le <concert>", "2 articles · 12 oct. 2025"],
    }


def test_an_empty_feed_has_no_newest_article(tmp_path):
    site = TableSite(tmp_path, sources=("nord", "sud"))
    publish(site, nord=[Article(number=1, published=at(3))])
    assert lines(site)["feeds/source/sud.xml"] == ["sud info", "", "0 article"]
