"""Replacing many files at once: each is old or new, complete, whenever the process dies.

New contents are written beside their targets, flushed together and then renamed. What fails for
want of room or rights fails before the first rename, so a failed batch leaves the tree as it was.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from feeds.publish.flush import flush

FILE_MODE, DIRECTORY_MODE = 0o644, 0o755  # whatever the umask: another user's file server reads them
MARKER = ".tagwire-publishing"  # stands in the root while a batch is open
TEMPORARY = (".tagwire-", ".tmp")


class Batch:
    """Changes to the files below `root`, staged one by one and made visible by `commit`.

    A context manager: what is not committed is discarded. One writer at a time, for which the
    caller holds a lock. Leftovers of a writer that was killed go when the next batch begins; of
    several writers that work `together`, whoever began them sees to that.
    OSError is raised as it comes.
    """

    def __init__(self, root: Path, *, together: bool = False) -> None:
        self._root = root
        self._together = together
        self._token = secrets.token_hex(4)
        self._temporaries: list[Path] = []
        self._created: list[Path] = []  # directories, outermost first
        self._touched: dict[Path, None] = {}  # directories, in order
        self._changes: list[Callable[[], object]] = []

    def __enter__(self) -> Self:
        if not self._together and (self._root / MARKER).exists():
            sweep(self._root)
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # what cannot be removed now is left, with its marker, to the next batch
            for temporary in self._temporaries:
                temporary.unlink(missing_ok=True)
            if not self._together:
                (self._root / MARKER).unlink(missing_ok=True)
        for directory in reversed(self._created):
            with suppress(OSError):  # a directory that has been filled stays
                directory.rmdir()

    def __len__(self) -> int:
        return len(self._changes)

    def replace(self, target: Path, data: bytes, *, mtime_ns: int) -> None:
        """Stage `data` as the content of `target`, modified at `mtime_ns` (since the epoch)."""
        self._enter(target.parent)
        if target.is_dir():
            raise IsADirectoryError(None, "a directory stands where a document should", str(target))
        temporary = target.with_name(f"{self._token}{len(self._temporaries)}".join(TEMPORARY))
        self._temporaries.append(temporary)
        _write(temporary, data, mtime_ns=mtime_ns)
        self._changes.append(lambda: temporary.replace(target))

    def remove(self, target: Path) -> None:
        """Stage the removal of `target`."""
        self._enter(target.parent)
        self._changes.append(lambda: target.unlink(missing_ok=True))

    def touch(self, target: Path) -> None:
        """Stage a change of `target`'s status time alone: inode, bytes and mtime stay, but a reader
        that compares st_ctime learns that something beside it has changed.
        """
        status = target.stat()
        times = (status.st_atime_ns, status.st_mtime_ns)
        self._changes.append(lambda: os.utime(target, ns=times))

    def commit(self) -> None:
        """Make everything staged visible, in the order in which it was staged."""
        flush(self._temporaries)
        for change in self._changes:
            change()
        flush([*self._touched])
        self._created.clear()

    def _enter(self, directory: Path) -> None:
        if directory not in self._touched:
            self._create(directory)
            (self._root / MARKER).touch()
            self._touched[directory] = None

    def _create(self, directory: Path) -> None:
        if not directory.is_dir():
            self._create(directory.parent)
            directory.mkdir(exist_ok=True)  # of several writers another may have been quicker
            self._created.append(directory)
            directory.chmod(DIRECTORY_MODE)
            self._touched[directory.parent] = None


def sweep(root: Path) -> None:
    """Remove every temporary below `root` that a killed writer has left, and its marker."""
    for folder, _, names in os.walk(root):
        for name in names:
            if is_temporary(name):
                Path(folder, name).unlink(missing_ok=True)
    (root / MARKER).unlink(missing_ok=True)


def is_temporary(name: str) -> bool:
    """Whether a file of that name is a batch's own."""
    return name.startswith(TEMPORARY[0]) and name.endswith(TEMPORARY[1])


def _write(path: Path, data: bytes, *, mtime_ns: int) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fchmod(file.fileno(), FILE_MODE)  # what is open takes half the time that its path would
        os.utime(file.fileno(), ns=(mtime_ns, mtime_ns))
