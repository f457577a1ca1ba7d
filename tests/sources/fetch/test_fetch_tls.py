"""https: certificates, HTTP/2, and no way back to http."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import pytest
import trustme

from sources.errors import FetchError
from sources.fetch import Fetcher
from tests.sources.fetch.conftest import PROMPT
from tests.sources.fetch.loopback import Server, answer, redirect


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def served(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Server]:
    with Server(tls=served(authority.issue_cert("127.0.0.1"))) as running:
        yield running


@pytest.fixture
def trusting(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fetcher]:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with Fetcher(allow_private=True, limits=PROMPT) as fetcher:
        yield fetcher


def test_a_page_over_tls(secure: Server, trusting: Fetcher) -> None:
    secure.answers["/"] = answer("page")
    assert trusting.fetch(secure.url()).status == 200
    assert secure.connections == 1


def test_a_certificate_of_nobody_known(secure: Server, fetcher: Fetcher) -> None:
    with pytest.raises(
        FetchError, match="TLS: its certificate is not valid: unable to get local issuer certificate"
    ):
        fetcher.fetch(secure.url())
    assert secure.requests == []


@pytest.mark.parametrize("fault", ["another name", "expired"])
def test_a_certificate_that_is_wrong(authority: trustme.CA, trusting: Fetcher, fault: str) -> None:
    expired = datetime(2020, 1, 1, tzinfo=UTC)
    certificate = (
        authority.issue_cert("elsewhere.example")
        if fault == "another name"
        else authority.issue_cert("127.0.0.1", not_before=datetime(2019, 1, 1, tzinfo=UTC), not_after=expired)
    )
    said = "IP address mismatch" if fault == "another name" else "certificate has expired"
    with Server(tls=served(certificate)) as running, pytest.raises(FetchError, match=f"TLS: .*{said}"):
        trusting.fetch(running.url())


def test_a_port_that_does_not_speak_tls(fetcher: Fetcher) -> None:
    with _Mail() as mail, pytest.raises(FetchError, match="TLS fails: WRONG_VERSION_NUMBER"):
        fetcher.fetch(mail.url().replace("http:", "https:"))


class _Mail(Server):
    def _serve(self, connection: socket.socket, number: int) -> None:
        with connection:
            connection.sendall(b"220 mail.example ESMTP\r\n")


def test_a_redirect_back_to_http_is_refused(secure: Server, server: Server, trusting: Fetcher) -> None:
    secure.answers["/"] = redirect(server.url())
    with pytest.raises(FetchError, match="redirects from https to http"):
        trusting.fetch(secure.url())
    assert server.requests == []


def test_a_redirect_up_to_https_is_followed_without_headers(
    secure: Server, server: Server, trusting: Fetcher
) -> None:
    secure.answers["/"] = answer("page")
    server.answers["/"] = redirect(secure.url(), "301 Moved Permanently")
    fetched = trusting.fetch(server.url(), headers={"X-Key": "hunter2"})
    assert fetched.moved_to == secure.url()
    assert all("x-key" not in request.headers for request in secure.requests)


def test_http_2_is_spoken_where_it_is_offered(
    authority: trustme.CA, trusting: Fetcher, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    asked: list[dict[bytes, bytes]] = []
    context = served(authority.issue_cert("127.0.0.1"))
    context.set_alpn_protocols(["h2", "http/1.1"])
    with _Http2Server(tls=context) as running:
        running.asked = asked
        fetched = trusting.fetch(running.url("/tag/"), headers={"Authorization": "hunter2"})
        again = trusting.fetch(running.url("/tag/"), validators=fetched.validators)
    assert fetched.document is not None
    assert fetched.document.data == b"page in frames"
    assert again.status == 304
    assert [one[b":path"] for one in asked] == [b"/robots.txt", b"/tag/", b"/tag/"]
    assert asked[1][b"authorization"] == b"hunter2"
    assert running.connections == 1
    assert "hunter2" not in caplog.text


class _Http2Server(Server):
    """Answers 404 to robots.txt, 304 to any condition, else a page in two frames."""

    asked: list[dict[bytes, bytes]]

    def _serve(self, connection: ssl.SSLSocket, number: int) -> None:  # type: ignore[override]
        assert self.tls is not None
        with connection, self.tls.wrap_socket(connection, server_side=True) as plain:
            self._open.add(plain)
            state = h2.connection.H2Connection(
                h2.config.H2Configuration(client_side=False, header_encoding=None)
            )
            state.initiate_connection()
            plain.sendall(state.data_to_send())
            while data := plain.recv(65536):
                for event in state.receive_data(data):
                    if isinstance(event, h2.events.RequestReceived):
                        self._answer(state, event)
                plain.sendall(state.data_to_send())

    def _answer(self, state: h2.connection.H2Connection, event: h2.events.RequestReceived) -> None:
        headers = {bytes(name): bytes(value) for name, value in event.headers}
        self.asked.append(headers)
        stream = event.stream_id
        if headers[b":path"] == b"/robots.txt":
            state.send_headers(stream, [(":status", "404")], end_stream=True)
        elif b"if-none-match" in headers:
            state.send_headers(stream, [(":status", "304")], end_stream=True)
        else:
            state.send_headers(stream, [(":status", "200"), ("etag", '"1"')])
            state.send_data(stream, b"page in ")
            state.send_data(stream, b"frames", end_stream=True)
