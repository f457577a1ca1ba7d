"""Whether anything may have changed since files were looked at.

Looking at a file takes a stat; asking inotify(7) for news takes a seventh of that, however many are watched.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import count
from math import inf, nan
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING
from weakref import finalize

from feeds.web.forked import in_children

if TYPE_CHECKING:
    from inotify_simple import INotify

UNSURE = nan  # a mark that equals no other, not even itself
TRUSTED_FOR = 1.0  # seconds: of what another machine writes, or of a new mount, there is no news
MOST_FOLDERS = 1000  # a user may watch some thousands, with all processes together
AT_ONCE = 2**16  # bytes of news


class Changes:
    """Marks, of which two are equal only where nothing has changed in between in what is watched.

    Where nobody tells, no two are. Safe to use from several threads.
    """

    _lock: Lock
    _inotify: INotify | None
    _news: Callable[[float], object]
    _until: float
    _mark: float

    def __init__(self) -> None:
        self._marks = count()
        self._folders: set[Path] = set()
        self._untried = sys.platform == "linux"
        self._stop()
        in_children(self._stop)  # news goes to one process

    def mark(self) -> float:
        """The mark of this moment."""
        if self._news(0) or monotonic() >= self._until:
            self._take_in()
        return self._mark

    def watch(self, file: str) -> bool:
        """Watch the folders that decide what `file` is; False where that cannot be done."""
        folders = {*Path(file).parents, *Path(file).resolve().parents}
        with self._lock, suppress(OSError):
            inotify = self._begun()
            if inotify and len(self._folders | folders) <= MOST_FOLDERS:
                self._folders |= folders
                for folder in folders:
                    inotify.add_watch(folder, _events())
                return True
        return False

    def _begun(self) -> INotify | None:
        if self._untried:
            self._untried = False
            from select import EPOLLIN, epoll

            from inotify_simple import INotify

            self._inotify = inotify = INotify(nonblocking=True)
            finalize(self, inotify.close)
            queue = epoll()
            queue.register(inotify, EPOLLIN)
            self._until, self._news = 0.0, queue.poll
        return self._inotify

    def _take_in(self) -> None:
        with self._lock:
            self._mark = UNSURE  # whoever finds no news from here on must not trust what was seen before
            if self._inotify:
                with suppress(BlockingIOError):
                    os.read(self._inotify.fileno(), AT_ONCE)
            self._until = monotonic() + TRUSTED_FOR
            self._mark = next(self._marks)

    def _stop(self) -> None:
        self._lock = Lock()
        self._inotify = None
        self._news = _none
        self._until = inf
        self._mark = UNSURE


@cache
def _events() -> int:
    """Whatever changes a file or a folder; to read it does not."""
    from inotify_simple import flags, masks

    return int(masks.ALL_EVENTS & ~(masks.CLOSE | flags.ACCESS | flags.OPEN))


def _none(_timeout: float) -> None:
    """No news."""
