"""The structured tier: articles in JSON-LD (schema.org), as entries that pages' articles are held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sources.adapters.html.page import Page
from sources.adapters.html.semantic import ARTICLE_TYPES
from sources.adapters.people import person_of
from sources.dates import read_attribute
from sources.entry import DateEvidence, Entry, Image, Person, Tag
from sources.text import clean, squash, tag_of

Node = dict[str, Any]
_DEEPEST = 12  # levels of JSON-LD in which articles are looked for
_LISTS = (
    "itemListElement",
    "blogPost",
    "blogPosts",
    "mainEntity",
    "hasPart",
    "@graph",
    "item",
    "dataFeedElement",
)
_LONGEST_NAME = 120


def entries(page: Page) -> list[Entry]:
    """The articles that the page's JSON-LD describes, in its order; those of one address only once."""
    by_id = {
        node["@id"]: node
        for node in _nodes(page.linked_data)
        if isinstance(node.get("@id"), str) and len(node) > 1
    }
    found: dict[str | None, Entry] = {}
    for node in _nodes(page.linked_data):
        if _types(node) & ARTICLE_TYPES and (entry := _entry(node, by_id, page)):
            found.setdefault(entry.url, entry)
    return list(found.values())


def _nodes(data: Any, depth: int = 0) -> Iterator[Node]:
    """All objects that may be articles."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in _LISTS:
            if name in data:
                yield from _nodes(data[name], depth + 1)


def _types(node: Node) -> set[str]:
    return {str(kind).rpartition("/")[2] for kind in _listed(node.get("@type"))}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _entry(node: Node, by_id: dict[str, Node], page: Page) -> Entry | None:
    url = page.resolve(_address(node))
    if url is None or url == page.url:
        return None
    published, modified = (
        _date(node.get("datePublished") or node.get("dateCreated")),
        _date(node.get("dateModified")),
    )
    return Entry(
        url=url,
        title=_text(node.get("headline") or node.get("name")),
        excerpt=_text(node.get("description")) or None,
        dates=(published,) if published else (),
        updated=_later(modified, published),
        authors=tuple(_authors(_listed(node.get("author")), by_id)),
        tags=tuple(_tags(node.get("keywords"))),
        image=_image(node.get("image") or node.get("thumbnailUrl"), by_id, page),
    )


def _address(node: Node) -> str | None:
    """The article's address; an `@id` only where nothing else says it."""
    main = node.get("mainEntityOfPage")
    main = main.get("@id") or main.get("url") if isinstance(main, dict) else main
    return next((value for value in (node.get("url"), main, node.get("@id")) if isinstance(value, str)), None)


def _text(value: Any) -> str:
    return squash(clean(value)) if isinstance(value, str) else ""


def _date(value: Any) -> DateEvidence | None:
    return read_attribute(value) if isinstance(value, str) else None


def _later(modified: DateEvidence | None, published: DateEvidence | None) -> datetime | None:
    instant = modified.instant if modified else None
    if instant and published and published.instant and instant > published.instant:
        return instant
    return None


def _authors(values: Iterable[Any], by_id: dict[str, Node]) -> Iterator[Person]:
    for value in values:
        node = by_id.get(str(value.get("@id")), value) if isinstance(value, dict) else value
        name = _text(node.get("name")) if isinstance(node, dict) else _text(node)
        person = person_of(name) if len(name) <= _LONGEST_NAME and "://" not in name else None
        if person:
            yield person


def _tags(value: Any) -> Iterator[Tag]:
    words = value.split(",") if isinstance(value, str) else _listed(value)
    yield from (tag_of(word) for word in words if isinstance(word, str) and word.strip())


def _image(value: Any, by_id: dict[str, Node], page: Page) -> Image | None:
    value = next(iter(_listed(value)), None)
    if isinstance(value, dict):
        node = by_id.get(str(value.get("@id")), value)
        value = node.get("url") or node.get("contentUrl")
    url = page.resolve(value) if isinstance(value, str) else None
    return Image(url=url) if url else None
