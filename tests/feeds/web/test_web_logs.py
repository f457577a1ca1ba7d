"""An event is a line, whatever happened and whatever was asked for."""

from __future__ import annotations

import json
import logging
import logging.config
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_server import SETTINGS, ask, serving, stop

from feeds.publish import Tree
from feeds.web import logs


def record(message: str, *args: object, name: str = "feeds.web", fault: Exception | None = None):
    exc_info = (type(fault), fault, fault.__traceback__) if fault else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, exc_info)


def fault() -> Exception:
    try:
        raise ValueError("two\nlines")
    except ValueError as error:
        return error


@given(st.text())
def test_text_is_one_printable_line(path: str) -> None:
    line = logs.Text().format(record("%s cannot be read", path, fault=fault()))
    assert line.isprintable()
    assert " ERROR " in line
    assert "ValueError: two\\nlines" in line
    assert "test_web_logs.py" in line


@given(st.text())
def test_json_is_one_object_a_line(path: str) -> None:
    line = logs.Json().format(record("%s", path, fault=fault()))
    assert "\n" not in line
    found = json.loads(line)
    assert found["message"] == path
    assert found["level"] == "error"
    assert found["logger"] == "feeds.web"
    assert found["exception"].startswith("Traceback")
    assert found["time"].endswith("+00:00")


def test_what_is_as_it_should_be_has_no_exception() -> None:
    assert "exception" not in json.loads(logs.Json().format(record("well")))
    assert logs.Text().format(record("well")).endswith(" ERROR well")


Site = Callable[..., list[str]]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Serve, ask for a document and for nothing, break the tree, ask again: the lines on standard error."""
    Tree(tmp_path / "public").write({"feeds/all.xml": b"<rss/>"})

    def lines(*options: str, settings: str = "") -> list[str]:
        (tmp_path / "tagwire.toml").write_text(SETTINGS + settings)
        with serving(tmp_path / "tagwire.toml", *options) as (process, port):
            ask(port, "/feeds/all.xml?secret=1")
            ask(port, "/a%0Ab")
            (tmp_path / "public").rename(tmp_path / "away")
            ask(port, "/feeds/all.xml")
            (tmp_path / "away").rename(tmp_path / "public")
            ask(port, "/last")  # a request is logged once it is answered: now those before it are
            stop(process)
            return [line for line in process.stderr.read().splitlines() if "/last" not in line]

    return lines


def test_errors_are_always_logged_and_requests_are_not(site: Site) -> None:
    [line] = site()
    assert " ERROR " in line
    assert "'/feeds/all.xml' cannot be read" in line


def test_requests_are_logged_when_asked_for(site: Site) -> None:
    requests = [line for line in site("--log-requests") if " INFO " in line]
    assert len(requests) == 3
    assert '"GET /feeds/all.xml" 200' in requests[0]
    assert '"GET /a\\nb" 404' in requests[1]
    assert '"GET /feeds/all.xml" 503' in requests[2]
    assert not any("secret" in line for line in requests)


@pytest.mark.parametrize(
    ("options", "settings"),
    [
        (("--log-format", "json", "--log-requests"), ""),
        ((), '[serve]\nlog = "json"\nlog_requests = true\n'),
    ],
)
def test_json(site: Site, options: tuple[str, ...], settings: str) -> None:
    found = [json.loads(line) for line in site(*options, settings=settings)]
    requests = [event for event in found if event["logger"] == "granian.access"]
    assert [event["status"] for event in requests] == [200, 404, 503]
    assert [event["path"] for event in requests] == ["/feeds/all.xml", "/a\nb", "/feeds/all.xml"]
    assert all(event["milliseconds"] >= 0 and event["method"] == "GET" for event in requests)
    assert [event["level"] for event in found if event not in requests] == ["error"]


def test_options_stand_before_the_settings(site: Site) -> None:
    settings = '[serve]\nlog = "json"\nlog_requests = true\n'
    [line] = site("--log-format", "text", "--no-log-requests", settings=settings)
    assert " ERROR " in line
