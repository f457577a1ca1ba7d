"""Which relative paths may be documents: what can be published is what can be asked for.

The writer refuses any other path, the web answers 404 to it, so that neither leaves the tree and
neither shows what stands beside the documents (siblings, temporaries, dot files).
"""

from __future__ import annotations

from feeds.publish.codings import SUFFIXES


def is_document_path(path: str) -> bool:
    """Whether `path`, relative and with forward slashes, may name a document of the tree."""
    if "\\" in path or not path.isprintable() or path.endswith(tuple(SUFFIXES.values())):
        return False
    return all(segment and not segment.startswith(".") for segment in path.split("/"))
