"""How many requests were answered with which status, by all processes that serve one tree.

A 64-bit number for each status, in a file that is mapped into memory: counting is one addition, and
nothing is lost with a process that ends.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from pathlib import Path

STATUSES = 600  # 0 to 599
SIZE = STATUSES * 8  # bytes
SUFFIX = ".requests"


class Counts:
    """`own[status]` is for this process to add to, `totals` are of all that share `folder`.

    Without a folder the process counts for itself.
    """

    own: memoryview

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._open()
        os.register_at_fork(after_in_child=self._open)  # servers that load the app before they fork

    def totals(self) -> dict[int, int]:
        """The requests answered so far, by status, for the statuses that occurred."""
        counts = [*self._counts()]
        sums = {status: sum(count[status] for count in counts) for status in range(STATUSES)}
        return {status: total for status, total in sums.items() if total}

    def _counts(self) -> Iterator[memoryview]:
        if self._folder is None:
            yield self.own
            return
        for path in self._folder.glob(f"*{SUFFIX}"):
            data = path.read_bytes()
            if len(data) == SIZE:  # else it is being made
                yield memoryview(data).cast("Q")

    def _open(self) -> None:
        if self._folder is None:
            self.own = memoryview(mmap.mmap(-1, SIZE)).cast("Q")
            return
        with (self._folder / f"{os.getpid()}{SUFFIX}").open("a+b") as file:
            file.truncate(SIZE)
            self.own = memoryview(mmap.mmap(file.fileno(), SIZE)).cast("Q")
