"""The Flask app: health, metrics, and every answer that is not a published document."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, make_response, redirect, request
from werkzeug.exceptions import Gone, HTTPException, MethodNotAllowed, NotFound, ServiceUnavailable

from feeds.publish import summary
from feeds.web.addresses import as_url_path, decoded
from feeds.web.counts import Counts
from feeds.web.error_pages import plain_page, with_nearest
from feeds.web.forwarding import Forwarding
from feeds.web.health import health
from feeds.web.layer import READING, UNREADABLE, PublishedTree
from feeds.web.media import CROSS_ORIGIN, PAGE_HEADERS, PREFLIGHT
from feeds.web.metrics import exposition
from feeds.web.publication import Current
from feeds.web.shelf import Shelf

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

METHODS = (*READING, "OPTIONS")
MOVED_FOR = 3600  # seconds for which readers may take a redirection for true without asking
RETRY_AFTER = 120  # seconds; a refresh that mends the tree seldom takes longer
NOT_KEPT = {"Cache-Control": "no-store"}
GONE = "This feed is published no more."

logger = logging.getLogger(__name__)


def build_app(directory: Path, current: Current, counts: Counts) -> Flask:
    """The app over the tree in `directory`, with what the settings say of it and where it counts."""
    app = Flask("feeds.web", static_folder=None, template_folder=None)
    app.url_map.merge_slashes = False  # an address is what was published, not something like it
    site = _Site(directory, current, counts)
    app.add_url_rule("/", defaults={"path": ""}, view_func=site.unpublished)
    app.add_url_rule("/<path:path>", view_func=site.unpublished)
    app.before_request(site.homeward)
    app.register_error_handler(HTTPException, site.explain)
    app.after_request(site.finish)
    app.wsgi_app = PublishedTree(app.wsgi_app, site.shelf, counts)  # type: ignore[method-assign]  # Flask's own way to wrap
    return app


class _Site:
    """What is answered where no document stands."""

    def __init__(self, directory: Path, current: Current, counts: Counts) -> None:
        self.shelf = Shelf(directory, current)
        self._directory = directory
        self._current = current
        self._counts = counts
        self._forwarding = Forwarding(directory, self.shelf, current)
        self._dynamic = {"healthz": self.healthz, "metrics": self.metrics}

    def homeward(self) -> AnyResponse | None:
        """From no path at all, as servers that have the site mounted pass it on, to the site."""
        return None if request.environ.get("PATH_INFO") else self._onward("")

    def unpublished(self, path: str) -> AnyResponse:  # noqa: ARG002  # lossy: the environ has the bytes
        """Whatever the layer has left over."""
        if request.environ["REQUEST_METHOD"] not in METHODS:  # "get", say, which routing takes for GET
            raise MethodNotAllowed(METHODS)
        asked = _path()
        for name in self._forwarding.below(asked):
            if name in self._dynamic:
                return self._dynamic[name]()
        try:
            return self.elsewhere(asked)
        except OSError as error:
            logger.error("%r cannot be looked for: %s", request.path, error)
            raise ServiceUnavailable(retry_after=RETRY_AFTER) from None

    def healthz(self) -> AnyResponse:
        """Whether readers still get fresh feeds."""
        stale_after = timedelta(seconds=self._current().stale_after)
        last = summary.load(self._directory)
        status, report = health(last, now=datetime.now(UTC), stale_after=stale_after)
        return make_response(report, status, NOT_KEPT)

    def metrics(self) -> AnyResponse:
        """What monitoring keeps."""
        text, media_type = exposition(
            summary.load(self._directory),
            feeds=self._forwarding.count(),
            requests=self._counts.totals(),
            accept=request.headers.get("Accept", ""),
        )
        return Response(text, content_type=media_type, headers=NOT_KEPT)

    def elsewhere(self, path: str) -> AnyResponse:
        """On to what has taken the place of this path for good. OSError where the tree cannot be read."""
        if UNREADABLE in request.environ:
            raise ServiceUnavailable(retry_after=RETRY_AFTER)
        target = self._forwarding.target(path)
        if target is None:
            raise Gone(GONE) if self._forwarding.is_gone(path) else NotFound
        return self._onward(target)

    def explain(self, error: HTTPException) -> AnyResponse:
        """A page for people, whatever went wrong; the tree's own where nothing was found."""
        response = error.get_response()
        page = plain_page(f"{error.code} {error.name}", error.description or "", self._root())
        if error.code == HTTPStatus.NOT_FOUND:
            near = self._forwarding.nearest(request.path[1:])
            page = with_nearest(self._published_404() or page, near, self._root())
        response.data = page
        response.headers.update({**PAGE_HEADERS, **NOT_KEPT})
        return response

    def finish(self, response: Response) -> Response:
        """What every answer has."""
        if request.method == "OPTIONS":
            response.headers.update(PREFLIGHT)
        self._counts.own[response.status_code] += 1
        return response

    def _onward(self, target: str) -> AnyResponse:
        response = redirect(self._root() + as_url_path(target), HTTPStatus.MOVED_PERMANENTLY)
        response.headers.extend([("Cache-Control", f"public, max-age={MOVED_FOR}"), *CROSS_ORIGIN])
        return response

    def _root(self) -> str:
        """The path of the site on its host, as readers see it."""
        return as_url_path((request.script_root or self._current().prefix) + "/")

    def _published_404(self) -> bytes | None:
        try:
            document = self.shelf.find("/404.html")
        except OSError:
            return None
        return document.variants["identity"].whole.body if document else None


def _path() -> str:
    """The path of the request, without the slash in front; NotFound where it is no text."""
    path = decoded(request.environ.get("PATH_INFO", ""))
    if path is None or not path.startswith("/"):
        raise NotFound
    return path[1:]
