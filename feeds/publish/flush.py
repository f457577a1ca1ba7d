"""Bringing what was written down to the disk, so that a rename never outruns the bytes it names."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

SINGLY = 16  # up to so many, an fsync each; past it, one flush of the file system is cheaper


def flush(paths: Sequence[Path]) -> None:
    """Wait until the contents of `paths` (files or directories of one file system) are on disk.

    Many of them share one flush: an fsync each would cost thousands of journal commits in a full
    build. syncfs(2) and not sync(2), which waits for every other disk of the machine as well.
    """
    sync_file_system = _syncfs() if len(paths) > SINGLY else None
    if sync_file_system:
        _apply(sync_file_system, paths[0])
    else:
        for path in paths:
            _apply(os.fsync, path)


def _apply(action: Callable[[int], None], path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        action(descriptor)
    finally:
        os.close(descriptor)


@cache
def _syncfs() -> Callable[[int], None] | None:
    """syncfs(2) of the C library, which the os module lacks; None where there is none."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    function = getattr(libc, "syncfs", None)
    if function is None:
        return None

    def syncfs(descriptor: int) -> None:
        if function(descriptor) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    return syncfs
