"""One request at a time a host, with a gap between them; and the rest a host asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Lock
from time import monotonic

from sources.fetch.failure import Failure
from sources.fetch.limits import DAY

_SECONDS = re.compile(r"\s*[0-9]+\s*")


class Hosts:
    """The turns of all hosts. Times in seconds."""

    def __init__(self, *, gap: float, longest_gap: float, sleep: Callable[[float], None]) -> None:
        self._gap = gap
        self._longest_gap = longest_gap
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, name: str, *, at_once: bool = False) -> Iterator[_Host]:
        """Hold the host `name` alone, a gap after its last turn unless `at_once`.

        Raises Failure when the host has asked to be left alone for longer.
        """
        with self._lock:
            host = self._hosts.setdefault(name, _Host(self._gap, self._longest_gap))
        with host.lock:
            host.refuse_while_resting()
            wait = host.ready - monotonic()
            if wait > 0 and not at_once:
                self._sleep(wait)
            try:
                yield host
            finally:
                host.ready = monotonic() + host.gap


class _Host:
    def __init__(self, gap: float, longest_gap: float) -> None:
        self.lock = Lock()
        self.ready = 0.0
        self.gap = gap
        self._longest_gap = longest_gap
        self._rests_until = 0.0

    def slow_down(self, gap: float) -> None:
        """Leave at least `gap` between turns, within reason."""
        self.gap = max(self.gap, min(gap, self._longest_gap))

    def rest(self, time: timedelta) -> None:
        """Leave the host alone for so long."""
        self._rests_until = max(self._rests_until, monotonic() + time.total_seconds())

    def refuse_while_resting(self) -> None:
        left = self._rests_until - monotonic()
        if left > 0:
            time = timedelta(seconds=left)
            raise Failure(f"its host asks to be left alone for {left:.0f} s more", retry_after=time)


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """How long a Retry-After header (RFC 9110, 10.2.3: seconds or a date) asks for; a day at most."""
    if not value:
        return None
    if _SECONDS.fullmatch(value):
        return min(timedelta(seconds=int(value.strip()[:9])), DAY)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:  # "-0000": UTC without a word about the place
        until = until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta()), DAY)
