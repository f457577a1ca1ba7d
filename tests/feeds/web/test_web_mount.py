"""A site below a path is answered there and at the root, as proxies pass addresses on or take the path away."""

from __future__ import annotations

from pathlib import Path

import pytest
from web_samples import FEED
from werkzeug.test import Client

from feeds.publish import Tree
from feeds.web import create_app

SETTINGS = """
[site]
title = "T"
url = "{}"
[[feed]]
slug = "all-but-one"
former = ["tout"]
[[feed]]
slug = "meteo"
gone = true
"""


def client_below(tmp_path: Path, url: str) -> Client:
    config = tmp_path / "tagwire.toml"
    config.write_text(SETTINGS.format(url), "utf-8")
    return Client(create_app(config))


@pytest.mark.parametrize("path", ["/revue", "/a/b", "/feeds", "/feeds/all", "/tags", "/static", "/été"])
@pytest.mark.parametrize("passed_on", [True, False], ids=["whole", "stripped"])
def test_both_kinds_of_proxies_reach_everything(
    tmp_path: Path, tree: Tree, path: str, passed_on: bool
) -> None:
    client = client_below(tmp_path, f"https://example.org{path}/")
    before = path if passed_on else ""
    assert client.get(f"{before}/feeds/all.xml").get_data(as_text=True) == FEED
    assert client.get(f"{before}/").data == b"<h1>All feeds</h1>"
    assert client.get(f"{before}/tags/война/").data == b"<h1>tag</h1>"
    assert client.get(f"{before}/static/tagwire.css").data == b"body {}"
    assert client.get(f"{before}/feeds.opml").status_code == 200
    assert client.get(f"{before}/healthz").is_json
    assert client.get(f"{before}/feeds/meteo.xml").status_code == 410
    assert client.get(f"{before}/feeds/nothing.xml").status_code == 404


@pytest.mark.parametrize("path", ["/revue", "/feeds", "/été"])
@pytest.mark.parametrize("passed_on", [True, False], ids=["whole", "stripped"])
def test_readers_are_sent_to_where_the_site_is(
    tmp_path: Path, tree: Tree, path: str, passed_on: bool
) -> None:
    client = client_below(tmp_path, f"https://example.org{path}/")
    before = path if passed_on else ""
    for asked, present in {
        "/feeds/tout.xml": "/feeds/all-but-one.xml",
        "/tags/война": "/tags/война/",
    }.items():
        response = client.get(before + asked)
        assert response.status_code == 301
        followed = response.headers["Location"]
        assert client.get(followed, follow_redirects=False).request.path == path + present


def test_the_path_without_its_slash_leads_to_the_site(tmp_path: Path, tree: Tree) -> None:
    client = client_below(tmp_path, "https://example.org/revue")
    response = client.get("/revue")
    assert (response.status_code, response.headers["Location"]) == (301, "/revue/")
    assert client.get("/revues/feeds/all.xml").status_code == 404


def test_a_server_that_is_mounted_there_already_is_not_taken_for_another(tmp_path: Path, tree: Tree) -> None:
    client = client_below(tmp_path, "https://example.org/revue/")
    response = client.get("/feeds/tout.xml", base_url="https://example.org/revue")
    assert response.headers["Location"] == "/revue/feeds/all-but-one.xml"
