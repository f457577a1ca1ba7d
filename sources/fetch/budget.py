"""The time that one fetch has on the network, wherever the waiting happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

from sources.fetch.failure import Failure


class Budget:
    """Counts only while `running`: waiting for one's turn at a host, or for room, costs nothing."""

    def __init__(self, seconds: float) -> None:
        self._seconds = self._left = seconds
        self._ends = 0.0
        self.connected = False  # since the exchange began: the connection is a new one

    @contextmanager
    def running(self) -> Iterator[None]:
        """Meanwhile the clock ticks, and `within` knows what is left."""
        self._ends = monotonic() + self._left
        token = _current.set(self)
        try:
            yield
        finally:
            _current.reset(token)
            self._left = self._ends - monotonic()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Meanwhile the clock stands still."""
        started = monotonic()
        try:
            yield
        finally:
            self._ends += monotonic() - started

    def remaining(self) -> float:
        """Seconds, more than none. Raises Failure when there are none."""
        left = self._ends - monotonic()
        if left <= 0:
            raise Failure(f"not read to its end within {self._seconds:g} s")
        return left


_current: ContextVar[Budget | None] = ContextVar("budget", default=None)


def within(timeout: float | None) -> float | None:
    """The timeout, cut to what the running budget of this thread still allows. Raises Failure."""
    budget = _current.get()
    if budget is None:
        return timeout
    left = budget.remaining()
    return left if timeout is None else min(timeout, left)


def note_connection() -> None:
    """Tell the running budget that a connection was made for it."""
    budget = _current.get()
    if budget is not None:
        budget.connected = True
