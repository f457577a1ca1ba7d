"""The Flask app: health, and every answer that is not a published document."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Flask, Response, redirect, request
from werkzeug.exceptions import Gone, HTTPException, MethodNotAllowed, NotFound, ServiceUnavailable

from feeds.publish import summary
from feeds.web.health import health
from feeds.web.layer import UNREADABLE, PublishedTree
from feeds.web.media import CROSS_ORIGIN, PAGE_POLICY, PREFLIGHT
from feeds.web.mount import Mounted, path_below
from feeds.web.moves import is_gone, moved_to
from feeds.web.publication import Publication
from feeds.web.shelf import Shelf

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

METHODS = ("GET", "HEAD", "OPTIONS")
MOVED_FOR = 3600  # seconds for which readers may take a redirection for true without asking
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
    def unpublished(path: str) -> AnyResponse:
        if request.environ["REQUEST_METHOD"] not in METHODS:  # "get", say, which routing takes for GET
            raise MethodNotAllowed(METHODS)
        if UNREADABLE in request.environ:
            raise ServiceUnavailable(retry_after=RETRY_AFTER)
        return _elsewhere(path, publication)

    @app.after_request
    def allow_conditional_reading(response: Response) -> Response:
        if request.method == "OPTIONS":
            response.headers.update(PREFLIGHT)
        return response

    @app.errorhandler(HTTPException)
    def explain(error: HTTPException) -> AnyResponse:
        return _error_page(error, shelf)

    app.wsgi_app = PublishedTree(app.wsgi_app, shelf)  # type: ignore[method-assign]  # Flask's own way to wrap
    if publication and (path := path_below(publication.base)):
        stands = partial(_stands, shelf, publication)
        app.wsgi_app = Mounted(app.wsgi_app, path, stands)  # type: ignore[method-assign]
    return app


def _stands(shelf: Shelf, publication: Publication, address: str) -> bool:
    """Whether the site has something at the address, or had."""
    path = address[1:].encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        is_document = shelf.find(address) is not None
    except OSError:
        return True  # whether or not, it is answered that the tree cannot be read
    return is_document or is_gone(path, publication) or moved_to(path, publication) is not None


def _elsewhere(path: str, publication: Publication | None) -> AnyResponse:
    """Where readers go on to from an address at which nothing stands."""
    if publication and is_gone(path, publication):
        raise Gone(description="This feed is published no more.")
    target = moved_to(path, publication) if publication else None
    if target is None:
        raise NotFound
    response = redirect(quote(f"{request.script_root}/{target}"), HTTPStatus.MOVED_PERMANENTLY)
    response.headers.extend([("Cache-Control", f"public, max-age={MOVED_FOR}"), *CROSS_ORIGIN])
    return response


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
