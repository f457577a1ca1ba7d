"""deploy/nginx-proxy.conf: through nginx, `tagwire serve` answers as it does without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feeds.publish import Tree
from feeds.record import uri
from tests.deploy.conftest import HUB
from tests.deploy.places import Address, Answer, nginx_serving, placed, tagwire_serving
from tests.table_site import TableSite

HOP_BY_HOP = {"connection", "keep-alive", "date", "server", "transfer-encoding"}  # each server's own


@pytest.fixture(scope="module")
def nginx(tagwire: Address, below: Path) -> Iterator[Address]:
    text = placed("nginx-proxy.conf", {"127.0.0.1:8000": f"127.0.0.1:{tagwire.port}"})
    with nginx_serving(text, below / "proxy") as address:
        yield address


def passed_on(answer: Answer) -> tuple[int, list[tuple[str, str]], bytes]:
    headers = [(name.lower(), value) for name, value in answer.headers.items()]
    return answer.status, sorted(one for one in headers if one[0] not in HOP_BY_HOP), answer.body


@pytest.mark.parametrize("accepted", ["identity", "gzip", "br, gzip;q=0.5", "identity;q=0"])
def test_every_document_comes_as_it_was_sent(
    site: TableSite, tagwire: Address, nginx: Address, accepted: str
) -> None:
    paths = [f"/{uri(path)}" for path in Tree(site.tree).documents()]
    assert len(paths) > 30
    for path in paths:
        straight, through = (one.ask(path, accept_encoding=accepted) for one in (tagwire, nginx))
        assert passed_on(through) == passed_on(straight), path
        assert straight.status in {200, 406}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/feeds/all.xml?from=reader", 200),
        ("HEAD", "/feeds/all.xml", 200),
        ("OPTIONS", "/feeds/all.xml", 200),
        ("POST", "/feeds/all.xml", 405),
        ("GET", "/feeds/home.atom", 301),
        ("GET", "/feeds/weather.xml", 410),
        ("GET", "/tag/sport/feed/", 301),
        ("GET", "/tags/sport", 301),
        ("GET", "/feeds/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0.xml", 200),
        ("GET", "/feeds/never.xml", 404),
        ("GET", "//feeds/all.xml", 301),
        ("GET", "/feeds/all.xml.gz", 404),
        ("GET", "/feeds/%2e%2e/tagwire.toml", 404),
    ],
)
def test_other_answers_come_as_they_were_sent(
    tagwire: Address, nginx: Address, method: str, path: str, status: int
) -> None:
    straight, through = (one.ask(path, method) for one in (tagwire, nginx))
    assert straight.status == status
    assert passed_on(through) == passed_on(straight)


def test_revalidation_and_ranges_come_through(tagwire: Address, nginx: Address) -> None:
    path = "/feeds/all.xml"
    for accepted in ("identity", "gzip", "br"):
        tag = nginx.ask(path, accept_encoding=accepted).headers["ETag"]
        for sent in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            assert nginx.ask(path, accept_encoding=accepted, if_none_match=sent).status == 304
    assert nginx.ask(path, if_none_match='"other"').status == 200
    part = nginx.ask(path, range="bytes=2-5")
    assert (part.status, part.body) == (206, tagwire.ask(path).body[2:6])


def test_health_and_metrics_are_for_who_asks_tagwire_itself(tagwire: Address, nginx: Address) -> None:
    for name in ("healthz", "metrics"):
        assert tagwire.ask(f"/{name}").status in {200, 503}
        for path in (
            f"/{name}",
            f"/{name}?verbose",
            f"/%{ord(name[0]):x}{name[1:]}",
            f"//{name}",
            f"/x/../{name}",
        ):
            assert nginx.ask(path).status == 404, path


def test_many_long_links_come_through(site: TableSite, below: Path) -> None:
    hubs = ", ".join(f'"{HUB}{"h" * 1500}{number}"' for number in range(4))
    config = site.config.with_name("many-hubs.toml")
    config.write_text(site.config.read_text("utf-8").replace(f'"{HUB}"', hubs), "utf-8")
    with tagwire_serving(config) as tagwire:
        text = placed("nginx-proxy.conf", {"127.0.0.1:8000": f"127.0.0.1:{tagwire.port}"})
        with nginx_serving(text, below / "long-links") as nginx:
            answer = nginx.ask("/feeds/all.xml")
            assert answer.status == 200
            assert len(answer.headers["Link"]) > 6000


def test_a_site_below_a_path(site: TableSite, below: Path) -> None:
    """As docs/deploy.md says: the path is passed on, and what is for monitoring is kept there too."""
    config = site.config.with_name("below-a-path.toml")
    config.write_text(
        site.config.read_text("utf-8").replace("example.org/", "example.org/revue/", 1), "utf-8"
    )
    with tagwire_serving(config) as tagwire:
        changes = {"location / {": "location /revue/ {"}
        changes |= {f"= /{name} {{": f"= /revue/{name} {{" for name in ("healthz", "metrics")}
        text = placed("nginx-proxy.conf", {"127.0.0.1:8000": f"127.0.0.1:{tagwire.port}", **changes})
        with nginx_serving(text, below / "below-a-path") as nginx:
            assert passed_on(nginx.ask("/revue/")) == passed_on(tagwire.ask("/revue/"))
            assert nginx.ask("/revue/tags/sport").headers["Location"] == "/revue/tags/sport/"
            assert tagwire.ask("/revue/metrics").status == 200
            for path in ("/revue/metrics", "/revue/healthz", "/metrics", "/healthz", "/feeds/sport.xml"):
                assert nginx.ask(path).status == 404, path
