"""A value made of a file, and made again when the file is another."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

Identity = tuple[int, int, int, int]
Value = TypeVar("Value")


def identify(status: os.stat_result) -> Identity:
    """What changes whenever a file is replaced or written, or only its status is (st_ctime)."""
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


class Watched(Generic[Value]):
    """What `read` makes of the file at `path`; looked after at each call, which costs one stat.

    A file that is missing is read as well: what that means is for `read` to say.
    """

    def __init__(self, path: Path, read: Callable[[Path], Value]) -> None:
        self._path = path
        self._read = read
        self._kept: tuple[Identity | None, Value] | None = None

    def __call__(self) -> Value:
        identity = self._identity()  # before reading: what changes meanwhile is read again
        kept = self._kept
        if kept is None or kept[0] != identity:
            kept = self._kept = (identity, self._read(self._path))
        return kept[1]

    def _identity(self) -> Identity | None:
        try:
            return identify(self._path.stat())
        except OSError:
            return None
