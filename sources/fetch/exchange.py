"""One request and its answer, read to the end within budgets of time and bytes."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from threading import Lock

import httpcore2
import httpx2
from h2.exceptions import H2Error

from sources.fetch.budget import Budget
from sources.fetch.codings import NOT_PACKED, UNPACKERS, unpacked
from sources.fetch.failure import Failure
from sources.fetch.limits import Limits
from sources.fetch.room import Place, Room

DRAINED = 64 * 2**10  # bytes of an error's or redirect's body that are read to keep the connection
IDLE = 100  # connections kept open
KEPT_FOR = 60.0  # seconds
CODINGS = frozenset({"", "identity", "zstd", *UNPACKERS})

CAUSES: tuple[tuple[type[OSError], str], ...] = (
    (ssl.SSLCertVerificationError, "TLS: its certificate is not valid: {0.verify_message}"),
    (ssl.SSLError, "TLS fails: {0.reason}"),
    (ConnectionRefusedError, "the host refuses connections on that port"),
    (ConnectionError, "the connection was reset"),
    (OSError, "no connection: {0.strerror}"),
)
BREACHES = {  # of the protocol: a part of what httpcore2 or h11 says, and our words
    "disconnected": "the connection was closed without an answer",
    "complete message body": "cut off: the body is shorter than announced",
}

# HPACK logs every header it encodes, secrets among them.
logging.getLogger("hpack").setLevel(logging.INFO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response. The body of one that is no success is not kept."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_success(self) -> bool:
        return httpx2.codes.is_success(self.status)

    @property
    def in_words(self) -> str:
        """Such as "HTTP 404 Not Found"; what the site itself writes there is not repeated."""
        known = self.status in HTTPStatus._value2member_map_
        return f"HTTP {self.status}" + (f" {HTTPStatus(self.status).phrase}" if known else "")


class Exchange:
    """Sends requests over kept connections, in HTTP/2 where it is offered. Knows no proxies."""

    def __init__(self, network: httpcore2.NetworkBackend, limits: Limits) -> None:
        self._limits = limits
        self._timeouts = {"connect": limits.connect, "read": limits.silence, "write": limits.silence}
        self._network = network
        self._pools: dict[str, httpcore2.ConnectionPool] = {}
        self._lock = Lock()
        self._room = Room(limits.memory)

    def close(self) -> None:
        """End all connections."""
        for pool in self._pools.values():
            pool.close()

    def _pool(self, scheme: str) -> httpcore2.ConnectionPool:
        """Made when it is needed: reading the certificate authorities takes a twentieth of a second."""
        with self._lock:
            if scheme not in self._pools:
                self._pools[scheme] = httpcore2.ConnectionPool(
                    ssl_context=httpx2.create_ssl_context() if scheme == "https" else None,
                    max_connections=None,  # as many as there are hosts at once
                    max_keepalive_connections=IDLE,
                    keepalive_expiry=KEPT_FOR,
                    http2=True,
                    network_backend=self._network,
                )
            return self._pools[scheme]

    def get(
        self,
        url: httpx2.URL,
        headers: Mapping[str, str],
        budget: Budget,
        *,
        first: int | None = None,
    ) -> Answer:
        """The answer at `url`; the body's `first` bytes alone where that is wanted. Raises Failure."""
        return self._exchange(httpx2.Request("GET", url, headers=headers), budget, first)

    def post(
        self, url: httpx2.URL, form: Mapping[str, str], headers: Mapping[str, str], budget: Budget
    ) -> Answer:
        """The answer to a form sent to `url`. Raises Failure."""
        return self._exchange(httpx2.Request("POST", url, headers=headers, data=form), budget, 0)

    def _exchange(self, request: httpx2.Request, budget: Budget, first: int | None) -> Answer:
        with budget.running():
            try:
                with self._room.place(budget.paused) as place:
                    return self._read(self._send(request, budget), first, place)
            except httpcore2.TimeoutException as error:
                budget.remaining()
                raise Failure(self._timeout_in_words(error)) from None
            except (httpcore2.NetworkError, httpcore2.ProtocolError, H2Error) as error:
                raise Failure(_in_words(error)) from None
            except httpx2.DecodingError:
                raise Failure(NOT_PACKED) from None

    def _send(self, request: httpx2.Request, budget: Budget) -> httpx2.Response:
        """Again, once, when a kept connection turns out to have been closed meanwhile (RFC 9112, 9.3.1)."""
        budget.connected = False
        try:
            return self._send_once(request)
        except (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.WriteError):
            if budget.connected:
                raise
        return self._send_once(request)

    def _send_once(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        response = self._pool(url.scheme).handle_request(
            httpcore2.Request(
                request.method,
                httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.read(),
                extensions={"timeout": self._timeouts},
            )
        )
        return httpx2.Response(
            response.status, headers=response.headers, stream=_Wire(response, self._limits.size)
        )

    def _read(self, response: httpx2.Response, first: int | None, place: Place) -> Answer:
        try:
            body = self._body(response, first, place)
            return Answer(status=response.status_code, headers=response.headers, body=body)
        finally:
            response.close()

    def _body(self, response: httpx2.Response, first: int | None, place: Place) -> bytes:
        if not response.is_success:
            _start_of(response.iter_raw(), DRAINED, place)
            return b""
        _refuse_oversize(response.headers.get("content-length"), self._limits.size)
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding not in CODINGS:
            raise Failure("a body packed in a way that was not asked for, or twice")
        largest = self._limits.size if first is None else first
        pieces = unpacked(response.iter_raw(), coding) if coding in UNPACKERS else response.iter_bytes()
        body = _start_of(pieces, largest, place)
        if len(body) > largest and first is None:
            raise _too_large(largest)
        return body[:largest]

    def _timeout_in_words(self, error: httpcore2.TimeoutException) -> str:
        if isinstance(error, httpcore2.ConnectTimeout):
            return f"no connection within {self._limits.connect:g} s"
        return f"silent for {self._limits.silence:g} s"


class _Wire(httpx2.SyncByteStream):
    """The body as it comes over the wire, still packed, up to so many bytes."""

    def __init__(self, response: httpcore2.Response, largest: int) -> None:
        self._response = response
        self._largest = largest

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for piece in self._response.iter_stream():
            size += len(piece)
            if size > self._largest:
                raise _too_large(self._largest)
            yield piece

    def close(self) -> None:
        self._response.close()


def _start_of(pieces: Iterator[bytes], enough: int, place: Place) -> bytes:
    """All pieces, or as many as it takes to have more than `enough` bytes."""
    taken = BytesIO()  # which gives its bytes away without copying them
    for piece in pieces:
        place.take(len(piece))
        taken.write(piece)
        if taken.tell() > enough:
            break
    return taken.getvalue()


def _refuse_oversize(length: str | None, largest: int) -> None:
    if length and length.isdecimal() and int(length[:19]) > largest:
        raise _too_large(largest)


def _too_large(largest: int) -> Failure:
    return Failure(f"larger than the {largest / 2**20:g} MiB that a document may have")


def _in_words(error: Exception) -> str:
    """The cause. What a site or a header says is never repeated, it may be secret or hostile."""
    cause = error.args[0] if error.args else None
    for kind, words in CAUSES:
        if isinstance(cause, kind):
            return words.format(cause)
    for part, words in BREACHES.items():
        if part in str(cause):
            return words
    return "not an answer in HTTP"
