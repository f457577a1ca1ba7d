"""Which relative paths may be documents: what can be published is what can be asked for.

The writer refuses any other path, the web answers 404 to it, so that neither leaves the tree and
neither shows what stands beside the documents (siblings, temporaries, dot files).
"""

from __future__ import annotations

from collections.abc import Iterator

from feeds.publish.codings import SUFFIXES
from feeds.record import tag_slug


def is_document_path(path: str) -> bool:
    """Whether `path`, relative and with forward slashes, may name a document of the tree."""
    if "\\" in path or not path.isprintable() or path.endswith(tuple(SUFFIXES.values())):
        return False
    return all(segment and not segment.startswith(".") for segment in path.split("/"))


def slugs_named(label: str) -> Iterator[str]:
    """The slugs of the feeds that `label`, in whatever case, with spaces or accents, may mean."""
    from sources.text import tag_of

    tag = tag_of(label)
    yield from dict.fromkeys((tag_slug(tag), tag.slug))
