"""The answer to one request for a document: RFC 9110, 12.5.3, 13.2.2 and 14. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from werkzeug.http import parse_date, parse_range_header

from feeds.web.documents import Document, Response, Variant
from feeds.web.entity_tags import codings_named, names_any, names_exactly
from feeds.web.negotiation import RANKINGS

Environ = Mapping[str, Any]

NO_BYTES = re.compile(r"bytes\s*=\s*-0+\s*", re.IGNORECASE)  # a suffix of no length (14.1.2)
GUARDS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
CONDITIONS = (*GUARDS, "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")  # beside If-None-Match


def respond(document: Document, environ: Environ) -> Response:
    """What a GET of `document` gets; HEAD is the same without the body."""
    accepted = RANKINGS[environ.get("HTTP_ACCEPT_ENCODING")]
    variants = document.variants
    for coding in accepted:
        if coding in variants:
            variant = variants[coding]
            break
    else:
        return _refusal(406, "Not Acceptable", f"Available: {', '.join(variants)}.\n")
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is None:
        if environ.keys().isdisjoint(CONDITIONS):
            return variant.whole
    elif known == variant.etag and environ.keys().isdisjoint(GUARDS):
        return variant.unchanged
    return _conditional(document, variant, accepted, environ)


def _conditional(
    document: Document, variant: Variant, accepted: tuple[str, ...], environ: Environ
) -> Response:
    if not _is_still(document, accepted, environ):
        return _refusal(412, "Precondition Failed", "The document is another one by now.\n")
    return _unchanged(document, variant, accepted, environ) or _ranged(document, variant, accepted, environ)


def _is_still(document: Document, accepted: tuple[str, ...], environ: Environ) -> bool:
    """Steps 1 and 2 of RFC 9110, 13.2.2."""
    tags = environ.get("HTTP_IF_MATCH")
    if tags is not None:
        acceptable = {document.variants[coding].etag for coding in accepted if coding in document.variants}
        return names_any(tags) or names_exactly(tags, acceptable)
    since = _seconds(environ.get("HTTP_IF_UNMODIFIED_SINCE"))
    return since is None or document.modified <= since


def _unchanged(
    document: Document, variant: Variant, accepted: tuple[str, ...], environ: Environ
) -> Response | None:
    """Steps 3 and 4 of RFC 9110, 13.2.2.

    A reader that has an acceptable encoding of these very bytes is told so in that encoding's
    name, even where another one would be sent by now.
    """
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is None:
        since = _seconds(environ.get("HTTP_IF_MODIFIED_SINCE"))
        return variant.unchanged if since is not None and document.modified <= since else None
    if names_any(tags):
        return variant.unchanged
    held = next((coding for coding in codings_named(tags, document.digest) if coding in accepted), None)
    return document.variants.get(held, variant).unchanged if held else None


def _ranged(document: Document, variant: Variant, accepted: tuple[str, ...], environ: Environ) -> Response:
    """Step 5 of RFC 9110, 13.2.2: one range of the document as it is; other ranges are ignored."""
    if environ["REQUEST_METHOD"] != "GET" or "identity" not in accepted or not _if_range(document, environ):
        return variant.whole
    plain, header = document.variants["identity"], environ.get("HTTP_RANGE", "")
    if NO_BYTES.fullmatch(header):
        return _unsatisfiable(plain)
    asked = parse_range_header(header)
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return variant.whole
    return _part(plain, *asked.ranges[0])


def _if_range(document: Document, environ: Environ) -> bool:
    """RFC 9110, 13.1.5; generations differ in their second, so the date is a strong validator."""
    header = environ.get("HTTP_IF_RANGE")
    if header is None:
        return True
    tag = document.variants["identity"].etag
    return bool(header.strip() == tag or _seconds(header) == document.modified)


def _part(plain: Variant, start: int, stop: int | None) -> Response:
    """From `start`, counted from the end if negative, up to `stop` (exclusive)."""
    size = len(plain.whole.body)
    if start >= size:
        return _unsatisfiable(plain)
    start = start if start >= 0 else max(size + start, 0)
    stop = min(stop or size, size)
    part = plain.whole.body[start:stop]
    headers = [header for header in plain.whole.headers if header[0] != "Content-Length"]
    headers += [("Content-Length", str(len(part))), ("Content-Range", f"bytes {start}-{stop - 1}/{size}")]
    return Response(206, "206 Partial Content", headers, part)


def _unsatisfiable(plain: Variant) -> Response:
    size = len(plain.whole.body)
    return _refusal(416, "Range Not Satisfiable", "", ("Content-Range", f"bytes */{size}"))


def _seconds(date: str | None) -> int | None:
    """An HTTP date as seconds since the epoch; None where it is none (RFC 9110, 13.1.3)."""
    try:
        parsed: datetime | None = parse_date(date)
    except (ValueError, OverflowError):
        return None
    return None if parsed is None else int(parsed.timestamp())


def _refusal(code: int, phrase: str, text: str, *headers: tuple[str, str]) -> Response:
    body = text.encode()
    return Response(
        code,
        f"{code} {phrase}",
        [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("Vary", "Accept-Encoding"),
            *headers,
        ],
        body,
    )
