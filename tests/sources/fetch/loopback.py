"""A web server on loopback whose every answer is written by the test, byte by byte if need be."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from typing import Self

Answer = bytes | Callable[[socket.socket, "Request"], None]  # what is sent, or what is done


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]
    connection: int  # which connection it came over, from 1


def answer(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole response, Content-Length and all; `content_type` stands for Content-Type."""
    data = body.encode() if isinstance(body, str) else body
    fields = {"content-length": str(len(data))} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + data


def redirect(location: str, status: str = "302 Found") -> bytes:
    return answer("gone that way", status, location=location)


@dataclass
class Server:
    """Answers by path; what it has no answer for is 404. A context manager."""

    answers: dict[str, Answer] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    address: str = "127.0.0.1"
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)
    _open: set[socket.socket] = field(default_factory=set)
    _threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._listener = socket.create_server((self.address, 0), backlog=128)
        self.port = self._listener.getsockname()[1]
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in tuple(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def url(self, path: str = "/") -> str:
        return f"http{'s' * bool(self.tls)}://{self.address}:{self.port}{path}"

    def paths(self, *, robots: bool = False) -> list[str]:
        return [one.path for one in self.requests if robots or one.path != "/robots.txt"]

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                self._start(self._serve, connection, self.connections)

    def _serve(self, connection: socket.socket, number: int) -> None:
        with suppress(OSError), connection:
            self._open.add(connection)
            plain = self.tls.wrap_socket(connection, server_side=True) if self.tls else connection
            with plain:
                self._open.add(plain)
                while request := _request(plain, number):
                    self.requests.append(request)
                    act = self.answers.get(request.path, answer("no such page", "404 Not Found"))
                    plain.sendall(act) if isinstance(act, bytes) else act(plain, request)


def _request(connection: socket.socket, number: int) -> Request | None:
    data = b""
    while not data.endswith(b"\r\n\r\n"):
        piece = connection.recv(65536)
        if not piece:
            return None
        data += piece
    line, _, fields = data.partition(b"\r\n")
    parsed = BytesHeaderParser().parsebytes(fields)
    return Request(line.split()[1].decode(), {k.lower(): v for k, v in parsed.items()}, number)


def then_close(data: bytes) -> Answer:
    """Send `data`, then close as if that were all."""

    def act(connection: socket.socket, _: Request) -> None:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_RDWR)

    return act


def then_reset(data: bytes) -> Answer:
    """Send `data`, then break the connection off."""

    def act(connection: socket.socket, _: Request) -> None:
        connection.sendall(data)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()

    return act


def drip(pieces: Iterable[bytes], *, every: float, stop: threading.Event) -> Answer:
    """Send the pieces one by one, seconds apart, until `stop`."""

    def act(connection: socket.socket, _: Request) -> None:
        for piece in pieces:
            connection.sendall(piece)
            if stop.wait(every):
                return

    return act
