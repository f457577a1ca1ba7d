"""How many requests were answered with which status, by all processes that serve one tree.

A 64-bit number for each status, in a file that is mapped into memory: counting is one addition, and
nothing is lost with a process that ends.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from feeds.web.forked import in_children

STATUSES = 600  # 0 to 599
SIZE = STATUSES * 8  # bytes
SUFFIX = ".requests"


class Counts:
    """`own[status]` is for this process to add to, `totals` are of all that share `folder`.

    Without a folder, or where nothing can be written to it, the process counts for itself.
    """

    own: memoryview

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._open()
        in_children(self._open)

    def totals(self) -> dict[int, int]:
        """The requests answered so far, by status, for the statuses that occurred."""
        counts = [self.own, *self._others()]
        sums = {status: sum(count[status] for count in counts) for status in range(STATUSES)}
        return {status: total for status, total in sums.items() if total}

    def _others(self) -> Iterator[memoryview]:
        for path in self._folder.glob(f"*{SUFFIX}") if self._folder else ():
            with suppress(FileNotFoundError):
                data = path.read_bytes() if path.name != self._name() else b""
                if len(data) == SIZE:  # else it is being made
                    yield memoryview(data).cast("Q")

    def _open(self) -> None:
        self.own = memoryview(self._mapped()).cast("Q")

    def _mapped(self) -> mmap.mmap:
        if self._folder:
            with suppress(OSError), (self._folder / self._name()).open("a+b") as file:
                file.truncate(SIZE)
                return mmap.mmap(file.fileno(), SIZE)
        return mmap.mmap(-1, SIZE)

    @staticmethod
    def _name() -> str:
        return f"{os.getpid()}{SUFFIX}"
