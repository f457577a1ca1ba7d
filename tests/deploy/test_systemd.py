"""The systemd units of deploy/: systemd understands them, and what they start does what they say."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import time
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.deploy.places import DEPLOY, TAGWIRE, free_port, placed, running
from tests.sources.fetch.loopback import Server

UNITS = ("tagwire.service", "tagwire-refresh.service", "tagwire-refresh.timer")
SERVICES = UNITS[:2]


def unit(name: str, folder: Path) -> ConfigParser:
    """The unit with its paths in `folder`; keys as written."""
    read = ConfigParser(interpolation=None, strict=False, comment_prefixes=("#",), delimiters=("=",))
    read.optionxform = str
    changes = {"/srv/tagwire/.venv/bin/tagwire": str(TAGWIRE), "/srv/tagwire": str(folder)}
    read.read_string(placed(name, changes))
    return read


def started(service: ConfigParser) -> tuple[list[str | Path], dict[str, str]]:
    """The command of a service, and the environment that systemd would give it."""
    name, value = service["Service"]["Environment"].split("=", 1)
    return [*shlex.split(service["Service"]["ExecStart"])], {"PATH": "/usr/bin:/bin", name: value}


def systemd_analyze(*words: str | Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("needs systemd-analyze, which is not installed")
    return subprocess.run([program, *words], capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Settings with one source that answers at once, every time."""
    (tmp_path / "list.csv").write_text("url,title,tags\nhttps://example.org/1,One,sport\n", "utf-8")
    (tmp_path / "tagwire.toml").write_text(
        '[site]\ntitle = "S"\nurl = "https://feeds.example.org/"\n'
        '[[source]]\nname = "list"\nlocation = "list.csv"\nevery = "0s"\n',
        "utf-8",
    )
    return tmp_path


def test_systemd_finds_no_fault_with_the_units(tmp_path: Path) -> None:
    for name in UNITS:
        text = (DEPLOY / name).read_text("utf-8").replace("/srv/tagwire/.venv/bin/tagwire", str(TAGWIRE))
        (tmp_path / name).write_text(text, "utf-8")
    checked = systemd_analyze("verify", "--man=no", *(tmp_path / name for name in UNITS))
    told = [line for line in checked.stderr.splitlines() if "tagwire" in line]
    assert (checked.returncode, told) == (0, [])


@pytest.mark.parametrize("name", SERVICES)
def test_the_services_are_shut_in(name: str) -> None:
    checked = systemd_analyze("security", "--offline=true", "--threshold=20", DEPLOY / name)
    assert checked.returncode == 0, checked.stdout[
        -2000:
    ]  # 20 of 100: "OK", the best but one of systemd's grades


def test_the_timer_comes_round() -> None:
    timer = ConfigParser(interpolation=None)
    timer.read(DEPLOY / "tagwire-refresh.timer")
    checked = systemd_analyze("calendar", "--iterations=3", timer["Timer"]["OnCalendar"])
    assert checked.returncode == 0
    assert (
        "00:15:00"
        in systemd_analyze("calendar", "--base-time=2025-10-25 00:01", timer["Timer"]["OnCalendar"]).stdout
    )


def test_the_service_serves(folder: Path) -> None:
    service = unit("tagwire.service", folder)
    command, environment = started(service)
    subprocess.run([TAGWIRE, "refresh"], env={**environment}, cwd="/", check=True, timeout=60)
    port = free_port()
    command[command.index("8000")] = str(port)
    with running(command, port, env=environment, cwd="/") as address:
        assert b"<rss" in address.ask("/feeds/sport.xml").body
        assert address.ask("/healthz").status == 200


def test_wrong_settings_do_not_start_the_service_again_and_again(folder: Path) -> None:
    service = unit("tagwire.service", folder)
    command, environment = started(service)
    (folder / "tagwire.toml").write_text("[site]\ntitel = 1\n", "utf-8")
    done = subprocess.run(command, env=environment, cwd="/", capture_output=True, timeout=60, check=False)
    assert str(done.returncode) in service["Service"]["RestartPreventExitStatus"].split()


def test_a_refresh_that_was_killed_is_made_good_by_the_next(folder: Path) -> None:
    service = unit("tagwire-refresh.service", folder)
    command, environment = started(service)
    settings = folder / "tagwire.toml"
    good = settings.read_text("utf-8")
    with Server(answers={"/": lambda *_: slow.stopping.wait(30)}) as slow:
        settings.write_text(
            f'{good}[[source]]\nname = "slow"\nlocation = "{slow.url()}"\nevery = "0s"\n[fetch]\nallow_private = true\n',
            "utf-8",
        )
        process = subprocess.Popen(command, env=environment, cwd="/", stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not slow.paths() and time.monotonic() < deadline:
            time.sleep(0.05)
        busy = subprocess.run(command, env=environment, cwd="/", capture_output=True, timeout=60, check=False)
        process.send_signal(signal.SIGKILL)
        process.wait(20)
    assert str(busy.returncode) in service["Service"]["SuccessExitStatus"].split()
    settings.write_text(good, "utf-8")
    done = subprocess.run(
        command, env=environment, cwd="/", capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((folder / "public/feeds/sport.json").read_bytes())["items"]


def test_a_refresh_writes_only_where_it_may(folder: Path) -> None:
    service = unit("tagwire-refresh.service", folder)
    assert service["Service"]["ReadWritePaths"] == str(folder)
    program, umask = shutil.which("strace"), int(service["Service"]["UMask"], 8)
    if not program:
        pytest.skip("needs strace, which is not installed")
    command, environment = started(service)
    trace = folder / "trace"
    watched = [program, "-f", "-qq", "-e", "trace=openat,open,creat", "-o", trace, *command]
    subprocess.run(
        watched, env={**environment, "PYTHONDONTWRITEBYTECODE": "1"}, cwd="/", check=True, umask=umask
    )
    written = {
        line
        for line in trace.read_text("utf-8", "replace").splitlines()
        if "O_CREAT" in line or "O_RDWR" in line
    }
    assert written
    allowed = (f'"{folder}', '"/tmp/', '"/var/tmp/', '"/dev/', f'"{os.sep}proc/self')
    assert [line for line in written if not any(place in line for place in allowed)] == []
