"""From bytes to entries: the article lists of news sites, read. Works alone, as a library.

from sources import Source, collect

collected = collect(Source(name="example", location="page.txt"))
for entry in collected.listing.entries:
print(entry.title, entry.url)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from sources.detect import adapter_for
from sources.entry import Collected, Source
from sources.errors import SourceError
from sources.fetch import fetch

__all__ = ["Collected", "Source", "SourceError", "collect"]


def collect(
    source: Source, validators: Mapping[str, str] | None = None, *, captured: datetime | None = None
) -> Collected:
    """Read the articles that a source lists now.

    `validators` are those of the last visit: when the document has not changed since, nor the
    way it is read, `listing` is None. `captured` says when the document was what it is, where
    that is known better than by its modification time. Raises SourceError.
    """
    reading = _reading(source)
    known = dict(validators or {})
    fetched = fetch(source, known if known.pop("reading", None) == reading else {})
    if fetched is None:
        return Collected(captured=captured or datetime.now(UTC), validators=dict(validators or {}))
    document, found = fetched
    if captured:
        document = replace(document, captured=captured)
    listing = adapter_for(document, source).read(document)
    return Collected(captured=document.captured, validators=found | {"reading": reading}, listing=listing)


def _reading(source: Source) -> str:
    """What names the way a document is read: a new version or other settings read it anew."""
    return sha256(repr((_version(), source)).encode()).hexdigest()[:16]


def _version() -> str:
    try:
        return version("tagwire")
    except PackageNotFoundError:  # run from an unpacked tree
        return "0"
