"""A published document as it is served: read once, every header and encoding worked out."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from werkzeug.http import http_date

from feeds.publish.codings import SUFFIXES, belongs
from feeds.web.entity_tags import entity_tag
from feeds.web.links import Headers, link_headers
from feeds.web.media import media_type, safety_headers, sharing_headers
from feeds.web.publication import Publication
from feeds.web.watched import Identity, identify

STALE_IF_ERROR = 86400  # seconds; RFC 5861, 4
ATTEMPTS = 5  # at reading a file that is changed in place while it is read
OVERHEAD = 8192  # bytes that a document in four codings takes beside its bodies, as tracemalloc has it


class Response(NamedTuple):
    """What WSGI wants, and the status as a number."""

    code: int
    status: str
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True, slots=True)
class Variant:
    """One encoding of a document, with its answers to an ordinary request and to a revalidation."""

    etag: str
    whole: Response
    unchanged: Response


@dataclass(frozen=True, slots=True)
class Document:
    """All encodings of one file, as long as the file is what `identity` says."""

    path: str  # in the tree
    file: str
    identity: Identity  # st_ctime in it: that changes when a sibling is mended
    digest: str
    modified: int  # seconds since the epoch
    variants: Mapping[str, Variant]  # by coding; "identity" is always there

    @property
    def weight(self) -> int:
        """What keeping it costs, in bytes."""
        return OVERHEAD + sum(len(variant.whole.body) for variant in self.variants.values())


def read_document(root: str, path: str, publication: Publication) -> Document:
    """The document at `path` below `root`, with those of its siblings that decode to its very bytes.

    A sibling beside a document that is just being replaced does not, and is left out. Raises
    OSError; FileNotFoundError also for what is no regular file, or lies outside after all links.
    """
    file = f"{root}/{path}"
    data, status = _read(_inside(root, file))
    encodings = {"identity": data}
    for coding, suffix in SUFFIXES.items():
        encoded = _read_sibling(file + suffix)
        if encoded is not None and belongs(coding, encoded, data):
            encodings[coding] = encoded
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    modified = int(status.st_mtime)
    variants = {
        coding: _variant(path, encoded, coding, publication, digest=digest, modified=modified)
        for coding, encoded in encodings.items()
    }
    return Document(path, file, identify(status), digest, modified, variants)


def _variant(
    path: str, body: bytes, coding: str, publication: Publication, *, digest: str, modified: int
) -> Variant:
    etag = entity_tag(digest, coding)
    said = min(modified, int(time.time()))  # never in the future: RFC 9110, 8.8.2.1
    age = publication.max_age
    cache = f"public, max-age={age}, stale-while-revalidate={age}, stale-if-error={STALE_IF_ERROR}"
    kept: Headers = (
        ("ETag", etag),
        ("Cache-Control", cache),
        ("Vary", "Accept-Encoding"),
        *sharing_headers(path),
    )
    whole: Headers = (
        ("Content-Type", media_type(path)),
        ("Content-Length", str(len(body))),
        *((("Content-Encoding", coding),) if coding != "identity" else (("Accept-Ranges", "bytes"),)),
        ("Last-Modified", http_date(said)),
        *link_headers(path, publication),
        *safety_headers(path),
        *kept,
    )
    unchanged = Response(304, "304 Not Modified", [*kept], b"")
    return Variant(etag, Response(200, "200 OK", [*whole], body), unchanged)


def _inside(root: str, file: str) -> str:
    real = os.path.realpath(file)
    if not real.startswith(os.path.realpath(root) + os.sep):
        raise _absent(file)
    return real


def _read_sibling(file: str) -> bytes | None:
    try:
        return _read(file)[0]
    except OSError:
        return None


def _read(file: str) -> tuple[bytes, os.stat_result]:
    """Bytes and status that belong together. Follows no link: the path is resolved already."""
    descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        for _ in range(ATTEMPTS):
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                raise _absent(file)
            data = _read_whole(descriptor, before.st_size)
            if identify(os.fstat(descriptor)) == identify(before) and len(data) == before.st_size:
                return data, before
        raise OSError(errno.EBUSY, "changes while it is read", file)
    finally:
        os.close(descriptor)


def _read_whole(descriptor: int, size: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    parts = []
    while part := os.read(descriptor, size + 1):
        parts.append(part)
    return b"".join(parts)


def _absent(file: str) -> FileNotFoundError:
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), file)
