"""The servers that the serving benches compare: `tagwire serve`, a constant answer and nginx.

Each is one process (or worker) pinned to a core; loads are put on them from another one. The
benches start them over the same published tree, which `tagwire refresh` made of a table of articles.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from itertools import count
from pathlib import Path
from urllib.error import HTTPError

import commands

SERVER_CORE, CLIENT_CORE = "0", "1"
FEED = "/feeds/all.xml"
GZIP = {"Accept-Encoding": "gzip"}
NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
  types {{ application/rss+xml xml; application/atom+xml atom; application/feed+json json; }}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port}; root {tree}; gzip_static on; gzip_vary on;
    add_header Cache-Control "public, max-age=900"; add_header Access-Control-Allow-Origin "*";
  }}
}}
"""
SETTINGS = """
[site]
title = "Bench"
url = "https://feeds.example.org/"
language = "fr"
[[source]]
name = "bench"
url = "https://example.org/"
location = "articles.jsonl"
every = "0s"
"""
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "chan", "bre", "ment")
START = datetime(2025, 10, 24, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A folder with a table of articles, the settings and the tree."""

    folder: Path

    @property
    def config(self) -> Path:
        """tagwire.toml"""
        return self.folder / "tagwire.toml"

    @property
    def tree(self) -> Path:
        """What is published."""
        return self.folder / "public"

    def write(self, *, entries: int = 50, tags: int = 4, edition: int = 0) -> None:
        """Make a table; another `edition` has other words for the same articles."""
        words = random.Random(edition)
        vocabulary = ["".join(words.choices(SYLLABLES, k=words.randint(1, 4))) for _ in range(600)]
        rows = (
            {
                "url": f"https://example.org/articles/{number}",
                "title": " ".join(words.choices(vocabulary, k=9)).capitalize(),
                "excerpt": " ".join(words.choices(vocabulary, k=45)).capitalize() + ".",
                "published": (START - timedelta(hours=number)).isoformat(),
                "tags": [f"sujet {number % tags}"],
            }
            for number in range(entries)
        )
        self.config.write_text(SETTINGS, "utf-8")
        table = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (self.folder / "articles.jsonl").write_text(table, "utf-8")

    def refresh(self) -> None:
        """Run `tagwire refresh`."""
        commands.tagwire(self.folder, "refresh")


@contextmanager
def site(**options: int) -> Iterator[Site]:
    """A site in a temporary folder, refreshed once; options as for `Site.write`."""
    with tempfile.TemporaryDirectory() as name:
        made = Site(folder=Path(name))
        made.write(**options)
        made.refresh()
        made.folder.chmod(0o755)  # nginx's worker may be another user
        yield made


@contextmanager
def refreshing(made: Site) -> Iterator[list[int]]:
    """Rewrite every feed continually, within the block; the list has an item for each refresh done."""
    over = threading.Event()
    done: list[int] = []

    def go_on() -> None:
        for edition in count(1):
            if over.is_set():
                return
            made.write(edition=edition)
            made.refresh()
            done.append(edition)

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield done
    finally:
        over.set()
        thread.join()


@contextmanager
def tagwire(made: Site) -> Iterator[tuple[str, int]]:
    """`tagwire serve` over the site: its address and its process."""
    port = free_port()
    command = [str(commands.TAGWIRE), "--config", str(made.config), "serve", "--port", str(port)]
    with running(command, port) as process:
        yield f"http://127.0.0.1:{port}", process


@contextmanager
def nginx(made: Site) -> Iterator[tuple[str, int]]:
    """The tree from nginx, with gzip_static."""
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        config = Path(name, "nginx.conf")
        config.write_text(NGINX.format(folder=name, port=port, tree=made.tree), "utf-8")
        with running(["nginx", "-e", f"{name}/nginx.log", "-c", str(config)], port) as process:
            yield f"http://127.0.0.1:{port}", process


@contextmanager
def constant(answer: Answer, *, blocking_threads: int | None) -> Iterator[tuple[str, int]]:
    """A WSGI app on granian that gives this answer without looking; None: granian's default threads."""
    port = free_port()
    given = json.dumps([port, blocking_threads, answer.status, answer.headers, answer.body.hex()])
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(given)
        file.flush()
        with running([sys.executable, __file__, file.name], port) as process:
            yield f"http://127.0.0.1:{port}", process


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said; without the headers that the server itself adds."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """The value of a header."""
        return dict(self.headers)[name.lower()]


def ask(url: str, headers: Mapping[str, str]) -> Answer:
    """One request."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=dict(headers))) as response:
            return _answer(response.status, response.headers, response.read())
    except HTTPError as error:  # what is no 2xx, 304 among it
        with error:
            return _answer(error.code, error.headers, error.read())


def _answer(status: int, headers: Message, body: bytes) -> Answer:
    own = {"date", "server", "connection"}
    kept = [(name.lower(), value) for name, value in headers.items() if name.lower() not in own]
    return Answer(status=status, headers=tuple(kept), body=body)


def requests_a_second(url: str, headers: Mapping[str, str], seconds: float) -> float:
    """What wrk reaches with 16 keep-alive connections from the other core; nothing but 2xx and 3xx counts."""
    options = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    command = ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", "-c16", f"-d{seconds:g}s", *options, url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"{url}: {said}")
    return rate_of(said)


def rate_of(said: str) -> float:
    """Requests a second, as wrk and hey say it."""
    return number_in(said, r"Requests/sec:\s+([\d.]+)")


def number_in(said: str, pattern: str) -> float:
    """The number in the group of the pattern."""
    found = re.search(pattern, said)
    if found is None:
        raise SystemExit(f"no {pattern} in: {said}")
    return float(found[1])


def need(*programs: str) -> None:
    """Leave, saying so, where a program is missing."""
    if missing := [program for program in programs if shutil.which(program) is None]:
        raise SystemExit(f"missing: {', '.join(missing)}")


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int) -> Iterator[int]:
    """The command on the servers' core, from when it listens until it is told to stop."""
    process = subprocess.Popen(["taskset", "-c", SERVER_CORE, *command], stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise SystemExit(f"{process.args} ended with {process.returncode}")


def _serve_constant(port: int, threads: int | None, status: int, headers: list[list[str]], body: str) -> None:
    from http import HTTPStatus

    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    line = f"{status} {HTTPStatus(status).phrase}"
    pairs, data = [(name, value) for name, value in headers], bytes.fromhex(body)

    def app(_environ: object, start_response: object) -> list[bytes]:
        start_response(line, pairs)  # type: ignore[operator]
        return [data]

    server = Granian(
        "constant",
        port=port,
        interface=Interfaces.WSGI,
        log_level=LogLevels.error,
        blocking_threads=threads,
        workers_kill_timeout=5,
    )
    server.serve(target_loader=lambda: app, wrap_loader=False)


if __name__ == "__main__":
    os.environ.pop("PYTHONSTARTUP", None)
    _serve_constant(*json.loads(Path(sys.argv[1]).read_text("utf-8")))
