"""The WSGI layer before the Flask app: it answers whatever the published tree holds."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from feeds.web.counts import Counts
from feeds.web.documents import Document
from feeds.web.responses import respond
from feeds.web.shelf import Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

READING = ("GET", "HEAD")
UNREADABLE = "feeds.web.unreadable"  # in the environ: the OSError that kept a document from being read

logger = logging.getLogger(__name__)


class PublishedTree:
    """Answers GET and HEAD of documents on the shelf, leaves every other request to `app`."""

    def __init__(self, app: WSGIApplication, shelf: Shelf, counts: Counts) -> None:
        self._app = app
        self._shelf = shelf
        self._counts = counts

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        document = self._find(environ) if method in READING else None
        if document is None:
            return self._app(environ, start_response)
        code, status, headers, body = respond(document, environ)
        self._counts.own[code] += 1
        start_response(status, headers.copy())  # whoever is told may change it
        return [body] if method == "GET" else []

    def _find(self, environ: WSGIEnvironment) -> Document | None:
        address = environ.get("PATH_INFO", "")
        try:
            return self._shelf.find(address)
        except OSError as error:
            environ[UNREADABLE] = error
            logger.error("%r cannot be read: %s", address, error)
            return None
