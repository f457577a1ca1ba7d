"""What a well-behaved site answers, and what is asked of it."""

from __future__ import annotations

import gzip
import socket
import zlib
from datetime import UTC, datetime

import brotli
import pytest
import zstandard

from sources.errors import FetchError
from sources.fetch import Fetcher
from tests.sources.fetch.conftest import PROMPT
from tests.sources.fetch.loopback import Request, Server, answer, redirect, then_close

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAGE = "<h1>Nouvelles</h1>" * 50


def test_a_page_comes_with_what_readers_of_it_need(server: Server) -> None:
    server.answers["/tag/?page=2"] = answer(
        PAGE, content_type="text/html; charset=koi8-r", link="<x>; rel=next", x_other="1"
    )
    with Fetcher(allow_private=True, limits=PROMPT, clock=lambda: NOW) as fetcher:
        fetched = fetcher.fetch(server.url("/tag/?page=2#top"))
    assert fetched.document is not None
    assert fetched.document.data == PAGE.encode()
    assert fetched.document.captured == NOW
    assert fetched.document.content_type == "text/html; charset=koi8-r"
    assert fetched.document.base_url == fetched.url == server.url("/tag/?page=2")
    assert fetched.document.location == server.url("/tag/?…")
    assert dict(fetched.headers) == {"content-type": "text/html; charset=koi8-r", "link": "<x>; rel=next"}
    assert (fetched.status, fetched.moved_to) == (200, None)


def test_every_request_says_who_asks(server: Server) -> None:
    server.answers["/"] = answer(PAGE)
    with Fetcher(contact="mailto:editor@example.org", allow_private=True, limits=PROMPT) as fetcher:
        fetcher.fetch(server.url())
    assert server.paths(robots=True) == ["/robots.txt", "/"]
    for request in server.requests:
        assert request.headers["user-agent"].startswith("Tagwire/")
        assert request.headers["user-agent"].endswith(" (+mailto:editor@example.org)")
        assert request.headers["accept-encoding"] == "gzip, br, zstd"
        assert "cookie" not in request.headers


@pytest.mark.parametrize("contact", ["Zoë <zoe@example.org>", "two\r\nlines: here"])
def test_a_contact_of_any_letters_is_one_ascii_header(server: Server, contact: str) -> None:
    server.answers["/"] = answer(PAGE)
    with Fetcher(contact=contact, allow_private=True, limits=PROMPT) as fetcher:
        fetcher.fetch(server.url())
    assert "lines" not in server.requests[-1].headers
    assert server.requests[-1].headers["user-agent"].isascii()


def test_robots_txt_and_its_page_share_a_connection(server: Server, fetcher: Fetcher) -> None:
    server.answers["/"] = answer(PAGE)
    fetcher.fetch(server.url())
    fetcher.fetch(server.url())
    assert {request.connection for request in server.requests} == {1}


def test_a_kept_connection_that_was_closed_is_made_anew(server: Server, fetcher: Fetcher) -> None:
    def vanish(connection: socket.socket, request: Request) -> None:
        if request.connection == 2:
            connection.sendall(answer(PAGE))
        else:
            connection.shutdown(socket.SHUT_RDWR)

    server.answers["/"] = vanish
    assert fetcher.fetch(server.url()).status == 200
    assert server.paths() == ["/", "/"]


def test_a_new_connection_that_is_closed_is_not_tried_again(server: Server, fetcher: Fetcher) -> None:
    server.answers["/"] = then_close(b"")
    with pytest.raises(FetchError, match="closed without an answer"):
        fetcher.fetch(server.url(), own=True)
    assert server.paths() == ["/"]


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE.encode())),
        ("br", brotli.compress(PAGE.encode())),
        ("zstd", zstandard.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())[2:-4]),
        ("identity", PAGE.encode()),
    ],
    ids=["gzip", "br", "zstd", "zlib", "raw deflate", "identity"],
)
def test_packed_bodies_are_unpacked(server: Server, fetcher: Fetcher, coding: str, packed: bytes) -> None:
    server.answers["/"] = answer(packed, content_encoding=coding)
    document = fetcher.fetch(server.url()).document
    assert document is not None
    assert document.data == PAGE.encode()


