"""A site that was published by a user whose other files nobody may read, and servers over it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.deploy.places import Address, tagwire_serving
from tests.table_site import Article, TableSite

FEEDS = """
[[feed]]
slug = "inland"
select = "sport"
former = ["home"]
[[feed]]
slug = "weather"
gone = true
"""
HUB = "https://pubsubhubbub.appspot.com/"
ARTICLES = [
    Article(
        number=number,
        published=datetime(2025, month, 3, 12, tzinfo=UTC),
        title=f"Né à {number} °C",
        tags=tags,
    )
    for number, (month, tags) in enumerate(
        [
            (5, ("sport",)),
            (6, ("sport",)),
            (8, ("sport", "война")),
            (9, ("война",)),
            (10, ("sport", "ж" * 64)),
        ]
        * 4
    )
]


def publish(folder: Path, *, url: str = "https://feeds.example.org/", directory: str = "public") -> TableSite:
    """A small site in `folder`, with archives, a feed in Cyrillic, one that moved and one that is gone."""
    site = TableSite(folder, publish=f'entries = 5\ndirectory = "{directory}"', feeds=FEEDS)
    settings = site.config.read_text("utf-8").replace("https://feeds.example.org/", url, 1)
    site.config.write_text(settings, "utf-8")
    site.show(ARTICLES)
    site.config.write_text(settings.replace("[publish]", f'hubs = ["{HUB}"]\n[publish]', 1), "utf-8")
    return site


@pytest.fixture(scope="session")
def below() -> Iterator[Path]:
    """A folder that every user may pass through, as /srv is."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="session")
def site(below: Path) -> TableSite:
    before = os.umask(0o077)  # as the units in deploy/ have it
    try:
        folder = below / "tagwire"
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)
        return publish(folder)
    finally:
        os.umask(before)


@pytest.fixture(scope="session")
def tagwire(site: TableSite) -> Iterator[Address]:
    with tagwire_serving(site.config) as address:
        yield address
