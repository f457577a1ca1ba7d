"""One run at a time on one store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from feeds.errors import Locked, StoreError


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the lock for the block. Raises Locked at once when another process has it.

    The system frees the lock when its holder ends, however it ends; the file stays.
    """
    lock = FileLock(file, timeout=0)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise Locked(f"{file}: another run is at work; it may be tried again when that is done") from None
    except OSError as error:
        raise StoreError(f"{file}: cannot be locked: {error.strerror or error}") from None
    try:
        yield
    finally:
        lock.release()
