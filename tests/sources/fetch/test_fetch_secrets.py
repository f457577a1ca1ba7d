"""Headers of the settings: to the site they are for, and nowhere else."""

from __future__ import annotations

import logging

import pytest

from sources.errors import FetchError
from sources.fetch import Fetcher
from tests.sources.fetch.loopback import Server, answer, redirect, then_close

SECRET = "Bearer hunter2"


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_TOKEN", SECRET)
    monkeypatch.delenv("MISSING_TOKEN", raising=False)


HEADERS = {"Authorization": "env:SITE_TOKEN", "accept": "text/plain"}


def test_headers_come_from_the_settings_and_the_environment(server: Server, fetcher: Fetcher) -> None:
    server.answers["/"] = answer("page")
    fetcher.fetch(server.url(), headers=HEADERS)
    robots, page = server.requests
    assert (page.headers["authorization"], page.headers["accept"]) == (SECRET, "text/plain")
    assert "authorization" not in robots.headers


def test_headers_stay_on_their_origin(fetcher: Fetcher) -> None:
    with Server(address="127.0.0.1") as site, Server(address="127.0.0.2") as away:
        site.answers |= {"/": redirect("/a"), "/a": redirect(away.url()), "/b": answer("page")}
        away.answers |= {"/": redirect(site.url("/b"))}
        fetcher.fetch(site.url(), headers=HEADERS)
    assert [
        request.headers.get("authorization") for request in site.requests if request.path != "/robots.txt"
    ] == [SECRET] * 3
    assert all("authorization" not in request.headers for request in away.requests)


def test_another_port_is_another_origin(server: Server, fetcher: Fetcher) -> None:
    with Server() as other:
        other.answers["/"] = answer("page")
        server.answers["/"] = redirect(other.url())
        fetcher.fetch(server.url(), headers=HEADERS)
        assert all("authorization" not in request.headers for request in other.requests)


def test_a_source_that_moved_to_another_origin_takes_no_headers_along(
    server: Server, fetcher: Fetcher
) -> None:
    with Server() as other:
        other.answers["/"] = answer("page")
        server.answers["/"] = redirect(other.url(), "301 Moved Permanently")
        first = fetcher.fetch(server.url(), headers=HEADERS)
        fetcher.fetch(server.url(), headers=HEADERS, validators=first.validators)
        assert all("authorization" not in request.headers for request in other.requests)


def test_a_variable_that_is_not_set_is_named(server: Server, fetcher: Fetcher) -> None:
    with pytest.raises(
        FetchError, match=r"headers\.Authorization: the environment variable MISSING_TOKEN is not set"
    ):
        fetcher.fetch(server.url(), headers={"Authorization": "env:MISSING_TOKEN"})
    assert server.requests == []


@pytest.mark.parametrize("value", ["hunter2\r\nX-More: 1", "hunter2\0", "hunter2 é", " hunter2", "hunter2\n"])
def test_a_value_that_is_no_header_is_refused_and_not_shown(
    server: Server, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    for headers in ({"X-Key": value}, {"Bad Name": "hunter2"}):
        with pytest.raises(FetchError, match=r"headers\.(X-Key|Bad Name): not a header") as caught:
            fetcher.fetch(server.url(), headers=headers)
        assert "hunter2" not in str(caught.value)
    assert server.requests == []


@pytest.mark.parametrize(
    "echo",
    [
        answer(SECRET, f"500 {SECRET}", x_echo=SECRET),
        then_close(f"{SECRET}\r\n\r\n".encode()),
        redirect(f"http://{SECRET}/"),
        redirect(f"gopher://{SECRET}"),
    ],
    ids=["error", "no HTTP", "redirect", "other scheme"],
)
def test_a_site_that_repeats_a_secret_gets_it_into_no_error(
    server: Server, fetcher: Fetcher, echo: bytes
) -> None:
    server.answers["/"] = echo
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(server.url(), headers=HEADERS)
    assert server.requests[-1].headers["authorization"] == SECRET
    error: BaseException | None = caught.value
    while error:
        assert "hunter2" not in repr(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def test_secrets_are_in_no_log_validator_or_repr(
    server: Server, fetcher: Fetcher, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answers["/"] = answer("page", etag='"1"')
    fetched = fetcher.fetch(server.url(), headers=HEADERS)
    assert "receive_response_headers" in caplog.text
    assert "hunter2" not in caplog.text + repr(fetched) + repr(fetcher) + repr(vars(fetcher))
