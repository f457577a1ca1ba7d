"""Which adapter reads this document: each makes a cheap claim, the first one is taken at its word."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from sources.entry import Document, Listing, Source
from sources.errors import UnreadableDocument

KNOWN = ("syndication", "wordpress", "table", "html", "capture")


class Adapter(Protocol):
    """A module that knows one kind of document."""

    claims: Callable[[Document], bool]
    read: Callable[[Document], Listing]


def read(document: Document, source: Source) -> Listing:
    """The articles of a document. What the source selects it selects from a page, which alone has parts.

    Raises SourceError.
    """
    if source.select:
        from sources.adapters import html

        return html.read(document, select=source.select)
    return adapter_for(document, source).read(document)


def adapter_for(document: Document, source: Source) -> Adapter:
    """The adapter that the source names, else the first that claims the document."""
    if source.adapter != "auto":
        return _adapter(source.adapter, document)
    for name in KNOWN:
        adapter = _adapter(name, document)
        if adapter.claims(document):
            return adapter
    raise UnreadableDocument(
        f"{document.location}: not a document that can be read; "
        "expected a listing page, a feed, a table or the plain text of a page"
    )


def _adapter(name: str, document: Document) -> Adapter:
    if name not in KNOWN:
        raise UnreadableDocument(
            f"{document.location}: there is no adapter {name!r}; known are {', '.join(KNOWN)}"
        )
    return cast(Adapter, import_module(f"sources.adapters.{name}"))  # loaded where it is used
