"""A hub on loopback that takes down what it is told, and answers as the test wants."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qsl

Form = list[tuple[str, str]]


@dataclass
class RecordingHub:
    """A context manager; `status` gives the answer to a form; a `port` of 0 is any that is free."""

    status: Callable[[Form], int] = lambda _form: 204
    port: int = 0
    forms: list[Form] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def __enter__(self) -> Self:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                form = parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode())
                hub.forms.append(form)
                hub.headers.append({name.lower(): value for name, value in self.headers.items()})
                self.send_response(hub.status(form))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hub"

    def topics(self) -> set[str]:
        """What the hub was told of."""
        return {value for form in self.forms for name, value in form if name == "hub.url"}