def test_an_answer_that_has_not_changed_is_not_read_again(server: Server, fetcher: Fetcher) -> None:
    server.answers["/"] = answer(PAGE, etag='W/"7"', last_modified="Sun, 01 Mar 2026 10:00:00 GMT")
    first = fetcher.fetch(server.url())
    server.answers["/"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    second = fetcher.fetch(server.url(), validators=first.validators)
    assert server.requests[-1].headers["if-none-match"] == 'W/"7"'
    assert server.requests[-1].headers["if-modified-since"] == "Sun, 01 Mar 2026 10:00:00 GMT"
    assert (second.status, second.document) == (304, None)
    assert second.validators == first.validators


def test_a_304_may_rename_the_version(server: Server, fetcher: Fetcher) -> None:
    server.answers["/"] = answer(PAGE, etag='"1"')
    first = fetcher.fetch(server.url())
    server.answers["/"] = b'HTTP/1.1 304 Not Modified\r\nETag: "2"\r\n\r\n'
    assert fetcher.fetch(server.url(), validators=first.validators).validators["etag"] == '"2"'


def test_the_same_bytes_again_are_no_new_document(server: Server, fetcher: Fetcher) -> None:
    server.answers["/"] = answer(PAGE)
    first = fetcher.fetch(server.url())
    assert fetcher.fetch(server.url(), validators=first.validators).document is None
    server.answers["/"] = answer(PAGE, content_type="text/html; charset=latin1")
    assert fetcher.fetch(server.url(), validators=first.validators).document is not None


def test_a_304_that_nobody_asked_for_is_an_error(server: Server, fetcher: Fetcher) -> None:
    server.answers["/"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    with pytest.raises(FetchError, match="HTTP 304 Not Modified; a page is expected"):
        fetcher.fetch(server.url())


def test_conditions_go_to_the_page_they_are_of_and_to_no_other(server: Server, fetcher: Fetcher) -> None:
    server.answers["/"] = redirect("/a")
    server.answers["/a"] = server.answers["/b"] = answer(PAGE, etag='"1"')
    first = fetcher.fetch(server.url())
    server.answers["/"] = redirect("/b")
    second = fetcher.fetch(server.url(), validators=first.validators)
    assert second.document is not None
    assert all("if-none-match" not in request.headers for request in server.requests)


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        (["301 Moved Permanently"], True),
        (["308 Permanent Redirect"], True),
        (["301 Moved Permanently", "308 Permanent Redirect"], True),
        (["302 Found"], False),
        (["303 See Other"], False),
        (["307 Temporary Redirect"], False),
        (["301 Moved Permanently", "302 Found"], False),
        (["302 Found", "301 Moved Permanently"], False),
    ],
)
def test_only_redirects_that_are_permanent_all_the_way_move_a_source(
    server: Server, fetcher: Fetcher, statuses: list[str], moved: bool
) -> None:
    for number, status in enumerate(statuses):
        server.answers[f"/{number}"] = redirect(f"/{number + 1}", status)
    last = f"/{len(statuses)}"
    server.answers[last] = answer(PAGE)
    fetched = fetcher.fetch(server.url("/0"))
    assert fetched.url == server.url(last)
    assert fetched.moved_to == (server.url(last) if moved else None)


def test_a_moved_source_is_read_where_it_went(server: Server, fetcher: Fetcher) -> None:
    server.answers |= {"/old": redirect("/new", "301 Moved Permanently"), "/new": answer(PAGE)}
    first = fetcher.fetch(server.url("/old"))
    second = fetcher.fetch(server.url("/old"), validators=first.validators)
    assert server.paths() == ["/old", "/new", "/new"]
    assert second.moved_to == server.url("/new")


def test_a_moved_source_that_moves_on_is_followed(server: Server, fetcher: Fetcher) -> None:
    server.answers |= {"/old": redirect("/new", "301 Moved Permanently"), "/new": answer(PAGE)}
    first = fetcher.fetch(server.url("/old"))
    server.answers |= {"/new": redirect("/newer", "308 Permanent Redirect"), "/newer": answer(PAGE)}
    assert fetcher.fetch(server.url("/old"), validators=first.validators).moved_to == server.url("/newer")


def test_a_moved_source_that_came_back_is_found_again(server: Server, fetcher: Fetcher) -> None:
    server.answers |= {"/old": redirect("/new", "301 Moved Permanently"), "/new": answer(PAGE)}
    first = fetcher.fetch(server.url("/old"))
    server.answers = {"/old": answer(PAGE)}
    second = fetcher.fetch(server.url("/old"), validators=first.validators)
    assert (second.url, second.moved_to) == (server.url("/old"), None)
    assert "moved_to" not in second.validators
