"""From the path of a request to the path of a document, and back. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from feeds.publish.addresses import is_document_path
from feeds.record import INDEX


def decoded(path_info: str) -> str | None:
    """A PATH_INFO as text: percent-decoded it is already, but holds bytes as Latin-1 (PEP 3333).

    None where they are not UTF-8, as all addresses are.
    """
    try:
        return path_info.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def document_paths(path_info: str, prefix: str = "") -> Iterator[str]:
    """The documents that a PATH_INFO may ask for, none where no document can stand.

    First the one at this very path; then, where the site lives under `prefix` and whoever passed the
    request on left it there, the one below it. A directory is asked for with a closing slash and
    stands for its index.html.
    """
    path = decoded(path_info)
    if path is None or not path.startswith("/"):
        return
    yield from _documents(path)
    if prefix and path.startswith(f"{prefix}/"):
        yield from _documents(path.removeprefix(prefix))


def _documents(path: str) -> Iterator[str]:
    document = path[1:] + (INDEX if path.endswith("/") else "")
    if is_document_path(document):
        yield document


def path_info_of(path: str) -> str:
    """The PATH_INFO that asks for the document or directory at `path`."""
    return f"/{path}".encode().decode("latin-1")


def as_url_path(path: str) -> str:
    """A path percent-encoded, as a Location header or a link wants it."""
    return quote(path, safe="/")
