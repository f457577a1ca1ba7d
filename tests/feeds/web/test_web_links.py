"""What the Link headers of feeds say."""

from __future__ import annotations

import pytest
from werkzeug.http import parse_options_header
from werkzeug.test import Client

from feeds.publish import Tree
from feeds.web import create_app
from feeds.web.publication import Publication

HUBS = ("https://hub.example/", "https://autre.example/push?a=1")
SITE = Publication(base="https://lecture.example/flux/", hubs=HUBS)
TYPES = {"xml": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


@pytest.fixture
def client(tree: Tree) -> Client:
    archives = {
        f"feeds/{folder}/2025-09.{suffix}": b"<feed/>"
        for folder in ("война", "source/gazette")
        for suffix in TYPES
    }
    tree.write({f"feeds/война.{suffix}": b"<feed/>" for suffix in TYPES} | archives)
    return Client(create_app(directory=tree.directory, publication=SITE))


def links(client: Client, path: str) -> list[tuple[str, str, str | None]]:
    """Relation, target and type of each link of the answer, in order."""
    header = client.get(path).headers["Link"]
    found = [parse_options_header(link) for link in header.split(", ")]
    return [(options["rel"], target.strip("<>"), options.get("type")) for target, options in found]


@pytest.mark.parametrize("path", ["/feeds/all.xml", "/feeds/source/gazette.xml", "/feeds/война.atom"])
def test_points_48_and_50_a_feed_says_its_own_address_once_and_all_its_hubs(
    client: Client, path: str
) -> None:
    found = links(client, path)
    assert [target for relation, target, _ in found if relation == "hub"] == list(HUBS)
    own = path.replace("война", "%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0")
    assert [target for relation, target, _ in found if relation == "self"] == [
        f"https://lecture.example/flux{own}"
    ]


@pytest.mark.parametrize("suffix", TYPES)
def test_point_48_a_feed_names_its_other_formats(client: Client, suffix: str) -> None:
    address = "https://lecture.example/flux/feeds/all"
    found = [link for link in links(client, f"/feeds/all.{suffix}") if link[0] == "alternate"]
    assert found == [
        ("alternate", f"{address}.{other}", media_type)
        for other, media_type in TYPES.items()
        if other != suffix
    ]


@pytest.mark.parametrize("path", ["/feeds/война/2025-09.xml", "/feeds/source/gazette/2025-09.json"])
def test_archives_change_no_more_and_name_no_hub(client: Client, path: str) -> None:
    assert [relation for relation, _, _ in links(client, path)] == ["self", "alternate", "alternate"]


@pytest.mark.parametrize("path", ["/", "/feeds.opml", "/static/tagwire.svg", "/feeds/none.xml"])
def test_nothing_but_feeds_has_links(client: Client, path: str) -> None:
    assert "Link" not in client.get(path).headers


def test_a_head_and_a_part_have_them_too(client: Client) -> None:
    whole = client.get("/feeds/all.xml").headers["Link"]
    assert client.head("/feeds/all.xml").headers["Link"] == whole
    part = client.get("/feeds/all.xml", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.headers["Link"]) == (206, whole)


def test_pages_elsewhere_may_read_them(client: Client) -> None:
    assert "Link" in client.get("/feeds/all.xml").headers["Access-Control-Expose-Headers"]


def test_the_settings_name_address_and_hubs(tmp_path, tree: Tree) -> None:
    config = tmp_path / "tagwire.toml"
    config.write_text('[site]\ntitle = "T"\nurl = "https://example.org"\nhubs = ["https://hub.example/"]\n')
    assert links(Client(create_app(config)), "/feeds/all.xml")[:2] == [
        ("self", "https://example.org/feeds/all.xml", None),
        ("hub", "https://hub.example/", None),
    ]


def test_changed_settings_reach_every_document_once_one_of_them_is_read_anew(tmp_path, tree: Tree) -> None:
    config = tmp_path / "tagwire.toml"
    site = '[site]\ntitle = "T"\nurl = "https://{}.example"\nhubs = ["https://hub.example/"]\n[publish]\nmax_age = "{}"\n'
    config.write_text(site.format("here", "1h"))
    client = Client(create_app(config))
    paths = ("/feeds/all.xml", "/feeds/all.json")
    assert {links(client, path)[0][1].partition("/feeds")[0] for path in paths} == {"https://here.example"}
    config.write_text(site.format("there", "2h"))
    tree.write({"feeds/all.atom": b"<feed>new</feed>"})
    client.get("/feeds/all.atom")
    for path in paths:
        assert links(client, path)[0][1] == f"https://there.example{path}"
        assert "max-age=7200" in client.get(path).headers["Cache-Control"]
