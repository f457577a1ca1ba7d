"""Forms sent to addresses that the operator has named."""

from __future__ import annotations

import socket

import pytest

from sources import Fetcher
from sources.errors import FetchError
from tests.hubs import RecordingHub

FORM = {"hub.mode": "publish", "hub.url": "https://flux.example/feeds/été.xml?a=1&b=2"}


def test_a_form_arrives_as_it_was_given(fetcher: Fetcher) -> None:
    with RecordingHub() as hub:
        fetcher.post(hub.url, FORM)
    assert [dict(form) for form in hub.forms] == [FORM]
    [headers] = hub.headers
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert headers["user-agent"].startswith("Tagwire/")


def test_several_forms_share_a_connection_and_wait_for_no_gap(hasty: Fetcher) -> None:
    with RecordingHub() as hub:
        for _ in range(20):
            hasty.post(hub.url, FORM)
    assert len(hub.forms) == 20


@pytest.mark.parametrize("status", [302, 307, 400, 404, 410, 429, 500, 503])
def test_any_answer_but_success_is_an_error_that_says_which_a_redirect_too(
    fetcher: Fetcher, status: int
) -> None:
    with RecordingHub(status=lambda _form: status) as hub, pytest.raises(FetchError) as failure:
        fetcher.post(hub.url, FORM)
    assert str(failure.value).startswith(f"{hub.url}: HTTP {status} ")
    assert failure.value.status == status


def test_no_answer_is_an_error_without_a_status(hasty: Fetcher) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(FetchError, match="silent") as failure,
    ):
        hasty.post(f"http://127.0.0.1:{silent.getsockname()[1]}/", FORM)
    assert failure.value.status is None


def test_private_addresses_are_refused_unless_allowed() -> None:
    with (
        RecordingHub() as hub,
        Fetcher() as public,
        pytest.raises(FetchError, match=r"loopback.*allow_private"),
    ):
        public.post(hub.url, FORM)
    assert hub.forms == []
