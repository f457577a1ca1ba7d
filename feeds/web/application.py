"""The Flask app: health, and every answer that is not a published document."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, ServiceUnavailable

from feeds.publish import summary
from feeds.web.health import health
from feeds.web.layer import UNREADABLE, PublishedTree
from feeds.web.links import Publication
from feeds.web.media import PAGE_POLICY, PREFLIGHT
from feeds.web.shelf import Shelf

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

METHODS = ("GET", "HEAD", "OPTIONS")
RETRY_AFTER = 120  # seconds; a refresh that mends the tree seldom takes longer

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<h1>{title}</h1>
<p>{text}
<p><a href="{home}">All feeds</a>
</html>
"""


def build_app(
    directory: Path, *, max_age: int, stale_after: int, publication: Publication | None = None
) -> Flask:
    """The app over the tree in `directory`; seconds as for `feeds.web.create_app`."""
    app = Flask("feeds.web", static_folder=None, template_folder=None)
    app.url_map.merge_slashes = False  # an address is what was published, not something like it
    shelf = Shelf(directory, max_age=max_age, publication=publication)

    @app.get("/healthz")
    def healthz() -> tuple[dict[str, object], int, dict[str, str]]:
        status, report = health(
            summary.load(directory), now=datetime.now(UTC), stale_after=timedelta(seconds=stale_after)
        )
        return report, status, {"Cache-Control": "no-store"}

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def unpublished(path: str) -> Response:  # noqa: ARG001  # the route's pattern names it
        if request.environ["REQUEST_METHOD"] not in METHODS:  # "get", say, which routing takes for GET
            raise MethodNotAllowed(METHODS)
        if UNREADABLE in request.environ:
            raise ServiceUnavailable(retry_after=RETRY_AFTER)
        raise NotFound

    @app.after_request
    def allow_conditional_reading(response: Response) -> Response:
        if request.method == "OPTIONS":
            response.headers.update(PREFLIGHT)
        return response

    @app.errorhandler(HTTPException)
    def explain(error: HTTPException) -> AnyResponse:
        return _error_page(error, shelf)

    app.wsgi_app = PublishedTree(app.wsgi_app, shelf)  # type: ignore[method-assign]  # Flask's own way to wrap
    return app


def _error_page(error: HTTPException, shelf: Shelf) -> AnyResponse:
    """A page for people, whatever went wrong; the tree's own where nothing was found."""
    response = error.get_response()
    if response.status_code < HTTPStatus.BAD_REQUEST:
        return response
    published = _published_404(shelf) if error.code == HTTPStatus.NOT_FOUND else None
    response.data = published or PAGE.format(
        title=f"{error.code} {escape(error.name)}",
        text=escape(error.description or ""),
        home=escape(request.script_root + "/"),
    )
    response.content_type = "text/html; charset=utf-8"
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


def _published_404(shelf: Shelf) -> bytes | None:
    try:
        document = shelf.find("/404.html")
    except OSError:
        return None
    return document.variants["identity"].whole.body if document else None
