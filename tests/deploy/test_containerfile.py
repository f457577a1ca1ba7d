"""deploy/Containerfile, as far as it can be tested without a container engine: what it copies is all that an
installation takes, its command runs, and its health check tells health from sickness.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.deploy.places import DEPLOY, TAGWIRE, free_port, running

CHECKOUT = DEPLOY.parent
INSTRUCTIONS = [
    (match[1], match[2])
    for match in re.finditer(r"^([A-Z]+) (.+)$", (DEPLOY / "Containerfile").read_text("utf-8"), re.MULTILINE)
]
STAGES = [number for number, (name, _) in enumerate(INSTRUCTIONS) if name == "FROM"]
FINAL = dict(INSTRUCTIONS[STAGES[-1] :])
FORM = re.compile(r".*?CMD (\[.*\])")


def health_check(port: int) -> int:
    match = FORM.fullmatch(FINAL["HEALTHCHECK"])
    assert match
    program, *words = json.loads(match[1].replace(":8000/", f":{port}/"))
    assert program == "python"
    return subprocess.run([sys.executable, *words], capture_output=True, timeout=30, check=False).returncode


def test_it_ends_as_a_user_without_rights_whose_data_is_a_volume() -> None:
    assert len(STAGES) == 2
    assert FINAL["USER"] not in {"root", "0"}
    assert f"--uid {FINAL['USER']} --home-dir {FINAL['VOLUME']}" in FINAL["RUN"]
    assert f"TAGWIRE_CONFIG={FINAL['VOLUME']}/tagwire.toml" in FINAL["ENV"]


def test_it_copies_all_that_an_installation_takes() -> None:
    copied = {
        word for name, words in INSTRUCTIONS[: STAGES[-1]] if name == "COPY" for word in words.split()[:-1]
    }
    assert all((CHECKOUT / word).exists() for word in copied)
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    project, packaging = settings["project"], settings["tool"]["setuptools"]
    modules = [f"{name}.py" for name in packaging["py-modules"]]
    packages = [name.removesuffix("*") for name in packaging["packages"]["find"]["include"]]
    assert copied == {"pyproject.toml", project["readme"], *project["license-files"], *modules, *packages}


def test_its_command_serves_and_its_health_check_sees_the_first_refresh(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("url,title\nhttps://example.org/1,One\n", "utf-8")
    (tmp_path / "tagwire.toml").write_text(
        '[site]\ntitle = "S"\nurl = "https://feeds.example.org/"\n[[source]]\nname = "list"\nlocation = "list.csv"\n'
    )
    environment = {
        "PATH": f"{TAGWIRE.parent}:/usr/bin:/bin",
        "TAGWIRE_CONFIG": str(tmp_path / "tagwire.toml"),
    }
    options = {"env": environment, "cwd": tmp_path}
    words = [*json.loads(FINAL["ENTRYPOINT"]), *json.loads(FINAL["CMD"])]
    assert words[-2:] == ["--host", "0.0.0.0"]  # other machines are let in by the engine, or not
    port = free_port()
    assert health_check(port) != 0
    with running([*words[:-1], "127.0.0.1", "--port", str(port)], port, **options):
        assert health_check(port) != 0
        subprocess.run([*json.loads(FINAL["ENTRYPOINT"]), "refresh"], **options, check=True, timeout=60)
        assert health_check(port) == 0
