from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from flask import Flask
from web_samples import FEED, MODIFIED
from werkzeug.test import Client

from feeds.publish import Tree
from feeds.web import create_app
from feeds.web.publication import Publication

COMPRESS = ("gzip", "br", "zstd")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tree with one document of each kind; the feed is from `MODIFIED`."""
    tree = Tree(tmp_path_factory.mktemp("template") / "public", compress=COMPRESS)
    tree.write(
        {
            "feeds/all.xml": FEED.encode(),
            "feeds/all.atom": b"<feed/>",
            "feeds/all.json": b"{}",
            "feeds/source/gazette.xml": b"<rss/>",
            "feeds.opml": b"<opml/>",
            "index.html": b"<h1>All feeds</h1>",
            "404.html": b"<h1>Not here</h1>",
            "tags/\u0432\u043e\u0439\u043d\u0430/index.html": b"<h1>tag</h1>",
            "static/tagwire.css": b"body {}",
            "static/tagwire.svg": b"<svg/>",
        }
    )
    for suffix in ("", ".gz", ".br", ".zst"):
        os.utime(tree.directory / f"feeds/all.xml{suffix}", (MODIFIED, MODIFIED))
    return tree.directory


@pytest.fixture
def tree(template: Path, tmp_path: Path) -> Tree:
    """A copy of it to do things to."""
    shutil.copytree(template, tmp_path / "public")
    return Tree(tmp_path / "public", compress=COMPRESS)


@pytest.fixture
def app(tree: Tree) -> Flask:
    return create_app(directory=tree.directory, publication=Publication(max_age=600))


@pytest.fixture
def client(app: Flask) -> Client:
    return Client(app)
