"""What is left when a run is killed, or the disk takes no more: everything that was there."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import etree

from tests.captures import capture_text, make_articles
from tests.site import START, Site

ARTICLES = make_articles("fr", 30)
COMMAND = [sys.executable, "-c", "from feeds.cli import main; main()", "--config"]


def capture(count: int) -> str:
    return capture_text(ARTICLES[-count:], language="fr", heading="pont de bois")


def refresh(site: Site, **how: object) -> subprocess.Popen[str]:
    return subprocess.Popen([*COMMAND, str(site.config), "refresh"], stderr=subprocess.PIPE, text=True, **how)  # type: ignore[call-overload, no-any-return]


def finish(run: subprocess.Popen[str]) -> tuple[int, str]:
    """Its exit status and what it complained of."""
    _, complaint = run.communicate(timeout=60)
    return run.returncode, complaint


def identities(site: Site) -> dict[str, tuple[str, str]]:
    return {title: (item["id"], item["date_published"]) for title, item in site.items().items()}


def test_runs_that_are_killed_lose_double_and_re_date_nothing(tmp_path: Path) -> None:
    undisturbed, killed = Site(tmp_path / "a"), Site(tmp_path / "b")
    chance = random.Random(20251025)  # a test's, not a key's
    for count in (10, 20, 30):
        for site in (undisturbed, killed):
            site.save(capture(count), captured=START)
        undisturbed.refresh()
        for _ in range(3):
            run = refresh(killed)
            time.sleep(chance.uniform(0.1, 0.7))
            run.kill()
            run.communicate()
            for document in killed.tree.rglob("*.xml"):
                etree.parse(document)  # complete at any moment
        assert finish(refresh(killed)) == (0, "")
        assert identities(killed) == identities(undisturbed)
    assert not [path for path in killed.tree.rglob(".*") if path.is_file()]


def test_a_full_disk_is_one_line_and_leaves_store_and_tree_as_they_were(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.save(capture(10))
    assert finish(refresh(site)) == (0, "")
    files, rows = site.print(), site.rows()
    site.save(capture_text(make_articles("fr", 400), language="fr", heading="pont de bois"))

    def limit() -> None:  # no file may grow beyond what is there: as on a full disk, writing fails half-way
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    status, complaint = finish(refresh(site, preexec_fn=limit))
    assert status == 1
    assert complaint.startswith("tagwire: ")
    assert complaint.count("\n") == 1
    assert site.print() == files
    assert site.rows() == rows
    assert finish(refresh(site)) == (0, "")
    assert site.feed("source/exemple")["items"] != []


@pytest.mark.parametrize("publish", ['directory = "/dev/null/public"', 'directory = "/proc/tagwire"'])
def test_a_tree_that_cannot_be_written_is_one_line_and_loses_nothing(tmp_path: Path, publish: str) -> None:
    site = Site(tmp_path, publish=publish)
    site.save(capture(10))
    status, complaint = finish(refresh(site))
    assert status == 1
    assert complaint.count("\n") == 1
    site.publish = ""
    site.config.write_text(site.text())
    site.refresh()
    assert len(site.items()) == 10
