"""Two sites of one host never mint the same id, and a site never mints under another name than it began with."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tests.captures import capture_text, make_articles
from tests.site import Site

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def published(folder: Path, url: str) -> set[str]:
    """The ids of a new site's feeds and entries."""
    site = Site(folder)
    text = site.text().replace('id = "tag:feeds.example.org,2025:"\n', "")
    site.config.write_text(text.replace("https://feeds.example.org/", url))
    return run(site)


def run(site: Site) -> set[str]:
    site.save(capture_text(make_articles("fr", 5), language="fr", heading="pont"))
    site.refresh()
    feed = etree.parse(site.tree / "feeds/all.atom").getroot()
    return {one.text or "" for one in feed.iterfind("a:id", ATOM)} | {
        one.text or "" for one in feed.iterfind("a:entry/a:id", ATOM)
    }


def test_sites_at_different_paths_of_a_host_share_no_id(tmp_path: Path) -> None:
    first = published(tmp_path / "a", "https://example.org/a/")
    second = published(tmp_path / "b", "https://example.org/b/")
    assert len(first) == 6
    assert not first & second
    assert all(one.startswith("tag:example.org,2025:a/") for one in first)


def test_a_site_that_moves_mints_as_it_did_before(tmp_path: Path) -> None:
    first = published(tmp_path, "https://example.org/a/")
    site = Site(tmp_path)
    text = site.text().replace('id = "tag:feeds.example.org,2025:"\n', "")
    site.config.write_text(text.replace("https://feeds.example.org/", "https://example.org/b/"))
    site.now = Site(tmp_path / "other").now
    assert run(site) == first
