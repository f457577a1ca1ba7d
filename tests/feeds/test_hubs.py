"""What hubs are told: of every feed that changed, once, and again when they could not be reached."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from feeds.publish import Tree, summary
from feeds.refresh.hubs import HASTE
from feeds.store import pings
from sources.fetch import Limits
from tests.captures import Style, capture_text, make_articles
from tests.hubs import Form, RecordingHub
from tests.site import Site

ARTICLES = make_articles("fr", 8)
BASE = "https://feeds.example.org/feeds/"
FEEDS = {
    f"{BASE}{slug}.{suffix}"
    for slug in ("all", "pont-de-bois", "source/exemple")
    for suffix in ("xml", "atom", "json")
}


def capture(articles: list) -> str:  # type: ignore[type-arg]
    return capture_text(articles, language="fr", style=Style.TITLED, heading="pont de bois")


def site_with(folder: Path, *hubs: str, allow_private: bool = True, publish: str = "") -> Site:
    site = Site(folder / "site", publish=publish)
    fetch = f"\n[fetch]\nallow_private = {str(allow_private).lower()}\n"
    site.config.write_text(site.text().replace("[publish]", f"hubs = {list(hubs)}{fetch}[publish]"))
    site.save(capture(ARTICLES[1:]))
    return site


@pytest.fixture
def hub() -> Iterator[RecordingHub]:
    with RecordingHub() as running:
        yield running


def test_point_52_every_hub_is_told_of_every_feed_once(tmp_path: Path, hub: RecordingHub) -> None:
    with RecordingHub() as other:
        assert site_with(tmp_path, hub.url, other.url).refresh().unheard == ()
    for one in (hub, other):
        assert one.topics() == FEEDS
        assert len(one.forms) == len(FEEDS)


def test_a_hub_finds_the_feed_by_either_name(tmp_path: Path, hub: RecordingHub) -> None:
    site_with(tmp_path, hub.url).refresh()
    for form in map(dict, hub.forms):
        assert form["hub.mode"] == "publish"
        assert form["hub.url"] == form["hub.topic"]


def test_point_52_nothing_changed_nothing_told(tmp_path: Path, hub: RecordingHub) -> None:
    site = site_with(tmp_path, hub.url)
    site.refresh()
    hub.forms.clear()
    site.refresh()
    site.build()
    site.refresh()
    assert hub.forms == []


def test_point_52_only_changed_feeds_are_told(tmp_path: Path, hub: RecordingHub) -> None:
    site = Site(tmp_path / "site", sources=("exemple", "autre"))
    hubs = f'hubs = ["{hub.url}"]\n[fetch]\nallow_private = true\n[publish]'
    site.config.write_text(site.text().replace("[publish]", hubs))
    site.save(capture(ARTICLES[1:]))
    site.save(
        capture_text(make_articles("fr", 9)[8:], language="fr", style=Style.TITLED, heading="gare"), "autre"
    )
    site.refresh()
    hub.forms.clear()
    site.save(capture(ARTICLES))
    site.refresh()
    assert hub.topics() == FEEDS


def test_archives_are_no_topics(tmp_path: Path, hub: RecordingHub) -> None:
    site = site_with(tmp_path, hub.url, publish="entries = 3")
    site.refresh()
    assert [path for path in Tree(site.tree).documents() if path.startswith("feeds/all/")]
    assert hub.topics() == FEEDS


def refuse(*parts: str) -> Callable[[Form], int]:
    return lambda form: 404 if any(part in dict(form)["hub.url"] for part in parts) else 204


def test_a_hub_that_is_down_hears_of_everything_with_the_next_run(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as lent:
        port = lent.getsockname()[1]
    site = site_with(tmp_path, f"http://127.0.0.1:{port}/hub")
    [unheard] = site.refresh().unheard
    assert unheard.waiting == len(FEEDS)
    assert unheard.error == f"http://127.0.0.1:{port}/hub: the host refuses connections on that port"
    with RecordingHub(port=port) as hub:
        assert site.refresh().unheard == ()
        assert hub.topics() == FEEDS
        hub.forms.clear()
        site.refresh()
        assert hub.forms == []


def test_a_hub_that_is_down_keeps_no_other_waiting_nor_the_documents(
    tmp_path: Path, hub: RecordingHub
) -> None:
    site = site_with(tmp_path, "http://127.0.0.1:9/", hub.url)
    done = site.refresh()
    assert hub.topics() == FEEDS
    assert len(site.items()) == len(ARTICLES) - 1
    assert [one.hub for one in done.unheard] == ["http://127.0.0.1:9/"]


def test_a_hub_that_is_down_does_not_make_the_site_unhealthy(tmp_path: Path) -> None:
    site = site_with(tmp_path, "http://127.0.0.1:9/")
    site.refresh()
    assert summary.load(site.tree).ok  # type: ignore[union-attr]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_hub_in_trouble_is_not_asked_again_in_the_same_run(tmp_path: Path, status: int) -> None:
    with RecordingHub(status=lambda _form: status) as hub:
        [unheard] = site_with(tmp_path, hub.url).refresh().unheard
    assert len(hub.forms) == 1
    assert unheard.waiting == len(FEEDS)
    assert f"HTTP {status} " in unheard.error


def test_one_feed_that_a_hub_refuses_keeps_no_other_waiting(tmp_path: Path) -> None:
    with RecordingHub(status=refuse("all.atom")) as hub:
        site = site_with(tmp_path, hub.url)
        assert [one.waiting for one in site.refresh().unheard] == [1]
        assert hub.topics() == FEEDS
        hub.forms.clear()
        assert [one.waiting for one in site.refresh().unheard] == [1]
        assert hub.topics() == {f"{BASE}all.atom"}


def test_a_silent_hub_is_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert HASTE.total <= 5
    monkeypatch.setattr("feeds.refresh.hubs.HASTE", Limits(connect=0.5, silence=0.5, total=0.5))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        site = site_with(tmp_path, f"http://127.0.0.1:{silent.getsockname()[1]}/")
        began = time.monotonic()
        [unheard] = site.refresh().unheard
    assert unheard.waiting == len(FEEDS)
    assert time.monotonic() - began < 0.5 * len(FEEDS)


def test_a_hub_at_a_private_address_needs_leave(tmp_path: Path, hub: RecordingHub) -> None:
    [unheard] = site_with(tmp_path, hub.url, allow_private=False).refresh().unheard
    assert "allow_private" in unheard.error
    assert hub.forms == []


def test_a_hub_that_the_site_has_no_more_is_forgotten(tmp_path: Path, hub: RecordingHub) -> None:
    gone = "http://127.0.0.1:9/"
    site = site_with(tmp_path, gone)
    site.refresh()
    site.config.write_text(site.config.read_text().replace(gone, hub.url))
    assert site.refresh().unheard == ()
    with site.store() as store, store.transaction() as db:
        assert pings.waiting(db, gone) == []
    assert hub.topics() == FEEDS  # the documents name another hub now, so they have changed


def test_a_run_that_ends_while_it_writes_costs_no_subscriber_an_article(
    tmp_path: Path, hub: RecordingHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_with(tmp_path, hub.url)
    write = Tree.write

    def write_and_end(tree: Tree, documents: dict[str, bytes], *, lasting: bool = False) -> list[str]:
        write(tree, documents, lasting=lasting)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Tree, "write", write_and_end)
        with pytest.raises(KeyboardInterrupt):
            site.refresh()
    assert hub.forms == []
    site.refresh()
    assert hub.topics() == FEEDS
