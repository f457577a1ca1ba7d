"""init on an address: every way to read it is tried, the best one taken, and said why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from feeds.settings import load
from tests.commands import Run
from tests.feeds.test_past import page
from tests.sources.fetch.loopback import Server, answer


def with_feed(listing: bytes, href: str) -> bytes:
    head, _, body = listing.partition(b"\r\n\r\n")
    link = f'<link rel="alternate" type="application/rss+xml" title="Ponts" href="{href}"></head>'.encode()
    body = body.replace(b"</head>", link)
    return re.sub(rb"(?i)content-length: \d+", b"Content-Length: %d" % len(body), head) + b"\r\n\r\n" + body


def feed(server: Server, numbers: range) -> bytes:
    items = "".join(
        f"<item><title>Pont {n}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>Sat, {1 + n:02} Nov 2025 10:00:00 +0100</pubDate></item>"
        for n in reversed(numbers)
        for link in re.findall(rf"(http\S+/{n}-[^\"]+/)", _links(server, n))
    )
    return answer(
        f'<rss version="2.0"><channel><title>Ponts</title>{items}</channel></rss>',
        content_type="application/rss+xml",
    )


def _links(server: Server, number: int) -> str:
    from tests.feeds.test_past import TOWNS

    return server.url(f"/{number}-{TOWNS[number]}/")


@pytest.mark.parametrize(
    ("numbers", "adapter", "says"),
    [
        (range(6), "syndication", "taken its own feed: 6 articles; states every date, in few bytes"),
        (range(6, 12), "auto", "no: has 0 of the 6 articles that the page lists"),
    ],
)
def test_the_feed_of_the_page_comes_before_the_page_if_it_lists_the_same(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, numbers: range, adapter: str, says: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    config = tmp_path / "tagwire.toml"
    with Server() as server:
        server.answers = {"/": with_feed(page(range(6)), "/feed/"), "/feed/": feed(server, numbers)}
        ran = run("--config", config, "init", server.url(), "--private")
        assert (ran.status, ran.err) == (0, "")
        assert says in ran.out
        (source,) = load(config).source
        assert source.adapter == adapter
        assert source.location == server.url("/feed/" if adapter == "syndication" else "/")
        assert run("--config", config, "refresh").status == 0
    assert (tmp_path / "public/feeds/all.xml").is_file()


def test_a_private_address_is_for_those_who_ask_for_it(run: Run, tmp_path: Path) -> None:
    with Server(answers={"/": page(range(6))}) as server:
        ran = run("--config", tmp_path / "tagwire.toml", "init", server.url())
        assert ran.status == 1
        assert "is loopback" in ran.err
        assert ran.err.count("\n") == 1
        assert run("check", server.url()).status == 1
        assert run("check", server.url(), "--private").status == 0
    assert not (tmp_path / "tagwire.toml").exists()


def test_an_address_that_lists_nothing_writes_nothing(run: Run, tmp_path: Path) -> None:
    nothing = answer("<html><body><p>Rien.</p></body></html>", content_type="text/html")
    with Server(answers={"/": nothing}) as server:
        ran = run("--config", tmp_path / "tagwire.toml", "init", server.url(), "--private")
    assert ran.status == 1
    assert ran.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
