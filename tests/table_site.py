"""A site whose articles are a table, for tests that need many of them, of any age and with any tags."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree

from feeds.hiding import set_hidden
from tests.site import Site

HISTORY = "{http://purl.org/syndication/history/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True, kw_only=True)
class Article:
    """A row of the table."""

    number: int
    published: datetime
    title: str = ""
    tags: tuple[str, ...] = ("sport",)
    authors: tuple[str, ...] = ()
    addressed: bool = True

    @property
    def url(self) -> str:
        return f"https://example.org/{self.number}"

    def row(self) -> dict[str, Any]:
        return {
            "url": self.url if self.addressed else None,
            "title": self.title or f"Article {self.number}",
            "published": self.published.isoformat(),
            "tags": self.tags,
            "authors": self.authors,
            "excerpt": f"The text of article {self.number}.",
        }


@dataclass
class TableSite(Site):
    """`feeds` are the `[[feed]]` tables."""

    feeds: str = field(default="")

    def text(self) -> str:
        return super().text().replace(".txt", ".jsonl") + self.feeds

    def __post_init__(self) -> None:
        super().__post_init__()
        self.files = {name: self.folder / f"{name}.jsonl" for name in self.sources}

    def show(self, articles: Iterable[Article], source: str = "exemple") -> None:
        """List these articles, and publish."""
        rows = sorted(articles, key=lambda one: one.published, reverse=True)
        self.files[source].write_text("\n".join(json.dumps(one.row()) for one in rows), "utf-8")
        done = self.refresh()
        assert (done.failures, done.built.unfit) == ([], {})

    def configure(self, feeds: str) -> None:
        self.feeds = feeds
        self.config.write_text(self.text(), "utf-8")

    def hide(self, name: str, *, hidden: bool = True) -> None:
        with self.store() as store:
            set_hidden(store, self.settings(), name, hidden=hidden, now=self.now)

    def walk(self, slug: str, suffix: str) -> list[list[str]]:
        """The ids of the current document and of each archive that its links lead to, in that order."""
        return [ids for ids, _ in self.documents(slug, suffix)]

    def documents(self, slug: str, suffix: str) -> Iterator[tuple[list[str], str]]:
        """The same, each with its path."""
        return islice(self._documents(f"feeds/{slug}.{suffix}"), 1000)

    def titles(self, slug: str) -> list[str]:
        return sorted(item["title"] for item in self.feed(slug)["items"])

    def _documents(self, path: str | None) -> Iterator[tuple[list[str], str]]:
        while path:
            read = read_json if path.endswith(".json") else read_xml
            ids, older = read((self.tree / path).read_bytes())
            yield ids, path
            path = older and older.removeprefix("https://feeds.example.org/")


def read_json(document: bytes) -> tuple[list[str], str | None]:
    """The ids of a JSON Feed, and the address of the document that comes next."""
    feed = json.loads(document)
    return [item["id"] for item in feed["items"]], feed.get("next_url")


def read_xml(document: bytes) -> tuple[list[str], str | None]:
    """The ids of an RSS or Atom document, and the address of the archive before it."""
    root = etree.fromstring(document)
    ids = root.xpath("//item/guid/text() | //a:entry/a:id/text()", namespaces={"a": ATOM.strip("{}")})
    return list(map(str, ids)), links(root).get("prev-archive")


def links(root: etree._Element) -> dict[str, str]:
    """The links of a feed's head, by rel."""
    head = root if root.tag == f"{ATOM}feed" else root[0]
    return {link.get("rel", ""): link.get("href", "") for link in head.iterchildren(f"{ATOM}link")}


def documents_below(folder: Path) -> dict[str, bytes]:
    """The documents below a folder, without their compressed siblings."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.is_file() and path.suffix in {".xml", ".atom", ".json"}
    }
