"""A run of cron that finds nothing due sees so at once; and whatever gives it something to do is seen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from feeds.publish import summary
from tests.captures import Style, capture_text, make_articles
from tests.commands import Run
from tests.site import Site

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARTICLES = make_articles("fr", 6)


class Daily(Site):
    """A site whose source is due once a day."""

    def text(self) -> str:
        return super().text().replace('every = "0s"', 'every = "24h"')

    def list(self, first: int) -> None:
        self.save(capture_text(ARTICLES[first:], language="fr", style=Style.TITLED, heading="pont de bois"))


@pytest.fixture
def site(tmp_path: Path, run: Run) -> Daily:
    """Visited at noon; by now it lists one article more."""
    site = Daily(tmp_path / "site")
    site.list(1)
    refresh(site, run, NOON)
    site.list(0)
    return site


def refresh(site: Site, run: Run, now: datetime) -> None:
    with time_machine.travel(now, tick=False):
        ran = run("--config", site.config, "refresh")
    assert (ran.status, ran.err) == (0, "")


def collected(site: Site) -> bool:
    return len(site.items()) == len(ARTICLES)


def test_nothing_is_done_before_the_time(site: Daily, run: Run) -> None:
    before = site.print()
    for hours in (1, 12, 23):
        refresh(site, run, NOON + timedelta(hours=hours))
    assert site.print() == before
    assert not collected(site)


def test_what_is_due_is_done(site: Daily, run: Run) -> None:
    refresh(site, run, NOON + timedelta(hours=1))
    refresh(site, run, NOON + timedelta(hours=24))
    assert collected(site)


def test_a_run_that_found_nothing_due_ended_well(site: Daily, run: Run) -> None:
    later = NOON + timedelta(hours=5)
    refresh(site, run, later)
    found = summary.load(site.tree)
    assert found
    assert (found.ok, found.finished, found.last_success) == (True, later, later)
    assert (found.sources_ok, found.documents_written) == (0, 0)


def lose_the_tree(site: Daily, _run: Run) -> None:
    site.tree.rename(site.folder / "lost")


def lose_what_is_in_the_tree(site: Daily, _run: Run) -> None:
    for one in site.tree.iterdir():
        one.rename(site.folder / one.name)


def lose_the_store(site: Daily, _run: Run) -> None:
    for file in site.folder.glob("tagwire.db*"):
        if "agenda" not in file.name:
            file.unlink()


def set_otherwise(site: Daily, _run: Run) -> None:
    site.config.write_text(site.text().replace('title = "Revue"', 'title = "Autre"'))


def name_another_source(site: Daily, _run: Run) -> None:
    site.config.write_text(site.text() + '[[source]]\nname = "autre"\nlocation = "exemple.txt"\n')


def hide_an_article(site: Daily, run: Run) -> None:
    assert run("--config", site.config, "hide", next(iter(site.items().values()))["id"]).status == 0


def damage_the_agenda(site: Daily, _run: Run) -> None:
    (site.folder / "tagwire.db.agenda.json").write_text('{"settings": "')


@pytest.mark.parametrize(
    "happen",
    [
        lose_the_tree,
        lose_what_is_in_the_tree,
        lose_the_store,
        set_otherwise,
        name_another_source,
        hide_an_article,
        damage_the_agenda,
    ],
)
def test_whatever_gives_the_next_run_something_to_do_is_seen(
    site: Daily, run: Run, happen: Callable[[Daily, Run], None]
) -> None:
    happen(site, run)
    refresh(site, run, NOON + timedelta(hours=1))
    assert (site.folder / "tagwire.db.agenda.json").is_file()
    with site.store() as store, store.transaction() as db:
        runs = db.exec_driver_sql("SELECT count(*) FROM run").scalar()
    assert runs == (1 if happen is lose_the_store else 2)
    assert site.tree.is_dir()


def test_a_run_that_was_killed_leaves_no_agenda(site: Daily, run: Run) -> None:
    from feeds.cli.work import at_work

    with pytest.raises(KeyboardInterrupt), at_work(site.config):
        raise KeyboardInterrupt
    assert not (site.folder / "tagwire.db.agenda.json").exists()


def test_sources_that_are_named_are_visited(site: Daily, run: Run) -> None:
    with time_machine.travel(NOON + timedelta(hours=1)):
        assert run("--config", site.config, "refresh", "--source", "exemple").status == 0
    assert collected(site)


def test_nothing_heavy_is_loaded_where_nothing_is_due(site: Daily) -> None:
    (site.folder / "tagwire.db.agenda.json").unlink()
    program = (
        "import sys\n"
        "from feeds.cli import main\n"
        f"sys.argv = ['tagwire', '--config', {str(site.config)!r}, 'refresh']\n"
        "try: main()\n"
        "finally: print(*{name.partition('.')[0] for name in sys.modules})\n"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    )
    heavy = {"sqlalchemy", "lxml", "feedgen", "httpx2", "jinja2"}
    assert "sqlalchemy" in first
    assert heavy.isdisjoint(second)
    assert "msgspec" in second
