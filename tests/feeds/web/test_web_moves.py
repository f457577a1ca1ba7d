"""Feeds that have moved are redirected for good, feeds that are gone say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from werkzeug.test import Client

from feeds.publish import Tree
from feeds.web import create_app

SETTINGS = """
[site]
title = "T"
url = "https://example.org/flux"
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


@pytest.fixture
def client(tmp_path: Path, tree: Tree) -> Client:
    config = tmp_path / "tagwire.toml"
    config.write_text(SETTINGS, "utf-8")
    return Client(create_app(config))


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("/feeds/ukraine.xml", "/feeds/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0.xml"),
        ("/feeds/guerre.atom", "/feeds/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0.atom"),
        ("/feeds/ukraine/2025-10-2.json", "/feeds/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0/2025-10-2.json"),
        ("/tags/ukraine/", "/tags/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0/"),
        ("/feeds/tout.xml", "/feeds/all-but-one.xml"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_points_39_and_53_a_former_address_leads_to_the_present_one(
    client: Client, former: str, present: str, method: str
) -> None:
    response = client.open(former, method=method)
    assert response.status_code == 301
    assert response.headers["Location"] == f"/flux{present}"  # where the site is
    assert "max-age" in response.headers["Cache-Control"]


def test_point_53_below_a_path_too(client: Client) -> None:
    response = client.get("/feeds/ukraine.xml", base_url="https://example.org/flux")
    assert response.headers["Location"] == "/flux/feeds/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0.xml"


@pytest.mark.parametrize(
    "path", ["/feeds/meteo.xml", "/feeds/temps.json", "/tags/meteo/", "/feeds/meteo/2025-10.atom"]
)
def test_points_27_and_40_a_feed_that_is_gone_is_410(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 410
    assert "no more" in response.text


@pytest.mark.parametrize(
    "path", ["/feeds/ukraines.xml", "/feeds/source/ukraine.xml", "/tags/all-but-one/", "/ukraine"]
)
def test_other_addresses_are_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_what_is_published_stands_before_what_was(client: Client, tree: Tree) -> None:
    tree.write({"feeds/ukraine.xml": b"<rss/>"})
    assert client.get("/feeds/ukraine.xml").status_code == 200
