"""Selectors that a source names for parts of a page that the automatic reading gets wrong.

Each is CSS, perhaps with an attribute behind it ("h2 a/@href"), or XPath. `item` names the articles; the
others are looked up within each article. What is not named stays automatic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from sources.adapters.html.fields.dates import label
from sources.adapters.html.page import Page
from sources.adapters.html.records import Record
from sources.adapters.html.tree import html_of, text_in
from sources.adapters.labels import each_once
from sources.adapters.people import person_of
from sources.dates import read_attribute
from sources.entry import Entry, Image
from sources.errors import SourceError
from sources.markup import sanitise
from sources.text import clean, squash

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Found = Sequence["Element | str"]
PARTS = ("item", "title", "url", "date", "author", "excerpt", "content", "image", "tag")
_ADDRESSES = ("href", "src", "data-src", "content")
_XPATH_STARTS = ("/", "./", "..", "(", "@", "descendant::", "self::")


class Selectors:
    """The compiled selectors of a source. Raises SourceError for one that is neither CSS nor XPath."""

    def __init__(self, select: Mapping[str, str]) -> None:
        self._parts = {part: _compiled(part, expression) for part, expression in select.items()}

    def records(self, page: Page) -> list[Record] | None:
        """The articles that `item` names, in the order of the page; None if it is not named."""
        if "item" not in self._parts:
            return None
        found = _found(self._parts["item"], page.root)
        return [Record((node,)) for node in found if not isinstance(node, str)]

    def applied(self, entry: Entry, nodes: Sequence[Element], page: Page) -> Entry:
        """The entry with what the selectors name in its part of the page, as far as they find something."""
        changes: dict[str, Any] = {}
        for part, expression in self._parts.items():
            found = [value for node in nodes for value in _found(expression, node)]
            if part in _READERS and found:
                name, reader = _READERS[part]
                changes[name] = reader(found, page)
        return replace(entry, **changes) if changes else entry


def _compiled(part: str, expression: str) -> etree.XPath:
    if part not in PARTS:
        raise SourceError(f"select: {part!r} names no part of an article; known are {', '.join(PARTS)}")
    from cssselect import HTMLTranslator, SelectorError

    try:
        if expression.startswith(_XPATH_STARTS):
            return etree.XPath(expression)
        path, mark, attribute = expression.partition("/@")
        return etree.XPath(HTMLTranslator().css_to_xpath(path) + mark + attribute)
    except (SelectorError, etree.XPathSyntaxError) as error:
        raise SourceError(f"select: {part} = {expression!r} is neither CSS nor XPath ({error})") from None


def _found(expression: etree.XPath, node: Element) -> Found:
    try:
        found = expression(node)
    except etree.XPathEvalError as error:
        raise SourceError(f"select: {expression.path!r} cannot be looked up ({error})") from None
    return cast("Found", found) if isinstance(found, list) else [str(found)]


def _text(found: Found, _: Page) -> str:
    return _text_of(found[0])


def _text_of(value: Element | str) -> str:
    return clean(squash(value if isinstance(value, str) else text_in(value)))


def _address(found: Found, page: Page) -> str | None:
    for value in found:
        nodes = (
            [value]
            if isinstance(value, str)
            else [node.get(name) for node in value.iter() for name in _ADDRESSES]
        )
        if url := next(filter(None, map(page.resolve, nodes)), None):
            return url
    return None


def _dates(found: Found, page: Page) -> tuple[Any, ...]:
    values = []
    for value in found:
        if not isinstance(value, str):
            values += [stated for name in ("datetime", "content", "title") if (stated := value.get(name))]
        values.append(_text_of(value))
    read = (read_attribute(value) or label(value, page.language) for value in values)
    return tuple(dict.fromkeys(filter(None, read)))


def _html(found: Found, page: Page) -> str | None:
    parts = (part if isinstance(part, str) else html_of(part) for part in found)
    return sanitise("".join(parts), page.base) or None


def _image(found: Found, page: Page) -> Image | None:
    url = _address(found, page)
    return Image(url=url) if url else None


_READERS: dict[str, tuple[str, Callable[[Found, Page], Any]]] = {
    "title": ("title", _text),
    "url": ("url", _address),
    "date": ("dates", _dates),
    "author": ("authors", lambda found, _: tuple(filter(None, map(person_of, map(_text_of, found))))),
    "excerpt": ("excerpt", lambda found, _: " ".join(filter(None, map(_text_of, found))) or None),
    "content": ("content", _html),
    "image": ("image", _image),
    "tag": ("tags", lambda found, _: each_once(map(_text_of, found))),
}
