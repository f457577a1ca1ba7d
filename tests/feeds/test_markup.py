"""What looks like markup, from the source to the documents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from tests.site import Site

SETTINGS = """\
[site]
title = "Flux & <b>cie</b> ]]>"
url = "https://feeds.example.org/"

[[source]]
name = "gazette"
title = "Gazette <i>& fils</i>"
url = "https://gazette.example/"
location = "gazette.jsonl"
adapter = "table"

[[feed]]
slug = "vide"
title = "Vide </b> & co"
select = "introuvable"
"""
TITLE = "Tom & Jerry <3 </b> &amp; <script>alert(1)</script> ]]> &eacute;"
ROWS = [
    {
        "url": "https://gazette.example/1",
        "title": TITLE,
        "published": "2025-10-24T10:00:00+02:00",
        "excerpt": "A & B < C ]]> <b>gras</b> <img src=x onerror=alert(1)> &nbsp;",
        "authors": ["Jean <jean@gazette.example>", "</b>Bad", "paul@gazette.example (Paul)"],
        "credits": ["<b>AFP</b>"],
        "tags": ["Extrêmes & <b>co</b>"],
    },
    {"url": "https://gazette.example/2", "title": "Deux", "authors": ["Ann (AFP) <ann@gazette.test>"]},
]
HTML = {"description", "encoded", "summary", "content"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.config.write_text(SETTINGS, "utf-8")
    (tmp_path / "gazette.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    done = site.refresh()
    assert (done.failures, done.built.unfit) == ([], {})
    return site


def test_points_05_07_and_14_only_titles_of_articles_and_html_hold_closing_tags(site: Site) -> None:
    documents = [*site.tree.rglob("feeds/**/*.xml"), *site.tree.rglob("feeds/**/*.atom")]
    assert len(documents) == 8
    for document in documents:
        root = etree.fromstring(document.read_bytes())
        for element in root.iter("*"):
            name = etree.QName(element).localname
            is_of_article = element.getparent() is not None and (
                etree.QName(element.getparent()).localname in {"item", "entry"}
            )
            if is_of_article and name in {*HTML, "title"}:
                continue
            for text in (element.text or "", *element.attrib.values()):
                assert not re.search(r"</\w+>|<\S+@", text), (document.name, name, text)


def test_point_07_readers_find_the_same_people_in_every_format(site: Site) -> None:
    feeds = {suffix: site.tree / f"feeds/all.{suffix}" for suffix in ("xml", "atom", "json")}
    items = json.loads(feeds["json"].read_bytes())["items"]
    named = [[author["name"] for author in item["authors"]] for item in items]
    assert sorted(named) == [["Ann (AFP)"], ["Jean", "Bad", "Paul"]]
    for suffix in ("xml", "atom"):
        entries = feedparser.parse(feeds[suffix].read_bytes()).entries
        assert [[author.name for author in entry.authors] for entry in entries] == named
        [ann] = next(entry.authors for entry in entries if len(entry.authors) == 1)
        assert ann.email == "ann@gazette.test"


def test_an_articles_title_is_the_same_to_the_letter_in_every_format(site: Site) -> None:
    items = json.loads((site.tree / "feeds/all.json").read_bytes())["items"]
    assert TITLE in [item["title"] for item in items]
    for suffix, path in (("xml", "channel/item/title"), ("atom", "{*}entry/{*}title")):
        root = etree.fromstring((site.tree / f"feeds/all.{suffix}").read_bytes())
        assert TITLE in [element.text for element in root.iterfind(path)]
