"""`tagwire serve` as a process of its own, and ways of asking it."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = '[site]\ntitle = "T"\nurl = "https://feeds.example.org"\n'
COMMAND = [sys.executable, "-c", "from feeds.cli import main; main()"]


@contextmanager
def serving(config: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A running server: its process, and the port it names."""
    command = [*COMMAND, "--config", config, "serve", "--port", "0", *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:
        try:
            line = process.stdout.readline()
            assert line.startswith("Serving http://127.0.0.1:"), process.stderr.read()
            yield process, int(line.rstrip("/\n").rpartition(":")[2])
            stop(process)
        finally:
            process.kill()


def stop(process: subprocess.Popen[str]) -> None:
    """As an operator does."""
    process.terminate()
    process.wait(timeout=10)


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    """One well-formed request: the response and its body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(
            method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def send(port: int, request: bytes) -> bytes:
    """All that comes back for these very bytes, until the server closes the connection."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        try:
            connection.sendall(request)
            while part := connection.recv(65536):
                answer += part
        except ConnectionError:  # it has heard enough
            pass
    return answer
