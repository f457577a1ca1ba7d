"""Old addresses lead to where feeds stand today, feeds that are gone say so, others name what is near."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from werkzeug.test import Client

from feeds.publish import Tree
from feeds.record import Site
from feeds.render.pages import not_found_page
from feeds.web import create_app

SETTINGS = """
[site]
title = "T"
url = "https://example.org{path}"
[[feed]]
slug = "война"
select = "sport"
former = ["ukraine", "guerre"]
[[feed]]
slug = "meteo"
former = ["temps"]
gone = true
[[feed]]
slug = "all-but-one"
former = ["tout"]
"""
SLUGS = (
    "all",
    "all-but-one",
    "война",
    "guerre-en-ukraine",
    "elections",
    "3-d",
    "source/gazette.info",
    "feed",
)
WORDS = {
    "all-but-one": "All but one",
    "война": "Война",
    "guerre-en-ukraine": "Guerre en Ukraine",
    "elections": "Élections",
    "3-d": "3 D",
    "feed": "Feed",
}
MOVES = [
    # as WordPress and others place them
    ("/feed/", "/feeds/all.xml"),
    ("/feed", "/feeds/all.xml"),
    ("/feed/atom/", "/feeds/all.atom"),
    ("/feed/rss2/", "/feeds/all.xml"),
    ("/rss", "/feeds/all.xml"),
    ("/rss/", "/feeds/all.xml"),
    ("/rss.xml", "/feeds/all.xml"),
    ("/atom.xml", "/feeds/all.atom"),
    ("/feed.json", "/feeds/all.json"),
    ("/index.xml", "/feeds/all.xml"),
    ("/feeds", "/feeds/all.xml"),
    ("/feeds/", "/feeds/all.xml"),
    ("/tag/guerre-en-ukraine/feed/", "/feeds/guerre-en-ukraine.xml"),
    ("/tag/guerre-en-ukraine/feed", "/feeds/guerre-en-ukraine.xml"),
    ("/tag/guerre-en-ukraine/feed/atom/", "/feeds/guerre-en-ukraine.atom"),
    ("/tag/guerre-en-ukraine/rss/", "/feeds/guerre-en-ukraine.xml"),
    ("/category/elections/feed/", "/feeds/elections.xml"),
    ("/tag/guerre-en-ukraine/", "/tags/guerre-en-ukraine/"),
    ("/tag/guerre-en-ukraine", "/tags/guerre-en-ukraine/"),
    ("/tag/guerre-en-ukraine/page/2/", "/tags/guerre-en-ukraine/"),
    ("/tag/feed/", "/tags/feed/"),
    ("/tag/feed/feed/", "/feeds/feed.xml"),
    # by label, in another case, with accents, with and without suffix
    ("/feeds/Guerre en Ukraine.xml", "/feeds/guerre-en-ukraine.xml"),
    ("/feeds/guerre%20en%20ukraine.atom", "/feeds/guerre-en-ukraine.atom"),
    ("/feeds/guerre_en_ukraine.json", "/feeds/guerre-en-ukraine.json"),
    ("/feeds/guerre+en+ukraine.xml", "/feeds/guerre-en-ukraine.xml"),
    ("/feeds/GUERRE-EN-UKRAINE.XML", "/feeds/guerre-en-ukraine.xml"),
    ("/feeds/Élections.xml", "/feeds/elections.xml"),
    ("/feeds/e\u0301lections.xml", "/feeds/elections.xml"),
    ("/feeds/ВОЙНА.xml", "/feeds/война.xml"),
    ("/feeds/elections", "/feeds/elections.xml"),
    ("/feeds/elections/", "/feeds/elections.xml"),
    ("/feeds/elections.rss", "/feeds/elections.xml"),
    ("/feeds/elections.xml/", "/feeds/elections.xml"),
    ("/Feeds/elections.xml", "/feeds/elections.xml"),
    ("/feeds//elections.xml", "/feeds/elections.xml"),
    ("/feeds/Elections/2025-10.xml", "/feeds/elections/2025-10.xml"),
    ("/tags/Élections", "/tags/elections/"),
    ("/tags/ELECTIONS/", "/tags/elections/"),
    ("/tags/elections", "/tags/elections/"),
    ("/tags/elections/feed/", "/feeds/elections.xml"),
    ("/feeds/source/Gazette.info.xml", "/feeds/source/gazette.info.xml"),
    ("/feeds/source/gazette.info", "/feeds/source/gazette.info.xml"),
    ("/tags/source/gazette.info", "/tags/source/gazette.info/"),
    # slugs that feeds had before, alone and in every other form
    ("/feeds/ukraine.xml", "/feeds/война.xml"),
    ("/feeds/guerre.atom", "/feeds/война.atom"),
    ("/feeds/ukraine/2025-10-2.json", "/feeds/война/2025-10-2.json"),
    ("/tags/ukraine/", "/tags/война/"),
    ("/feeds/tout.xml", "/feeds/all-but-one.xml"),
    ("/tag/Ukraine/feed/", "/feeds/война.xml"),
    ("/feeds/Tout", "/feeds/all-but-one.xml"),
]  # fmt: skip


def published(directory: Path) -> Tree:
    """A tree with feeds and pages of `SLUGS`, archives of two of them, and the list of all feeds."""
    tree = Tree(directory, compress=())
    feeds = {f"feeds/{slug}.{suffix}": b"<feed/>" for slug in SLUGS for suffix in ("xml", "atom", "json")}
    pages = {f"tags/{slug}/index.html": b"<h1>page</h1>" for slug in SLUGS}
    archives = {"feeds/elections/2025-10.xml": b"<feed/>", "feeds/война/2025-10-2.json": b"{}"}
    others = {"feeds.opml": opml(), "index.html": b"<h1>All feeds</h1>"}
    tree.write(feeds | pages | archives | others)
    return tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return published(tmp_path / "public")


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """For tests that change nothing."""
    folder = tmp_path_factory.mktemp("site")
    published(folder / "public")
    return client_of(folder)


def opml(titles=None) -> bytes:
    outlines = "".join(
        f'<outline text="{title}" xmlUrl="https://example.org/flux/feeds/{slug}.xml"/>'
        for slug, title in (titles or {slug: WORDS.get(slug, slug) for slug in SLUGS}).items()
    )
    return f'<?xml version="1.0"?><opml version="2.0"><head><title>T</title></head><body>{outlines}</body></opml>'.encode()


def client_of(folder: Path, path: str = "") -> Client:
    config = folder / "tagwire.toml"
    config.write_text(SETTINGS.format(path=path), "utf-8")
    return Client(create_app(config))


@pytest.fixture
def client(tmp_path: Path, tree: Tree) -> Client:
    return client_of(tmp_path)


@pytest.mark.parametrize(("former", "present"), MOVES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_points_39_and_53_an_old_address_leads_to_the_present_one(
    reading: Client, former: str, present: str, method: str
) -> None:
    response = reading.open(former, method=method)
    assert response.status_code == 301
    assert unquote(response.headers["Location"]) == present
    assert response.headers["Location"].isascii()
    assert "max-age" in response.headers["Cache-Control"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert reading.open(response.headers["Location"], method=method).status_code == 200, "one step, no more"


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/meteo.xml",
        "/feeds/temps.json",
        "/tags/meteo/",
        "/tags/meteo",
        "/feeds/meteo/2025-10.atom",
        "/tag/Météo/feed/",
        "/feeds/METEO",
    ],
)
def test_points_27_and_40_a_feed_that_is_gone_is_410(reading: Client, path: str) -> None:
    response = reading.get(path)
    assert response.status_code == 410
    assert "no more" in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/ukraines.xml", "/feeds/source/ukraine.xml", "/tags/ukraine/x", "/ukraine", "/tag/", "/tag",
        "/tags", "/feed/x", "/index", "/xml", "/feeds/elections/2025-11.xml", "/tag/elections/comments/",
        "/wp-login.php", "/feeds/" + "a" * 400, "/feeds/elections/feed/rss/", "/feeds/..", "/feeds/.xml",
        "/feeds/a/b/c.xml", "/tag/%00/feed/", "/tag/../feed/", "/tag/elections/feed/pdf",
    ],
)  # fmt: skip
def test_other_addresses_are_not_found(reading: Client, path: str) -> None:
    assert reading.get(path).status_code == 404


def test_what_is_published_stands_before_what_was(client: Client, tree: Tree) -> None:
    tree.write({"feeds/ukraine.xml": b"<rss/>", "feeds/meteo.xml": b"<rss/>"})
    assert client.get("/feeds/ukraine.xml").status_code == 200
    assert client.get("/tag/meteo/feed/").status_code == 301


def test_the_query_does_not_matter(client: Client) -> None:
    assert client.get("/tag/elections/feed/?x=/y").headers["Location"] == "/feeds/elections.xml"


def test_settings_that_change_are_followed(tmp_path: Path, client: Client, tree: Tree) -> None:
    tree.write({"feeds/sport.xml": b"<rss/>"})
    assert client.get("/feeds/athletisme.xml").status_code == 404
    config = tmp_path / "tagwire.toml"
    more = '[[feed]]\nslug = "sport"\nformer = ["athletisme"]\n[[feed]]\nslug = "vieux"\ngone = true\n'
    config.write_text(SETTINGS.format(path="") + more, "utf-8")
    assert client.get("/feeds/athletisme.xml").status_code == 301
    assert client.get("/feeds/vieux.xml").status_code == 410


def test_settings_that_are_wrong_for_a_while_leave_all_as_it_was(
    tmp_path: Path, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    config = tmp_path / "tagwire.toml"
    for text in ("[site", ""):
        config.write_text(text)
        assert client.get("/feeds/ukraine.xml").status_code == 301
        assert client.get("/feeds/elections.xml").status_code == 200
    config.unlink()
    assert client.get("/feeds/meteo.xml").status_code == 410
    assert {record.exc_info for record in caplog.records} == {None}
    assert len(caplog.records) == 3, "each state of the file is complained of once"


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/feeds/guerre-en-ukrane.xml", "guerre-en-ukraine"),
        ("/tag/ukrainne/feed/", "guerre-en-ukraine"),
        ("/tags/election/", "elections"),
        ("/feeds/source/gazete.info.xml", "source/gazette.info"),
        ("/election", "elections"),
        ("/воина", "война"),
    ],
)
def test_the_nearest_feeds_are_named_to_people(reading: Client, path: str, near: str) -> None:
    response = reading.get(path)
    assert response.status_code == 404
    first = response.text.partition("<li>")[2].partition("</li>")[0]
    assert WORDS.get(near, near) in first
    address = first.partition('href="')[2].partition('"')[0]
    assert unquote(address) == f"/tags/{near}/"
    assert reading.get(address).status_code == 200


@pytest.mark.parametrize("path", ["/feeds/zzzzqqqq.xml", "/wp-login.php", "/a/b/c/elections", "/%ff"])
def test_no_feed_is_named_that_is_not_near(reading: Client, path: str) -> None:
    response = reading.get(path)
    assert response.status_code == 404
    assert "<li>" not in response.text
    assert 'id="nearest" hidden' in response.text


@pytest.mark.parametrize(("language", "words"), [("fr", "noms voisins"), ("en", "similar names")])
def test_the_page_that_is_published_names_them_in_its_language(
    client: Client, tree: Tree, language: str, words: str
) -> None:
    site = Site(title="T", base="https://example.org/", language=language, timezone="UTC", max_age=900)
    page = not_found_page(site)
    tree.write({"404.html": page})
    found = html.fromstring(client.get("/feeds/election.xml").data).get_element_by_id("nearest")
    assert "hidden" not in found.attrib
    assert words in found.findtext("h2")
    assert found.findtext("ul/li/a") == "Élections"
    assert client.get("/nothing/near").data == page


def test_a_label_leads_to_its_own_feed_whatever_the_slug(client: Client, tree: Tree) -> None:
    titles = {"source/c": "C# weekly – T", "c": "C – T", "c-2": "C++ – T", "u266a": "♪ – T", "all": "T"}
    tree.write({f"feeds/{slug}.xml": b"<rss/>" for slug in titles})
    tree.write({"feeds.opml": opml(titles)})
    for label, slug in {"C++": "c-2", "c": "c", "C": "c", "♪": "u266a", "c#  WEEKLY": "source/c"}.items():
        response = client.get(f"/feeds/{quote(label)}.xml")
        expected = 200 if label == slug else 301
        assert response.status_code == expected
        assert expected == 200 or response.headers["Location"] == f"/feeds/{slug}.xml"
    assert client.get("/tag/C++/feed/").headers["Location"] == "/feeds/c-2.xml"


def test_names_are_escaped_and_titles_follow_the_list(client: Client, tree: Tree) -> None:
    tree.write({"feeds.opml": opml({"elections": "A &lt;b> &quot;B"})})
    assert "A &lt;b&gt; &quot;B</a>" in client.get("/feeds/election.xml").text
    tree.write({"feeds.opml": opml({"elections": "C"})})
    assert ">C</a>" in client.get("/feeds/election.xml").text
    for broken in (b"<opml", b""):
        tree.write({"feeds.opml": broken})
        assert "<li>" not in client.get("/feeds/election.xml").text


@pytest.mark.parametrize("prefix", ["/presse", "/a/b", "/revue%20de%20presse"])
@pytest.mark.parametrize("passed_on", [True, False], ids=["prefix passed on", "prefix stripped"])
def test_point_53_a_site_below_a_path_answers_with_and_without_it(
    tmp_path: Path, tree: Tree, prefix: str, passed_on: bool
) -> None:
    client = client_of(tmp_path, prefix)
    base = prefix if passed_on else ""
    for former, present in MOVES[::3]:
        location = client.get(base + former).headers["Location"]
        assert unquote(location) == unquote(prefix) + present
        assert client.get(location).status_code == 200, "whoever asked without a proxy"
    assert client.get(f"{base}/feeds/meteo.xml").status_code == 410
    page = client.get(f"{base}/feeds/election.xml").text
    assert f'href="{prefix}/tags/elections/"' in page
    assert f'href="{prefix}/"' in page


@pytest.mark.parametrize("prefix", ["/presse", "/feeds", "/tags", "/feeds/source"])
@pytest.mark.parametrize("passed_on", [True, False], ids=["prefix passed on", "prefix stripped"])
def test_a_path_that_is_like_one_of_ours_hides_nothing(
    tmp_path: Path, tree: Tree, prefix: str, passed_on: bool
) -> None:
    client = client_of(tmp_path, prefix)
    base = prefix if passed_on else ""
    for path in ("/", "/feeds/all.xml", "/feeds/source/gazette.info.xml", "/tags/война/", "/feeds.opml"):
        assert client.get(base + path).status_code == 200
    for path in ("/healthz", "/metrics"):
        assert "no-store" in client.get(base + path).headers["Cache-Control"]
        assert client.get(base + path).status_code in (200, 503)


def test_the_path_of_a_site_without_a_slash(tmp_path: Path, tree: Tree) -> None:
    client = client_of(tmp_path, "/presse")
    assert client.get("/presse").headers["Location"] == "/presse/"
    assert client.get("/presse/tags/elections").headers["Location"] == "/presse/tags/elections/"
    assert client.get("/pressee/feeds/all.xml").status_code == 404


def test_mounted_below_a_path_by_a_server(tmp_path: Path, tree: Tree) -> None:
    client = client_of(tmp_path, "/presse")
    response = client.get("/feeds/ukraine.xml", base_url="https://example.org/presse")
    assert unquote(response.headers["Location"]) == "/presse/feeds/война.xml"


@given(
    st.lists(
        st.sampled_from(
            ["feeds", "tag", "tags", "feed", "all", "Élections", "source", "atom", "..", ".", "", "x y"]
        ),
        max_size=5,
    ),
    st.sampled_from(["", ".xml", ".atom", ".JSON", ".gz", "/", "/feed/", "%00"]),
)
def test_a_redirection_always_leads_to_what_is_there(reading: Client, parts: list[str], end: str) -> None:
    response = reading.get("/" + ("/".join(parts) + end).lstrip("/"))
    assert response.status_code in (200, 301, 404)
    if response.status_code == 301:
        assert reading.get(response.headers["Location"]).status_code == 200
