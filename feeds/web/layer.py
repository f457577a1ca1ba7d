"""The WSGI layer before the Flask app: it answers whatever the published tree holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from feeds.web.addresses import as_url_path
from feeds.web.documents import Response
from feeds.web.responses import respond
from feeds.web.shelf import Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

UNREADABLE = "feeds.web.unreadable"  # in the environ: the OSError that kept a document from being read


class PublishedTree:
    """Answers GET and HEAD of documents on the shelf, leaves every other request to `app`."""

    def __init__(self, app: WSGIApplication, shelf: Shelf) -> None:
        self._app = app
        self._shelf = shelf

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method in ("GET", "HEAD"):
            response = self._answer(environ)
            if response is not None:
                start_response(response.status, list(response.headers))
                return [response.body] if method == "GET" else []
        return self._app(environ, start_response)

    def _answer(self, environ: WSGIEnvironment) -> Response | None:
        address = environ.get("PATH_INFO", "")
        try:
            document = self._shelf.find(address)
            if document is not None:
                return respond(document, environ)
            if address and not address.endswith("/") and self._shelf.find(address + "/"):
                return _moved(as_url_path(environ.get("SCRIPT_NAME", "") + address + "/"))
        except OSError as error:
            environ[UNREADABLE] = error
        return None


def _moved(location: str) -> Response:
    headers = (("Location", location), ("Content-Length", "0"), ("Cache-Control", "public, max-age=3600"))
    return Response("301 Moved Permanently", headers, b"")
