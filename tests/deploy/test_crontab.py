"""deploy/crontab: every line says when, and its command does what it is for, with what cron gives it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.places import DEPLOY, TAGWIRE, placed
from tests.test_readme import blocks

LINE = re.compile(r"((?:[\d*/,-]+ ){5})(.+)")
LINES = [
    match[2]
    for line in (DEPLOY / "crontab").read_text("utf-8").splitlines()
    if (match := LINE.fullmatch(line))
]
CRON = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": "/", "SHELL": "/bin/sh"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "list.csv").write_text("url,title,tags\nhttps://example.org/1,One,sport\n", "utf-8")
    (tmp_path / "tagwire.toml").write_text(
        '[site]\ntitle = "S"\nurl = "https://feeds.example.org/"\n[[source]]\nname = "list"\nlocation = "list.csv"\n'
    )
    return tmp_path


def run(line: str, folder: Path) -> None:
    """The command as cron runs it; it has nothing to mail."""
    command = line.replace("/srv/tagwire/.venv/bin/tagwire", str(TAGWIRE)).replace(
        "/srv/tagwire", str(folder)
    )
    done = subprocess.run(
        ["/bin/sh", "-c", command], env=CRON, cwd="/", capture_output=True, text=True, timeout=60, check=False
    )
    assert (line, done.returncode, done.stdout, done.stderr) == (line, 0, "", "")


def test_every_line_is_a_time_and_a_command() -> None:
    rest = [
        line for line in placed("crontab", {}).splitlines() if line and not line.startswith(("#", "MAILTO="))
    ]
    assert len(rest) == len(LINES) == 3
    assert all("%" not in line for line in LINES)  # which cron takes for the end of a line


def test_what_they_do(folder: Path) -> None:
    refresh, build, backup = LINES
    run(refresh, folder)
    feed = folder / "public/feeds/sport.xml"
    before = feed.read_bytes()
    feed.unlink()
    run(build, folder)
    assert feed.read_bytes() == before
    run(backup, folder)
    run(backup, folder)
    assert (folder / "tagwire-backup.db").read_bytes()[:15] == b"SQLite format 3"


def test_the_readme_says_the_same() -> None:
    (shown,) = blocks("crontab")
    assert shown.strip().split(maxsplit=5)[5] == LINES[0]
    backups = [line for block in blocks("sh") for line in block.splitlines() if "backup" in line]
    assert [f"cd /srv/tagwire && {line}" for line in backups] == LINES[2:]
