"""Feed readers agree with what was published, and so with one another, in every format."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from feeds.cli import demo
from feeds.record import Record
from feeds.render.body import headline, link_of
from feeds.render.documents import RENDERERS
from feeds.render.entries import render_entries
from sources.entry import Tag
from tests.feeds.render.render_samples import CHANNEL, EVERYTHING, SITE, make
from tests.readers.reading import JSON_READERS, READERS, Item, item, program, run

# What other people's packages warn of is theirs to mend.
pytestmark = pytest.mark.filterwarnings("ignore")

Published = tuple[Path, list[Item]]  # the path of the documents, less the suffix, and what they should show

EXTREMES = (
    *EVERYTHING,
    make(11, title="]]> et <![CDATA[ au milieu", excerpt="]]>"),
    make(12, title="a < b && c > d; R&D <3 &c."),
    make(
        13,
        title="\N{RIGHT-TO-LEFT OVERRIDE}droite à gauche\N{POP DIRECTIONAL FORMATTING} \N{RIGHT-TO-LEFT MARK}x",
        language="fa",
    ),
    make(14, title="x" * 2000),
    make(15, tags=()),
    make(16, title="Use </b> & co"),
    make(17, title="<em>Tom</em> & Jerry &eacute; AT&amp;T"),
    make(18, tags=(Tag(slug="a", label="A&amp;B <c"), Tag(slug="d", label="<em>d</em> & e"))),
)


def shown(record: Record) -> Item:
    labels = [tag.label for tag in record.tags]
    return item(record.id, headline(record), link_of(SITE, record), record.published, labels)


@pytest.fixture(scope="session")
def extremes(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return write(tmp_path_factory.mktemp("extremes"), EXTREMES)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return write(tmp_path_factory.mktemp("empty"), ())


def write(folder: Path, records: Sequence[Record]) -> Published:
    fragments = render_entries(SITE, records)
    for suffix, render in RENDERERS.items():
        (folder / f"feed.{suffix}").write_bytes(render(CHANNEL, fragments))
    return folder / "feed", [shown(record) for record in records]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The sample that ships with Tagwire, as it is published."""
    folder = tmp_path_factory.mktemp("sample")
    demo.demo.main(["--directory", str(folder), "--no-serve"], standalone_mode=False)
    feed = folder / "public/feeds/tramway-de-vallombre"
    items = json.loads(feed.with_suffix(".json").read_bytes())["items"]
    assert len(items) == 7
    return feed, [
        item(one["id"], one["title"], one["url"], one["date_published"], one["tags"]) for one in items
    ]


PAIRS = [
    *((name, suffix) for name in READERS for suffix in ("xml", "atom")),
    *((name, "json") for name in JSON_READERS),
]


@pytest.mark.parametrize(("name", "suffix"), PAIRS)
@pytest.mark.parametrize("published", ["sample", "extremes", "empty"])
def test_a_reader_shows_what_was_published(
    name: str, suffix: str, published: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path, expected = request.getfixturevalue(published)
    found = READERS[name](path.with_suffix(f".{suffix}"), tmp_path)
    assert len(found) == len(expected)
    for one, wanted in zip(found, expected, strict=True):
        assert seen(one) == seen(comparable(wanted, one, suffix))


def seen(one: Item) -> Item:
    """As it looks: white space is one space."""
    return replace(one, title=" ".join(one.title.split()))


def comparable(wanted: Item, found: Item, suffix: str) -> Item:
    """What a reader can know: not all know categories, and JSON Feed leaves an untitled article untitled."""
    untitled = suffix == "json" and not found.title and wanted.title in UNTITLED
    return replace(
        wanted,
        categories=wanted.categories if found.categories is not None else None,
        title="" if untitled else wanted.title,
    )


UNTITLED = {headline(record) for record in EXTREMES if not record.title}


def test_newsboat_imports_the_list_of_all_feeds(sample: Published, tmp_path: Path) -> None:
    public = sample[0].parents[1]
    urls = tmp_path / "urls"
    urls.touch()
    words = ["-q", "-u", urls, "-c", tmp_path / "cache.db", "-C", "/dev/null", "-i", public / "feeds.opml"]
    run(program("newsboat"), *words, env={"HOME": str(tmp_path), "LC_ALL": "C.UTF-8"})
    imported = {line.split()[0] for line in urls.read_text().splitlines() if line}
    outlines = ET.parse(public / "feeds.opml").iter("outline")
    assert imported == {outline.get("xmlUrl") for outline in outlines}
    assert {url.removeprefix("http://127.0.0.1:8000/") for url in imported} == {
        path.relative_to(public).as_posix() for path in (public / "feeds").rglob("*.xml")
    }
