"""A site below a path, as https://example.org/revue/ is: answered there, and at the root.

Some proxies pass addresses on as they are, some take the path away, and who tries a server without any
comes to its root. Wherever readers are sent on to, they are sent below the path, where the site is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from werkzeug.utils import redirect

from feeds.web.addresses import as_url_path

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def path_below(base: str) -> str:
    """The path of a site's address as SCRIPT_NAME has it (PEP 3333): without the closing slash, its bytes as
    Latin-1; empty where the site has its host for itself.
    """
    return unquote_to_bytes(urlsplit(base).path.rstrip("/")).decode("latin-1")


class Mounted:
    """The app for a site below `path`. `stands` tells whether there is something at an address (a PATH_INFO)
    of the site itself: what /feeds/all.xml asks for below /feeds/, only the tree knows.
    """

    def __init__(self, app: WSGIApplication, path: str, stands: Callable[[str], bool]) -> None:
        self._app = app
        self._path = path
        self._stands = stands

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        address = environ.get("PATH_INFO", "")
        if address == self._path:
            home = redirect(as_url_path(address + "/"), HTTPStatus.MOVED_PERMANENTLY)
            return home(environ, start_response)
        environ["SCRIPT_NAME"] = self._path
        environ["PATH_INFO"] = self._within(address)
        return self._app(environ, start_response)

    def _within(self, address: str) -> str:
        """The address as the site itself has it."""
        if not address.startswith(self._path + "/"):
            return address
        rest = address.removeprefix(self._path)
        return address if not self._stands(rest) and self._stands(address) else rest
