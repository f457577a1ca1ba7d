"""The WSGI layer before the Flask app: it answers whatever the published tree holds."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from feeds.web.counts import Counts
from feeds.web.documents import Response
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
        response = self._answer(environ) if method in READING else None
        if response is None:
            return self._app(environ, start_response)
        self._counts.own[response.code] += 1
        start_response(response.status, [*response.headers])
        return [response.body] if method == "GET" else []

    def _answer(self, environ: WSGIEnvironment) -> Response | None:
        address = environ.get("PATH_INFO", "")
        try:
            document = self._shelf.find(address)
        except OSError as error:
            environ[UNREADABLE] = error
            logger.error("%r cannot be read: %s", address, error)
            return None
        return None if document is None else respond(document, environ)
