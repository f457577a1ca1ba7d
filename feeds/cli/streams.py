"""Standard output and standard error, whatever they are connected to."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

UNBOUNDED = 10**6  # columns: nothing is cut or wrapped for programs


def prepare() -> None:
    """Give closed streams a place to go, lest a file that is opened next takes it; let none fail for
    characters that its encoding lacks.
    """
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one
            setattr(sys, name, os.fdopen(descriptor, "w" if descriptor else "r", closefd=False))
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def flushed() -> bool:
    """Whether all that was written to standard output has gone where it should; a full disk is complained
    of, a reader who has gone is not. What cannot be written is forgotten.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass
    except OSError as error:
        complain(f"standard output: {error.strerror}")
    else:
        return True
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return False


def complain(problem: object) -> None:
    """Say on standard error, in one line, what is wrong; nothing stops because nobody hears it."""
    line = " ".join(str(problem).split())
    with suppress(OSError):
        click.echo(f"tagwire: {''.join(char if char.isprintable() else '�' for char in line)}", err=True)


def print_json(value: object) -> None:
    """One JSON document on one line, in ASCII where the stream has no other characters for sure."""
    is_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=not is_unicode))


def console() -> Console:
    """Where tables are shown: as wide as the terminal, as wide as they need to be where there is none."""
    from rich.console import Console

    return Console(emoji=False, highlight=False, width=None if sys.stdout.isatty() else UNBOUNDED)
