"""docs/deploy.md names every file of deploy/, and what it says of caches is what `tagwire serve` sends."""

from __future__ import annotations

import re

import pytest

from tests.deploy.places import DEPLOY, Address

DOC = (DEPLOY.parent / "docs" / "deploy.md").read_text("utf-8")
CACHED = re.findall(r"^\| `(/[^`]*)` \| .* \| (\d+) \| `(.*)` \|$", DOC, re.MULTILINE)


def test_every_file_is_named_and_is_there() -> None:
    assert set(re.findall(r"\]\(\.\./deploy/([^)]+)\)", DOC)) == {path.name for path in DEPLOY.iterdir()}


def test_the_table_is_read() -> None:
    assert len(CACHED) == 10


@pytest.mark.parametrize(("path", "status", "kept"), CACHED)
def test_what_may_be_kept(tagwire: Address, path: str, status: str, kept: str) -> None:
    answer = tagwire.ask(path)
    expected = {200, 503} if path == "/healthz" else {int(status)}  # the sample's clock stands still
    assert answer.status in expected
    assert answer.all("Cache-Control") == kept


def test_the_metrics_named_are_there(tagwire: Address) -> None:
    given = tagwire.ask("/metrics").body.decode()
    named = re.findall(r"`(tagwire_\w+)`", DOC)
    assert named
    assert [name for name in named if f"\n{name}" not in given] == []


@pytest.mark.parametrize(
    ("path", "is_archive"),
    [
        ("/feeds/sport.xml", False),
        ("/feeds/source/exemple.xml", False),
        ("/feeds/sport/2025-05.xml", True),
        ("/feeds/source/exemple/2025-05.json", True),
        ("/tags/sport/", False),
    ],
)
def test_archives_are_told_from_feeds(tagwire: Address, path: str, is_archive: bool) -> None:
    archive, feed = re.findall(r"`(\^/feeds/[^`]+\$)`", DOC)
    assert tagwire.ask(path).status == 200
    assert bool(re.search(archive, path) and not re.search(feed, path)) is is_archive
