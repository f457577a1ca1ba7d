"""What nobody should send, and trees that come apart, under a real server: a clear answer, and no traceback."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest
from web_samples import FEED
from web_server import SETTINGS, ask, send, serving, stop

from feeds.publish import Tree

SECRET = b"not for readers"
END = b"Host: x\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with secrets around the tree and in it."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "tagwire.toml").write_text(SETTINGS)
    tree = Tree(folder / "public")
    tree.write({"feeds/all.xml": FEED.encode(), "index.html": b"<h1>All</h1>"})
    (folder / "secret.xml").write_bytes(SECRET)
    (tree.directory / ".secret.xml").write_bytes(SECRET)
    (tree.directory / "feeds/link.xml").symlink_to(folder / "secret.xml")
    (tree.directory / "linked").symlink_to(folder)
    return folder


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[tuple[Popen[str], int]]:
    """Its process and port; at the end it has complained of nothing."""
    with serving(site / "tagwire.toml") as (process, port):
        yield process, port
        stop(process)
        assert process.stdout.read() == ""
        assert not re.search("ERROR|Traceback|panicked", process.stderr.read())


@pytest.fixture(scope="module")
def port(server: tuple[Popen[str], int]) -> int:
    return server[1]


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


TARGETS = [
    (b"/../secret.xml", 404),
    (b"/feeds/../../secret.xml", 404),
    (b"/feeds/../feeds/all.xml", 404),
    (b"/%2e%2e/secret.xml", 404),
    (b"/%2e%2e%2fsecret.xml", 404),
    (b"/..%2fsecret.xml", 404),
    (b"/%252e%252e/secret.xml", 404),
    (b"/..%5csecret.xml", 404),
    (b"/..\\secret.xml", 404),
    (b"/feeds\\..\\..\\secret.xml", 404),
    (b"/feeds/..;/..;/secret.xml", 404),
    (b"/%c0%ae%c0%ae/secret.xml", 404),
    (b"/%ff%fe", 404),
    (b"/feeds/all.xml%00", 404),
    (b"/%00/../secret.xml", 404),
    (b"/secret.xml%00.html", 404),
    (b"/.secret.xml", 404),
    (b"/%2esecret.xml", 404),
    (b"/feeds/link.xml", 404),
    (b"/linked/secret.xml", 404),
    (b"/linked/tagwire.toml", 404),
    (b"/feeds/all.xml.gz", 404),
    (b"//secret.xml", 404),
    (b"///etc/passwd", 404),
    (b"/%2fetc/passwd", 404),
    (b"/%0d%0aSet-Cookie:%20a=b", 404),
    (b"/feeds/%0d%0aX:%20y.xml", 404),
    (b"/%zz", 404),
    (b"/?" + b"x" * 8000, 200),
    (b"/" + b"a" * 8000, 404),
    (b"/" + b"%41" * 20_000, 404),
    (b"/" + b"../" * 20_000 + b"etc/passwd", 404),
    (b"/feeds/" + b"%C3%A9" * 9000 + b".xml", 404),
    (b"/tag/" + b"x%20" * 9000 + b"/feed/", 404),
    (b"/" + b"a" * 100_000, 414),
    (b"http://elsewhere.example/feeds/all.xml", 200),
    (b"http://elsewhere.example/../secret.xml", 404),
    (b"*", 404),
    (b"\\secret.xml", 400),
    (b"secret.xml", 301),
    (b"?x", 400),
    (b"/a b", 400),
]


@pytest.mark.parametrize(("target", "status"), TARGETS, ids=lambda value: str(value)[:30])
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
def test_targets(port: int, method: bytes, target: bytes, status: int) -> None:
    answer = send(port, method + b" " + target + b" HTTP/1.1\r\n" + END)
    assert status_of(answer) == status
    assert SECRET not in answer
    assert b"Set-Cookie" not in answer.split(b"\r\n\r\n")[0]


HEADERS = [
    (b"Accept-Encoding: " + value, {200, 406})
    for value in (
        b";q=1", b"gzip;q=", b"gzip;q=1.5", b"gzip;q=-1", b"gzip;q=nan", b"gzip;q=0.0000000001", b"gzip;;;", b",,,",
        b"\xff\xfe", b"gzip, " * 5000, b"*;q=0", b"identity;q=0", b"gzip;q=1e999", b"gzip\tbr",
    )
] + [
    (name + b": " + value, {200, 304, 206, 412, 416})
    for name in (b"If-Modified-Since", b"If-Unmodified-Since", b"If-Range")
    for value in (
        b"yesterday", b"0", b"-1", b"Fri, 99 Oct 2025 10:00:00 GMT", b"Fri, 24 Oct 999999 10:00:00 GMT",
        b"Fri, 24 Oct 2025 10:00:00 +9999", b"\xff", b"x" * 10_000, b"Thu, 01 Jan 1970 00:00:00 GMT",
        b"Fri, 31 Dec 9999 23:59:59 GMT", b"Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
    )
] + [
    (name + b": " + value, {200, 304, 412})
    for name in (b"If-None-Match", b"If-Match")
    for value in (b'"', b'"""', b"W/", b'W/"', b"*, *", b'"x', b"x" * 50_000, b'"x", ' * 9000, b"\xff", b'"\xff"', b"")
] + [
    (b"Range: " + value, {200, 206, 416})
    for value in (
        b"bytes=", b"bytes=-", b"bytes=--1", b"bytes=-0", b"bytes=1-0", b"bytes=0-" + b"9" * 5000, b"bytes=0-0,1-1",
        b"bytes=" + b"0-0," * 9000, b"items=0-5", b"bytes", b"=", b"bytes=\xff", b"bytes=0x1-0x2", b"bytes= 0 - 1 ",
    )
]  # fmt: skip


