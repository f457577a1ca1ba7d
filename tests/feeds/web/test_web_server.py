"""`tagwire serve` as a process of its own, under granian on the loopback address."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
import sys

import pytest
from web_samples import FEED
from web_server import COMMAND, SETTINGS, ask, serving

from feeds.publish import Tree


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    (folder / "tagwire.toml").write_text(SETTINGS)
    documents = {"feeds/all.xml": FEED.encode(), "tags/война/index.html": b"<h1>tag</h1>", "empty.txt": b""}
    Tree(folder / "public").write(documents)
    return folder / "tagwire.toml"


@pytest.fixture(scope="module")
def port(config):
    with serving(config) as (_, port):
        yield port


def test_the_first_request_after_the_line_is_answered(config):
    with serving(config) as (_, port):
        assert ask(port, "/feeds/all.xml")[0].status == 200


def test_documents_and_revalidation(port):
    whole, body = ask(port, "/feeds/all.xml?x=y", Accept_Encoding="gzip")
    assert whole.status == 200
    assert gzip.decompress(body) == FEED.encode()
    assert whole.headers["Content-Encoding"] == "gzip"
    assert whole.headers["Date"]
    for tag in (whole.headers["ETag"], "W/" + whole.headers["ETag"], '"x", ' + whole.headers["ETag"], "*"):
        unchanged, nothing = ask(port, "/feeds/all.xml", Accept_Encoding="gzip", If_None_Match=tag)
        assert (unchanged.status, nothing) == (304, b"")
        for name in ("ETag", "Cache-Control", "Vary"):
            assert unchanged.headers[name] == whole.headers[name]
        assert unchanged.headers["Date"]


def test_head_has_the_length_and_no_body(port):
    response, body = ask(port, "/feeds/all.xml", "HEAD")
    assert (response.status, body) == (200, b"")
    assert int(response.headers["Content-Length"]) == len(FEED.encode())


def test_a_range(port):
    response, body = ask(port, "/feeds/all.xml", Range="bytes=1-4")
    assert (response.status, body) == (206, FEED.encode()[1:5])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/tags/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0/", 200),
        ("/tags/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0", 301),
        ("/empty.txt", 200),
        ("/nothing", 404),
        ("/../tagwire.toml", 404),
        ("/%2e%2e/tagwire.toml", 404),
        ("/..%2ftagwire.toml", 404),
        ("/feeds/all.xml%00", 404),
        ("/%ff", 404),
        ("/" + "a" * 20_000, 404),
        ("/feeds/all.xml.gz", 404),
        ("/healthz", 503),
    ],
)
def test_addresses(port, path, status):
    assert ask(port, path)[0].status == status


def test_unknown_methods(port):
    response, _ = ask(port, "/feeds/all.xml", "BREW")
    assert response.status == 405
    assert "GET" in response.headers["Allow"]


def test_a_header_of_absurd_length(port):
    assert ask(port, "/feeds/all.xml", If_None_Match='"x", ' * 10_000)[0].status in (200, 431)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_end_it_cleanly(config, number):
    """With a reader still connected, and without another word."""
    with serving(config) as (process, port), socket.create_connection(("127.0.0.1", port)) as reader:
        reader.sendall(b"GET /feeds/all.xml HTTP/1.1\r\nHost: x\r\n\r\n")
        assert reader.recv(1000).startswith(b"HTTP/1.1 200")
        process.send_signal(number)
        assert process.wait(timeout=10) == 0
        assert (process.stdout.read(), process.stderr.read()) == ("", "")


def test_a_signal_while_workers_start_ends_it_as_well(config):
    with serving(config, "--workers", "2") as (process, _):
        process.terminate()
        assert process.wait(timeout=10) == 0


def test_an_address_in_use_is_one_line(config, port):
    command = [*COMMAND, "--config", config, "serve", "--port", str(port)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=10)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert str(port) in done.stderr


def test_wrong_settings_are_said_before_anything_starts(tmp_path):
    done = subprocess.run(
        [*COMMAND, "--config", tmp_path / "none.toml", "serve"],
        check=False,
        capture_output=True,
        text=True,
        timeout=10,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_wsgi_module(config):
    check = (
        "import wsgi; from werkzeug.test import Client; print(Client(wsgi.app).get('/feeds/all.xml').status)"
    )
    environment = {**os.environ, "TAGWIRE_CONFIG": str(config)}
    done = subprocess.run(
        [sys.executable, "-c", check],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=10,
    )
    assert (done.stdout, done.stderr) == ("200 OK\n", "")
