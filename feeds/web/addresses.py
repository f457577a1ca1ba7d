"""From the path of a request to the path of a document. Pure."""

from __future__ import annotations

from urllib.parse import quote

from feeds.publish.addresses import is_document_path


def document_path(path_info: str) -> str | None:
    """The document that a PATH_INFO asks for; None where no document can stand.

    PATH_INFO is percent-decoded and holds bytes as Latin-1 (PEP 3333); addresses are UTF-8.
    A directory is asked for with a closing slash and stands for its index.html.
    """
    try:
        path = path_info.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    if not path.startswith("/"):
        return None
    path = path[1:] + ("index.html" if path.endswith("/") else "")
    return path if is_document_path(path) else None


def as_url_path(path_info: str) -> str:
    """A PATH_INFO percent-encoded again, as a Location header wants it."""
    return quote(path_info.encode("latin-1"), safe="/")