@pytest.mark.parametrize(("header", "statuses"), HEADERS, ids=lambda value: str(value)[:40])
def test_headers(port: int, header: bytes, statuses: set[int]) -> None:
    answer = send(port, b"GET /feeds/all.xml HTTP/1.1\r\n" + header + b"\r\n" + END)
    assert status_of(answer) in statuses


REQUESTS = [
    (b"GET / HTTP/1.1\r\nX: " + b"y" * 500_000 + b"\r\n" + END, {200, 400, 431}),
    (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 500 + END, {400, 431}),
    (b"GET / HTTP/1.1\r\nBad Name: x\r\n" + END, {400}),
    (b"GET / HTTP/1.1\r\n folded\r\n" + END, {400}),
    (b"GET / HTTP/9.9\r\n" + END, {400, 505}),
    (b"GET / HTTP/1.1\r\nContent-Length: -1\r\n" + END, {400}),
    (b"GET /feeds/all.xml HTTP/1.1\r\nContent-Length: 5\r\n" + END + b"hello", {200}),
    (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + END + b"zz\r\n", {400, 405}),
    (b"PUT /feeds/all.xml HTTP/1.1\r\nContent-Length: 3\r\n" + END + b"new", {405}),
    (b"DELETE /feeds/all.xml HTTP/1.1\r\n" + END, {405}),
    (b"TRACE / HTTP/1.1\r\n" + END, {405}),
    (b"BREW /feeds/all.xml HTTP/1.1\r\n" + END, {405}),
    (b"get /feeds/all.xml HTTP/1.1\r\n" + END, {405}),
    (b"PROPFIND / HTTP/1.1\r\n" + END, {405}),
    (b"CONNECT x:443 HTTP/1.1\r\n" + END, {301, 400, 404, 405}),
    (b"OPTIONS * HTTP/1.1\r\n" + END, {200, 204, 404}),
    (b"G@T / HTTP/1.1\r\n" + END, {400}),
    (b"GET /nothing HTTP/1.1\r\nHost: a b<\r\nConnection: close\r\n\r\n", {400, 404}),
    (b"GET /feeds/all.xml HTTP/1.1\r\nConnection: close\r\n\r\n", {200, 400}),
    (b"GET /feeds/all.xml HTTP/1.0\r\n\r\n", {200}),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", {400}),
]  # fmt: skip


@pytest.mark.parametrize(("request_", "statuses"), REQUESTS, ids=lambda value: str(value)[:40])
def test_requests(port: int, request_: bytes, statuses: set[int]) -> None:
    answer = send(port, request_)
    assert status_of(answer) in statuses
    if status_of(answer) == 405:
        assert b"allow: " in answer.lower()


def test_after_all_that_it_serves_on(port: int) -> None:
    for method in ("GET", "HEAD"):
        response, body = ask(port, "/feeds/all.xml", method)
        assert response.status == 200
        assert body == (FEED.encode() if method == "GET" else b"")


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """The tree of a server of its own, and its port."""
    (tmp_path / "tagwire.toml").write_text(SETTINGS)
    Tree(tmp_path / "public").write({"feeds/all.xml": FEED.encode(), "404.html": b"<h1>Not here</h1>"})
    with serving(tmp_path / "tagwire.toml") as (process, port):
        assert ask(port, "/feeds/all.xml")[0].status == 200
        yield tmp_path / "public", port
        stop(process)
        lines = process.stderr.read().splitlines()
    assert all(re.match(r"\S+ ERROR \S", line) for line in lines), "an event is a line, and no traceback"


def test_a_tree_that_comes_apart_while_it_is_served(broken: tuple[Path, int]) -> None:
    tree, port = broken
    (tree / "feeds/all.xml").unlink()
    assert ask(port, "/feeds/all.xml")[0].status == 404
    assert ask(port, "/feeds/all.xml")[1] == b"<h1>Not here</h1>"
    (tree / "404.html").unlink()
    (tree / "404.html").mkdir()
    assert b"<h1>404 Not Found</h1>" in ask(port, "/feeds/all.xml")[1]
    (tree / "feeds/all.xml").mkdir()
    assert ask(port, "/feeds/all.xml")[0].status == 404
    shutil.rmtree(tree / "feeds")
    (tree / "feeds").write_bytes(b"a file where a folder was")
    assert ask(port, "/feeds/all.xml")[0].status == 404
    shutil.rmtree(tree)
    for path in ("/feeds/all.xml", "/feeds/other.xml", "/", "/feed/"):
        response, body = ask(port, path)
        assert response.status == 503
        assert int(response.headers["Retry-After"]) > 0
        assert b"<h1>503" in body
    for path, status in (("/healthz", 503), ("/metrics", 200)):
        assert ask(port, path)[0].status == status
    tree.write_bytes(b"a file where the tree was")
    assert ask(port, "/feeds/all.xml")[0].status in (404, 503)
    tree.unlink()
    Tree(tree).write({"feeds/all.xml": b"<rss/>"})
    assert ask(port, "/feeds/all.xml")[1] == b"<rss/>"


def test_a_document_cut_short_in_place(broken: tuple[Path, int]) -> None:
    tree, port = broken
    for size in (100, 0):
        with (tree / "feeds/all.xml").open("r+b") as file:
            file.truncate(size)
        response, body = ask(port, "/feeds/all.xml", Accept_Encoding="gzip, br")
        assert (response.status, body) == (200, FEED.encode()[:size])
