"""Running tagwire as people do, with its time and its memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

TAGWIRE = Path(sys.executable).with_name("tagwire")


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
