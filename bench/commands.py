"""What the benches share: their options, and running tagwire as people do, with its time and its memory."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

TAGWIRE = Path(sys.executable).with_name("tagwire")


def options(about: str | None, **defaults: float | bool | Path) -> argparse.Namespace:
    """The options of the command line, each of the kind of its default; `about` is the bench's docstring."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in defaults.items():
        if isinstance(default, bool):
            parser.add_argument(f"--{name}", action="store_true")
        else:
            parser.add_argument(f"--{name}", type=type(default), default=default)
    return parser.parse_args()


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took."""

    seconds: float
    memory: float  # MB, of the largest of its processes


def run(*command: object) -> Ran:
    """Run a command to its good end; its output is dropped."""
    words = [str(word) for word in command]
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(words)}: exit status {process.returncode}")
    return Ran(seconds, usage.ru_maxrss * 1024 / 1e6)


def tagwire(folder: Path, *command: object) -> Ran:
    """Run tagwire with the settings in `folder`."""
    return run(TAGWIRE, "--config", folder / "tagwire.toml", *command)
