"""A WordPress tag page through the edits that its editors make, in the markup of several themes."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import html

from tests.feeds.test_refresh_web import WebSite
from tests.sources.fetch.loopback import Server, answer

THEMES = ["twentytwelve", "twentyfifteen", "generatepress", "astra", "twentytwentyfour", "hueman"]
POST = "//*[contains(concat(' ', normalize-space(@class)), ' post-') and contains(@class, 'type-post')]"


class Page:
    """A saved tag page whose posts can be edited as text."""

    def __init__(self, text: str, origin: str, home: str) -> None:
        self.home = home.rstrip("/")
        self.root = html.fromstring(text.replace(origin, self.home))

    def posts(self) -> list[html.HtmlElement]:
        return list(self.root.xpath(POST))

    def rewrite(self, place: int, *pairs: tuple[str, str]) -> None:
        """Replace texts in the markup of one post."""
        post = self.posts()[place]
        text = html.tostring(post, encoding="unicode", with_tail=False)
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        post.getparent().replace(post, html.fromstring(text))

    def slug(self, place: int) -> str:
        """The last part of the address of a post."""
        text = html.tostring(self.posts()[place], encoding="unicode")
        return re.findall(rf'href="{self.home}/([^"/]+)/"', text)[0]

    def remove(self, place: int) -> None:
        post = self.posts()[place]
        post.getparent().remove(post)

    def copy(self, place: int, before: int, *patterns: tuple[str, str]) -> None:
        """A new post before another one, made of one by replacing patterns."""
        text = html.tostring(self.posts()[place], encoding="unicode", with_tail=False)
        for pattern, new in patterns:
            text = re.sub(pattern, new, text)
        self.posts()[before].addprevious(html.fromstring(text))

    def answer(self) -> bytes:
        return answer(
            html.tostring(self.root, encoding="unicode", doctype="<!DOCTYPE html>"), content_type="text/html"
        )


def known(site: WebSite) -> dict[str, tuple[str, str]]:
    """Title -> id, date of the feed's items."""
    items = site.feed("source/wp")["items"]
    assert len({item["id"] for item in items}) == len(items)
    return {item["title"]: (item["id"], item["date_published"]) for item in items}


@pytest.mark.parametrize("theme", THEMES)
def test_six_edits_change_no_id_and_no_date_and_double_nothing(
    theme: str, shared: Path, tmp_path: Path
) -> None:
    site = WebSite(tmp_path / "site")
    text = (shared / "pages" / theme / "tag.html").read_text("utf-8")
    with Server() as server:
        page = Page(text, f"https://{theme}.example", server.url())
        site.read(wp=server.url())

        def visit() -> dict[str, tuple[str, str]]:
            server.answers["/"] = page.answer()
            site.now += timedelta(hours=1)
            done = site.refresh()
            assert [visit.error for visit in done.visits] == [None]
            return known(site)

        first = visit()
        titles = list(first)
        assert len(titles) == len(page.posts()) >= 5

        retitled = titles[2] + " (mis à jour)"
        page.rewrite(2, (titles[2], retitled))
        second = visit()
        assert second == {retitled if title == titles[2] else title: value for title, value in first.items()}

        page.remove(4)
        assert visit() == second  # what left the page stays in the feed

        new = (
            (r"post-\d+", "post-9001"),
            (re.escape(titles[0]), "Tout nouveau sujet"),
            (page.slug(0), "tout-nouveau"),
        )
        page.copy(
            0,
            0,
            *new,
            (r'datetime="[^"]*"', 'datetime="2025-11-02T09:00:00+01:00"'),
            (r"24 octobre 2025", "2 novembre 2025"),
        )
        fourth = visit()
        assert fourth == second | {"Tout nouveau sujet": fourth["Tout nouveau sujet"]}

        old = (
            (r"post-\d+", "post-9002"),
            (re.escape(titles[0]), "Publié après coup"),
            (page.slug(1), "apres-coup"),
        )
        page.copy(1, 3, *old, (r"post-9001", "post-9002"), ("Tout nouveau sujet", "Publié après coup"))
        fifth = visit()
        assert fifth == fourth | {"Publié après coup": fifth["Publié après coup"]}

        page.rewrite(-1, (page.slug(-1), "autre-adresse"))
        assert visit() == fifth

        excerpt = page.posts()[0].xpath(".//p")
        for paragraph in excerpt:
            paragraph.text, paragraph[:] = "Un tout autre texte, écrit après coup par la rédaction.", []
        assert visit() == fifth
