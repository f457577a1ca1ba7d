"""However a tree came about, it is the one that the store makes: by and by, at once, or by many processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from feeds import shares
from feeds.build import build
from feeds.errors import PublishError
from feeds.store import book, fragments
from feeds.store.schema import entry
from tests.table_site import Article, TableSite

NOW = datetime(2026, 3, 1, tzinfo=UTC)
NAMES = ("sport", "arts", "météo", "Sport", "ville", "ciel")

articles = st.builds(
    Article,
    number=st.integers(1, 12),
    published=st.integers(0, 90).map(lambda days: NOW - timedelta(days=days)),
    title=st.sampled_from(["", "Un <b>titre</b>", "Autre titre"]),
    tags=st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple),
    authors=st.sampled_from([(), ("Zoé",)]),
)
lists = st.lists(articles, min_size=1, max_size=8, unique_by=lambda one: one.number)


def rendered_anew(site: TableSite) -> None:
    with site.store() as store:
        with store.transaction() as db:
            fragments.drop_all(db)
        build(store, site.settings(), now=site.now, everything=True)


@settings(max_examples=15)
@given(steps=st.lists(lists | st.integers(1, 12), min_size=2, max_size=5))
def test_what_is_kept_gives_the_documents_that_rendering_all_anew_gives(tmp_path_factory, steps) -> None:
    """Whatever is listed, edited, tagged otherwise, hidden and shown again in between."""
    site = TableSite(tmp_path_factory.mktemp("site"), now=NOW, publish="entries = 3\ncompress = []")
    for step in [[Article(number=1, published=NOW)], *steps]:
        if isinstance(step, list):
            site.show(step)
        else:
            toggle(site, f"https://example.org/{step}")
        before = site.print()
        rendered_anew(site)
        assert site.print() == before


def toggle(site: TableSite, url: str) -> None:
    """Hide the article, if it was ever listed, or show it again."""
    with site.store() as store, store.transaction() as db:
        hidden = db.scalar(select(entry.c.hidden).where(entry.c.id == url))
    if hidden is not None:
        site.hide(url, hidden=not hidden)


def test_an_entry_is_rendered_once_however_many_feeds_carry_it(tmp_path: Path, monkeypatch) -> None:
    from feeds.render import entries

    rendered: list[str] = []
    render = entries.json_item

    def noted(site, record):
        rendered.append(record.id)
        return render(site, record)

    monkeypatch.setattr(entries, "json_item", noted)
    site = TableSite(tmp_path, now=NOW)
    site.show([Article(number=n, published=NOW, tags=NAMES[:3]) for n in range(5)])
    assert sorted(rendered) == sorted({*rendered})
    assert len(rendered) == 5
    rendered.clear()
    site.show([Article(number=n, published=NOW, tags=NAMES[:3], title="x" * (n == 3)) for n in range(6)])
    assert sorted(rendered) == ["https://example.org/3", "https://example.org/5"]


@pytest.fixture
def many(tmp_path: Path) -> TableSite:
    """A site of more articles than a feed holds, under many tags, over months."""
    site = TableSite(tmp_path / "site", now=NOW, publish="entries = 4\n")
    site.show(
        Article(
            number=number, published=NOW - timedelta(days=3 * number), tags=(NAMES[number % 5], f"n{number}")
        )
        for number in range(30)
    )
    return site


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every build is worth the start of processes."""
    monkeypatch.setattr(shares, "MANY", 1)
    monkeypatch.setattr(shares, "CORES", 2)


def test_processes_write_what_one_writes(many: TableSite, shared: None) -> None:
    before = many.print()
    rendered_anew(many)
    assert many.print() == before
    with many.store() as store, store.transaction() as db:
        assert fragments.missing(db) == []
        assert not any(state.stale for state in book.feed_states(db).values())


def test_processes_make_a_tree_that_was_lost(many: TableSite, shared: None) -> None:
    def contents() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in many.tree.rglob("*") if path.is_file()}

    before = contents()
    many.tree.rename(many.folder / "elsewhere")
    many.build()
    assert contents() == before


def test_what_a_process_cannot_write_is_said_and_stays_behind(many: TableSite, shared: None) -> None:
    in_the_way = many.tree / "feeds" / "n7.xml"
    in_the_way.unlink()
    in_the_way.mkdir()
    with pytest.raises(PublishError, match=r"n7\.xml: cannot publish"):
        rendered_anew(many)
    in_the_way.rmdir()
    many.refresh()
    assert in_the_way.is_file()
    assert not list(many.tree.rglob(".tagwire-*"))


def test_processes_end_when_the_one_that_began_them_is_killed(many: TableSite) -> None:
    program = (
        "import sys, feeds.shares as shares\n"
        "from feeds.cli import main\n"
        "if __name__ == '__main__':\n"
        "    shares.MANY, shares.CORES = 1, 2\n"
        "    main()\n"
    )
    script = many.folder / "run.py"
    script.write_text(program)
    command = [sys.executable, script, "--config", many.config, "build"]
    for delay in (0.8, 1.2, 1.6):
        process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.kill()
        process.wait()
        assert gone(process.pid)
    many.refresh()
    assert not list(many.tree.rglob(".tagwire-*"))


def gone(session: int) -> bool:
    """Whether no process of the session is left, within a while."""
    for _ in range(100):
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    os.killpg(session, signal.SIGKILL)
    return False
