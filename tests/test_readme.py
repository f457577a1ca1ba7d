"""The README does what it says: its commands are run here, but for the two that .ci/run runs."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feeds.settings import parse
from tests.captures import capture_text, make_articles
from tests.deploy.places import free_port
from tests.feeds.test_past import page
from tests.sources.fetch.loopback import Server

ADDRESS = "https://example.org/tag/guerre-en-ukraine/"
README = Path(__file__).parent.parent / "README.md"
BIN = Path(sys.executable).parent


def blocks(language: str) -> list[str]:
    """The code blocks of the README in that language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)


COMMANDS = [line for block in blocks("sh") for line in block.splitlines()]
INSTALLING = [line for line in COMMANDS if line.startswith("python3 -m venv")]
SERVING = [line for line in COMMANDS if "granian" in line or line == "tagwire serve"]
REST = [line for line in COMMANDS if line not in INSTALLING + SERVING]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the capture that the README begins with."""
    page = capture_text(make_articles("fr", 6), language="fr", heading="guerre en Ukraine")
    (tmp_path / "page.txt").write_text(page, "utf-8")
    return tmp_path


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("TAGWIRE_CONFIG", None)
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@contextmanager
def running(command: str, folder: Path, address: str) -> Iterator[None]:
    """The command in the background, once `address` answers."""
    words = ["env", *shlex.split(command)]  # takes VARIABLE=value in front, as a shell does
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    server = subprocess.Popen(
        words, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail(f"{command}: {address} does not answer")
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def test_the_commands_in_their_order_lead_from_pages_to_feeds(folder: Path) -> None:
    with Server(answers={"/": page(range(6), following="/2/"), "/2/": page(range(3))}) as server:
        for command in REST:
            placed = command.replace("--source example-org", "--source 127-0-0-1")
            if ADDRESS in placed:  # nobody answers there
                placed = placed.replace(ADDRESS, server.url()) + " --private"
            ran = shell(placed, folder)
            assert (command, ran.returncode, ran.stderr) == (command, 0, "")
    assert (folder / "saved/public/feeds/guerre-en-ukraine.xml").is_file()
    assert len(json.loads((folder / "public/feeds/all.json").read_bytes())["items"]) == 6
    assert (folder / "tagwire-backup.db").is_file()


def test_the_backup_is_whole_every_night_and_leads_back(folder: Path) -> None:
    (backup,) = (line for line in COMMANDS if "backup" in line)
    shell("tagwire init page.txt && tagwire refresh", folder)
    for _ in range(2):
        ran = shell(backup, folder)
        assert (ran.returncode, ran.stderr) == (0, "")
    before = (folder / "public/feeds/all.json").read_bytes()
    for file in folder.glob("tagwire.db*"):
        file.unlink()
    assert shell(backup, folder).returncode == 1  # nothing to copy leaves the copy as it was
    (folder / "tagwire-backup.db").rename(folder / "tagwire.db")
    shutil.rmtree(folder / "public")
    assert shell("tagwire build", folder).returncode == 0
    assert (folder / "public/feeds/all.json").read_bytes() == before


def test_the_installing_commands_are_those_that_ci_runs() -> None:
    script = (README.parent / ".ci" / "run").read_text()
    assert len(INSTALLING) == 2
    for command, mark in zip(INSTALLING, ("tagwire demo", "python -m pytest"), strict=True):
        assert mark in command
        assert f"command_of_the_readme '{mark}'" in script
        assert README.read_text().count(mark) >= 1


def test_the_line_for_cron(folder: Path) -> None:
    shell("tagwire init page.txt", folder)
    (line,) = "".join(blocks("crontab")).splitlines()
    command = (
        line.split(maxsplit=5)[5]
        .replace("/srv/tagwire/.venv/bin", str(BIN))
        .replace("/srv/tagwire", str(folder))
    )
    ran = shell(command, Path("/"))
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert (folder / "public/feeds/guerre-en-ukraine.xml").is_file()


@pytest.mark.parametrize("command", SERVING)
def test_the_serving_commands_answer(folder: Path, command: str) -> None:
    shell("tagwire init page.txt && tagwire refresh", folder)
    port = free_port()
    placed = command.replace("/srv/tagwire", str(folder)).replace("8000", str(port))
    placed = placed if str(port) in placed else f"{placed} --port {port}"
    with running(placed, folder, f"http://127.0.0.1:{port}/feeds/guerre-en-ukraine.xml"):
        pass


def test_the_settings_shown_are_read() -> None:
    (shown,) = blocks("toml")
    settings = parse(shown, file=Path("/srv/tagwire/tagwire.toml"))
    assert settings.source[0].name == "example-org"
