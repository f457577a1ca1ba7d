"""A server that misbehaves in each way: one line that says where and what, and soon."""

from __future__ import annotations

import gzip
import itertools
import re
import socket
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from threading import Event

import brotli
import pytest
import zstandard

from sources.errors import FetchError
from sources.fetch import LARGEST, Fetcher
from tests.sources.fetch.conftest import HASTY, PROMPT
from tests.sources.fetch.loopback import Answer, Server, answer, drip, redirect, then_close, then_reset

OK = b"HTTP/1.1 200 OK\r\n"
PAGE = b"".join(b"<p>%d boats</p>" % number for number in range(500))


def _unannounced(body: bytes, **headers: str) -> bytes:
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()).encode()
    return OK + lines + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)


def failure(fetcher: Fetcher, url: str, **how: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url, **how)  # type: ignore[arg-type]
    message = str(caught.value)
    assert "\n" not in message
    assert message.isprintable()
    assert message.startswith(url.partition("?")[0])
    return caught.value


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (answer("no", "400 Bad Request"), "HTTP 400 Bad Request; a page is expected"),
        (answer("no", "401 Unauthorized"), "HTTP 401 Unauthorized"),
        (answer("no", "403 Forbidden"), "HTTP 403 Forbidden"),
        (answer("no", "404 Not Found"), "HTTP 404 Not Found"),
        (answer("no", "410 Gone"), "HTTP 410 Gone"),
        (answer("no", "429 Slow Down"), "HTTP 429 Too Many Requests"),
        (answer("no", "451 Hush"), "HTTP 451 Unavailable For Legal Reasons"),
        (answer("no", "500 Oops"), "HTTP 500 Internal Server Error"),
        (answer("no", "503 Busy"), "HTTP 503 Service Unavailable"),
        (answer("no", "599 <script>"), "HTTP 599; a page"),
        (answer("half", "206 Partial Content"), "HTTP 206 Partial Content"),
        (then_close(OK + b"Content-Length: 100\r\n\r\nhalf"), "cut off"),
        (then_close(OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nhalf"), "cut off"),
        (then_close(OK + b"Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"), "cut off"),
        (then_reset(OK + b"Content-Length: 100\r\n\r\nhalf"), "the connection was reset"),
        (then_reset(b""), "the connection was reset"),
        (then_close(b""), "closed without an answer"),
        (then_close(b"HTTP/1.1 200 OK\r\nContent-"), "closed without an answer"),
        (then_close(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), "not an answer in HTTP"),
        (then_close(OK + b"Content-Length: -7\r\n\r\n"), "not an answer in HTTP"),
        (then_close(OK + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), "not an answer in HTTP"),
        (then_close(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "not an answer in HTTP"),
        (then_close(OK + b"X: " + b"a" * 300_000), "not an answer in HTTP"),
        (OK + b"Content-Length: 9999999999999999999\r\n\r\n", "larger than the 32 MiB"),
        (answer("plain", content_encoding="gzip"), "not packed the way its Content-Encoding says"),
        (answer(b"\xff" * 99, content_encoding="br"), "not packed the way"),
        (answer("plain", content_encoding="zstd"), "not packed the way"),
        (answer("plain", content_encoding="deflate"), "not packed the way"),
        (answer(zstandard.compress(b"a" * 500)[:-3], content_encoding="zstd"), "not packed the way"),
        (answer(gzip.compress(PAGE)[:-1], content_encoding="gzip"), "cut off: the packed body"),
        (answer(gzip.compress(PAGE)[:60], content_encoding="gzip"), "cut off: the packed body"),
        (answer(gzip.compress(PAGE)[:5], content_encoding="x-gzip"), "cut off: the packed body"),
        (answer((gzip.compress(PAGE) * 2)[:-9], content_encoding="gzip"), "cut off: the packed body"),
        (_unannounced(gzip.compress(PAGE)[:60], content_encoding="gzip"), "cut off: the packed body"),
        (answer(zlib.compress(PAGE)[:-5], content_encoding="deflate"), "cut off: the packed body"),
        (answer(zlib.compress(PAGE)[2:-9], content_encoding="deflate"), "cut off: the packed body"),
        (answer(brotli.compress(PAGE)[:-1], content_encoding="br"), "cut off: the packed body"),
        (answer(brotli.compress(PAGE)[:20], content_encoding="br"), "cut off: the packed body"),
        (_unannounced(brotli.compress(PAGE)[:20], content_encoding="br"), "cut off: the packed body"),
        (answer("x", content_encoding="gzip, gzip"), "not asked for, or twice"),
        (answer("x", content_encoding="compress"), "not asked for"),
        (answer("", "301 Moved"), "a redirect that does not say where to"),
        (redirect("http://[half"), "not an address"),
        (redirect("javascript:alert(1)"), "only http and https addresses are read, not javascript"),
        (redirect("file:///etc/passwd"), "not file"),
        (redirect("ftp://example.org/"), "not ftp"),
        (redirect("data:text/html,hi"), "not data"),
        (redirect("http://user:secret@127.0.0.1/"), "no user and password"),
        (redirect("/"), "redirects in a circle"),
        (redirect("http://127.0.0.1:70000/"), "a port up to 65535"),
        (redirect("/" + "a" * 9000), "not an address"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_an_error_of_one_line(
    server: Server, fetcher: Fetcher, act: Answer, said: str
) -> None:
    server.answers["/"] = act
    error = failure(fetcher, server.url(), own=True)
    assert said in str(error)
    assert "secret" not in str(error)


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "gopher://x/", "//example.org/", "https://", "https:///x", "https://exa mple.org/",
            "https://x:0/", "https://x:70000/", "https://[::1/", "https://a\x00b/", "https://a\nb/", "mailto:a@b.c", "",
            "https://[fe80::1%25eth0]/", "https://%31%32%37.0.0.1/", "https://" + "a" * 70 + ".example/"],
)  # fmt: skip
def test_what_is_no_address_is_an_error(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    assert str(caught.value).isprintable()


def test_an_address_with_a_password_is_refused_and_not_repeated(fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="no user and password in an address") as caught:
        fetcher.fetch("https://editor:hunter2@example.org/?token=hunter2")
    assert "hunter2" not in str(caught.value)
    assert "example.org" in str(caught.value)


def test_a_host_that_refuses(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert "refuses connections" in str(failure(fetcher, f"http://127.0.0.1:{port}/"))


def test_a_host_that_vanished(fetcher: Fetcher) -> None:
    assert "no such host" in str(failure(fetcher, "https://vanished.invalid/tag/"))


def test_a_host_whose_name_is_looked_up_for_ever() -> None:
    ever = Event()
    resolve = lambda host, port: [str(ever.wait(20))]  # noqa: E731
    with Fetcher(limits=HASTY, resolve=resolve) as fetcher:
        started = time.monotonic()
        assert "its host name is not found in time" in str(failure(fetcher, "https://sleepy.example/"))
        assert time.monotonic() - started < 2.5
    ever.set()


def test_a_host_that_says_nothing(server: Server, hasty: Fetcher) -> None:
    server.answers["/"] = drip([b""], every=9, stop=server.stopping)
    assert "silent for 0.3 s" in str(failure(hasty, server.url(), own=True))


def test_a_host_that_never_accepts(hasty: Fetcher) -> None:
    with ExitStack() as stack:
        full = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        url = f"http://127.0.0.1:{full.getsockname()[1]}/"
        assert "no connection within 0.5 s" in str(failure(hasty, url, own=True))


@pytest.mark.parametrize(
    "pieces",
    [
        lambda: itertools.chain([OK + b"Content-Length: 100000\r\n\r\n"], itertools.repeat(b"a")),
        lambda: itertools.chain([OK], (b"X-%d: y\r\n" % n for n in itertools.count())),
        lambda: itertools.chain([OK + b"Transfer-Encoding: chunked\r\n\r\n1;"], itertools.repeat(b"e")),
        lambda: itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["body", "headers", "chunk extension", "informational answers"],
)
def test_a_slow_drip_ends_with_the_time_allowed(
    server: Server, hasty: Fetcher, pieces: Callable[[], Iterator[bytes]]
) -> None:
    server.answers["/"] = drip(pieces(), every=0.05, stop=server.stopping)
    started = time.monotonic()
    assert "not read to its end within 0.6 s" in str(failure(hasty, server.url(), own=True))
    assert time.monotonic() - started < 2.5


def test_the_time_allowed_is_for_all_hops_together(server: Server, hasty: Fetcher) -> None:
    for number in range(8):
        server.answers[f"/{number}"] = _late(redirect(f"/{number + 1}"), 0.2)
    error = failure(hasty, server.url("/0"), own=True)
    assert "not read to its end within 0.6 s" in str(error)


def _late(data: bytes, seconds: float) -> Answer:
    def act(connection: socket.socket, _: object) -> None:
        time.sleep(seconds)
        connection.sendall(data)

    return act


def _gzip_bomb(size: int) -> Iterator[bytes]:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    for _ in range(size // 2**20):
        yield packer.compress(bytes(2**20))
    yield packer.flush()


BOMB = 128 * 2**20
BOMBS = {
    "gzip": lambda: b"".join(_gzip_bomb(BOMB)),
    "deflate": lambda: b"".join(_gzip_bomb(BOMB))[10:-8],
    "br": lambda: brotli.compress(bytes(BOMB), quality=1),
    "zstd": lambda: zstandard.compress(bytes(BOMB), 1),
}


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_is_defused_early(server: Server, fetcher: Fetcher, coding: str) -> None:
    server.answers["/"] = answer(BOMBS[coding](), content_encoding=coding)
    tracemalloc.start()
    error = failure(fetcher, server.url(), own=True)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "larger than the 32 MiB" in str(error)
    assert peak < 3 * LARGEST


def test_a_page_of_the_largest_size_is_read_and_one_byte_more_is_not(server: Server) -> None:
    page = b"a" * LARGEST
    with Fetcher(allow_private=True, limits=PROMPT) as fetcher:
        server.answers |= {
            "/": answer(page),
            "/more": _unannounced(page + b"a"),
            "/announced": answer(page + b"a"),
        }
        document = fetcher.fetch(server.url()).document
        assert document is not None
        assert len(document.data) == LARGEST
        assert "larger than the 32 MiB" in str(failure(fetcher, server.url("/more")))
        assert "larger than the 32 MiB" in str(failure(fetcher, server.url("/announced")))


def test_an_endless_error_page_is_left(server: Server, fetcher: Fetcher) -> None:
    start = b"HTTP/1.1 404 Not Found\r\nContent-Length: 99999999999\r\n\r\n"
    server.answers["/"] = drip(
        itertools.chain([start], itertools.repeat(b"a" * 65536)), every=0, stop=server.stopping
    )
    assert "HTTP 404" in str(failure(fetcher, server.url(), own=True))


def test_a_redirect_is_followed_whatever_its_body_claims(server: Server, fetcher: Fetcher) -> None:
    server.answers |= {
        "/": answer("plain", "302 Found", location="/a", content_encoding="gzip"),
        "/a": answer("page"),
    }
    assert fetcher.fetch(server.url()).url == server.url("/a")


@pytest.mark.parametrize(("hops", "fine"), [(10, True), (11, False)])
def test_redirects_are_counted(server: Server, fetcher: Fetcher, hops: int, fine: bool) -> None:
    for number in range(hops):
        server.answers[f"/{number}"] = redirect(f"/{number + 1}")
    server.answers[f"/{hops}"] = answer("page")
    if fine:
        assert fetcher.fetch(server.url("/0")).url == server.url(f"/{hops}")
    else:
        assert "more than 10 redirects" in str(failure(fetcher, server.url("/0")))


def test_a_circle_of_redirects_is_left_at_once(server: Server, fetcher: Fetcher) -> None:
    server.answers |= {
        "/a": redirect("/b"),
        "/b": redirect("/c"),
        "/c": redirect("/a?#x"),
        "/a?": redirect("/b"),
    }
    assert "redirects in a circle" in str(failure(fetcher, server.url("/a")))
    assert len(server.paths()) <= 4


def test_a_failure_behind_a_redirect_says_where(server: Server, fetcher: Fetcher) -> None:
    server.answers["/"] = redirect("/away?session=1")
    message = str(failure(fetcher, server.url()))
    assert (
        message
        == f"{server.url()}: redirected to {server.url('/away?…')}: HTTP 404 Not Found; a page is expected"
    )


def test_the_query_is_not_repeated_in_errors(server: Server, fetcher: Fetcher) -> None:
    message = str(failure(fetcher, server.url("/tag/?api_key=hunter2")))
    assert message.startswith(server.url("/tag/?…: "))
    assert "hunter2" not in message


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_retry_after_is_passed_on_and_kept_within_the_run(
    server: Server, fetcher: Fetcher, status: str
) -> None:
    server.answers["/"] = answer("busy", status, retry_after="120")
    error = failure(fetcher, server.url(), own=True)
    assert error.retry_after == timedelta(seconds=120)
    later = failure(fetcher, server.url("/other"), own=True)
    assert re.search(r"asks to be left alone for 1\d\d s more", str(later))
    assert later.retry_after is not None
    assert server.paths() == ["/"]


@pytest.mark.parametrize(
    ("packed", "coding"),
    [
        (gzip.compress(PAGE), "gzip"),
        (gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:]), "gzip"),  # two members
        (gzip.compress(PAGE) + bytes(9), "gzip"),  # padded
        (zlib.compress(PAGE), "deflate"),
        (zlib.compress(PAGE)[2:-4], "deflate"),  # without its header
        (brotli.compress(PAGE), "br"),
        (zstandard.compress(PAGE), "zstd"),
    ],
)
@pytest.mark.parametrize("size", [1, 97, 10**6])
def test_a_packed_page_is_unpacked_in_whatever_pieces_it_comes(
    server: Server, fetcher: Fetcher, packed: bytes, coding: str, size: int
) -> None:
    pieces = (packed[at : at + size] for at in range(0, len(packed), size))
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    head = f"Content-Encoding: {coding}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    server.answers["/"] = OK + head + chunks + b"0\r\n\r\n"
    document = fetcher.fetch(server.url()).document
    assert document is not None
    assert document.data == PAGE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_nothing_packed_is_nothing(server: Server, fetcher: Fetcher, coding: str) -> None:
    server.answers["/"] = answer("", content_encoding=coding)
    document = fetcher.fetch(server.url()).document
    assert document is not None
    assert document.data == b""


def test_an_empty_page_is_a_document(server: Server, fetcher: Fetcher) -> None:
    server.answers["/"] = answer("")
    document = fetcher.fetch(server.url()).document
    assert document is not None
    assert document.data == b""


def test_other_sources_are_unharmed(server: Server, fetcher: Fetcher) -> None:
    server.answers |= {"/bad": then_reset(OK), "/good": answer("page")}
    failure(fetcher, server.url("/bad"))
    assert fetcher.fetch(server.url("/good")).status == 200
