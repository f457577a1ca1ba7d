"""Chromium, a site for it to read, and axe-core. What is not installed is skipped, and said."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feeds.publish import Tree
from feeds.record import Channel, Kind
from feeds.record import Site as SiteHead
from feeds.render.pages import index_page, static_files
from feeds.render.summary import FeedSummary
from tests.site import Site

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
AXE = Path(os.environ.get("AXE_CORE", Path(__file__).parents[2] / "node_modules/axe-core")) / "axe.min.js"

QUIET = (  # nothing that Chromium would ask of its makers
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)

LABELS = ("guerre en Ukraine", "Élections", "حرب أوكرانيا", "מלחמה", "C++", "été & hiver", "a <b> & c")

SETTINGS = """\
[site]
title = "Revue de presse"
url = "https://feeds.example.org/"
id = "tag:feeds.example.org,2025:"
language = "fr"
timezone = "Europe/Paris"

[[source]]
name = "gazette"
title = "Gazette & Cie"
url = "https://gazette.example/"
location = "gazette.jsonl"
adapter = "table"

[[feed]]
slug = "ukraine-sans-elections"
title = "Ukraine, sans élections"
select = "guerre-en-ukraine and not elections"
"""


def article(number: int, **changes: object) -> dict[str, object]:
    """A row of a table source; each carries two of the labels."""
    published = datetime(2025, 10, 24, 9, tzinfo=UTC) - timedelta(hours=7 * number)
    return {
        "url": f"https://gazette.example/{number}",
        "title": f"Guerre en Ukraine\u00a0: ce que dit la dépêche numéro {number}",
        "excerpt": f"Un premier paragraphe sur la dépêche {number}, puis «\u00a0un mot\u00a0» de plus.",
        "published": published.isoformat(),
        "tags": [LABELS[number % len(LABELS)], LABELS[(number + 1) % len(LABELS)]],
        "authors": ["Zoé Martin"],
        "credits": ["AFP", "Reuters"],
        **changes,
    }


ARTICLES = [
    *map(article, range(14)),
    article(14, url=None, title="Sans adresse"),
    article(21, title="", excerpt="Un texte qui tient lieu de titre. " * 9),
    article(28, title="الحرب في 2025 (تحليل)", excerpt="نص قصير"),
    article(35, title="long " * 400),
    article(42, published=None, title="Sans date", excerpt="Rien ne dit quand.", tags=LABELS),
    article(49, enclosures=[{"url": "https://gazette.example/a.mp3", "type": "audio/mpeg"}]),
]


@contextmanager
def serving(config: Path) -> Iterator[str]:
    """`tagwire serve` on the tree of those settings: the address at which it answers."""
    command = [str(Path(sys.executable).parent / "tagwire"), "--config", str(config), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().removeprefix("Serving ").strip()
        finally:
            process.terminate()
            process.wait(timeout=20)  # while its output can still be written


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of some articles of every kind."""
    site = Site(tmp_path_factory.mktemp("site"))
    site.config.write_text(SETTINGS, "utf-8")
    rows = "".join(json.dumps(row) + "\n" for row in ARTICLES)
    (site.folder / "gazette.jsonl").write_text(rows, "utf-8")
    assert not site.refresh().failures
    with serving(site.config) as address:
        yield address


@pytest.fixture(scope="session")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of so many feeds that its list leaves their addresses to their links."""
    site = Site(tmp_path_factory.mktemp("long"))
    site.config.write_text(SETTINGS, "utf-8")
    head = SiteHead(
        title="Revue",
        base="https://feeds.example.org/",
        language="fr",
        timezone="UTC",
        max_age=900,
    )

    def summary(number: int) -> FeedSummary:
        slug = f"{number * 7919 % 9973:x}-{number * 104729 % 99991:x}-{number}"
        channel = Channel(
            site=head,
            id=f"tag:feeds.example.org,2025:{slug}",
            slug=slug,
            title=f"Sujet {slug}",
            description="",
            created=datetime(2025, 1, 1, tzinfo=UTC),
        )
        return FeedSummary(
            channel=channel, count=number, newest=datetime(2025, 10, 1 + number % 24, tzinfo=UTC)
        )

    def source(number: int, label: str) -> FeedSummary:
        one = summary(number)
        return replace(one, group=Kind.SOURCE, channel=replace(one.channel, label=label))

    listed = [*map(summary, range(1, 1801)), source(1801, "Gazette & Cie"), source(1802, "Le Val")]
    page = index_page(head, listed)
    Tree(site.tree).write({"index.html": page, **static_files()})
    with serving(site.config) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, driven by Playwright. Not for the session: its event loop would stand in the way of others'."""
    driver = pytest.importorskip("playwright.sync_api", reason="needs the extra `browser` (Playwright)")
    if not CHROMIUM:
        pytest.skip("needs Chromium, which is not installed")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address in a window of its own, with what Playwright's `new_context` takes."""
    windows = []

    def open_page(address: str, *, now: str | None = None, **options: Any) -> Any:
        windows.append(browser.new_context(**options))
        page = windows[-1].new_page()
        if now:
            page.clock.set_fixed_time(now)
        page.goto(address)
        return page

    yield open_page
    for window in windows:
        window.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    if not AXE.is_file():
        pytest.skip("needs axe-core: npm install axe-core, or AXE_CORE=<its folder>")
    return AXE.read_text("utf-8")
