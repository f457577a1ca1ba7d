"""What commands say of documents that are not fit to be published, and of hubs that cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update

from feeds.publish import summary
from feeds.store import fragments
from feeds.store.schema import entry
from tests.captures import Style, capture_text, make_articles
from tests.commands import Run
from tests.hubs import RecordingHub
from tests.site import Site

ARTICLES = make_articles("fr", 6)
DOWN = "http://127.0.0.1:9/"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Published once, with an article of another tag to come."""
    site = Site(tmp_path / "site")
    listing(site, 1)
    site.refresh()
    return site


def listing(site: Site, first: int) -> None:
    heading = "pont de bois"
    site.save(capture_text(ARTICLES[first:], language="fr", style=Style.TITLED, heading=heading))


def relink(site: Site, url: str) -> None:
    """Give the oldest article another address in the store."""
    with site.store() as store, store.transaction() as db:
        oldest = db.scalar(select(entry.c.id).order_by(entry.c.published).limit(1))
        db.execute(update(entry).where(entry.c.id == oldest).values(url=url))
        fragments.drop_all(db)


@pytest.mark.parametrize("command", ["refresh", "build"])
def test_an_unfit_document_is_not_published_and_reported_in_one_line(
    site: Site, run: Run, command: str
) -> None:
    before = site.print()
    relink(site, "/sans-site")
    listing(site, 0)
    ran = run("--config", site.config, command)
    lines = ran.err.splitlines()
    assert ran.status == 1
    assert len(lines) == 12  # three feeds in three formats, and as a page
    assert all(
        "not published, the old one stays: not an absolute link: '/sans-site'" in line for line in lines
    )
    after = site.print()
    assert {path: after[path] for path in after if path.startswith(("feeds/", "tags/"))} == {
        path: before[path] for path in before if path.startswith(("feeds/", "tags/"))
    }


def test_what_was_unfit_is_published_as_soon_as_it_is_mended(site: Site, run: Run) -> None:
    relink(site, "/sans-site")
    listing(site, 0)
    assert run("--config", site.config, "refresh").status == 1
    assert run("--config", site.config, "refresh").status == 1  # still behind, so still tried
    relink(site, "https://gazette.example/avec-site")
    assert run("--config", site.config, "refresh").status == 0
    assert len(site.items()) == len(ARTICLES)


def test_unfit_documents_are_no_success(site: Site, run: Run) -> None:
    before = summary.load(site.tree)
    relink(site, "/sans-site")
    listing(site, 0)
    run("--config", site.config, "refresh")
    after = summary.load(site.tree)
    assert before
    assert after
    assert not after.ok
    assert after.last_success == before.last_success


def with_hub(site: Site, hub: str) -> None:
    hubs = f'hubs = ["{hub}"]\n[fetch]\nallow_private = true\n[publish]'
    site.config.write_text(site.text().replace("[publish]", hubs))


def test_a_hub_that_cannot_be_told_is_one_line_each_run(site: Site, run: Run) -> None:
    with_hub(site, DOWN)
    for _ in range(2):
        ran = run("--config", site.config, "refresh")
        assert ran.status == 1
        assert ran.err == (
            f"tagwire: hub {DOWN}: the host refuses connections on that port; "
            "it hears of 9 feeds with the next run\n"
        )


@pytest.mark.parametrize("command", ["refresh", "build"])
def test_a_hub_that_is_told_is_not_worth_a_word(site: Site, run: Run, command: str) -> None:
    with RecordingHub() as hub:
        with_hub(site, hub.url)
        ran = run("--config", site.config, command)
    assert (ran.status, ran.err) == (0, "")
    assert len(hub.topics()) == 9


def test_status_shows_what_hubs_have_still_to_hear(site: Site, run: Run) -> None:
    with_hub(site, DOWN)
    run("--config", site.config, "refresh")
    ran = run("--config", site.config, "status", "--json")
    assert f'"hubs": [{{"url": "{DOWN}", "waiting": 9}}]' in ran.out
    assert f"{DOWN}  9 feeds to hear of" in run("--config", site.config, "status").out
