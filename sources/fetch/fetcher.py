"""The fetcher of one run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Self

from sources.errors import FetchError
from sources.fetch.failure import Failure
from sources.fetch.fetched import Fetched
from sources.fetch.limits import Limits

if TYPE_CHECKING:
    from sources.fetch.network import Resolve
    from sources.fetch.visit import Visitor

NOTHING: Mapping[str, str] = MappingProxyType({})


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _placing_failures(url: str) -> Iterator[None]:
    try:
        yield
    except Failure as failure:
        from sources.fetch.locations import shown

        message = f"{shown(url)}: {failure.reason}"
        raise FetchError(message, retry_after=failure.retry_after, status=failure.status) from None


class Fetcher:
    """Reads URLs: politely, within limits, and from public addresses alone. Safe to share by threads.

    One a run: it keeps connections, robots.txt and the hosts' turns. `contact` (an address or a
    URL) stands in the User-Agent; `allow_private` permits addresses that are not public; `clock`
    tells the present instant, aware; `sleep` waits so many seconds; `resolve` looks up a host.
    """

    def __init__(
        self,
        *,
        contact: str | None = None,
        allow_private: bool = False,
        limits: Limits = Limits(),  # noqa: B008  # frozen
        clock: Callable[[], datetime] = _now,
        sleep: Callable[[float], None] = time.sleep,
        resolve: Resolve | None = None,
    ) -> None:
        self._contact = contact
        self._allow_private = allow_private
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._resolve = resolve
        self._made: Visitor | None = None
        self._lock = Lock()

    def fetch(
        self,
        url: str,
        *,
        validators: Mapping[str, str] = NOTHING,
        headers: Mapping[str, str] = NOTHING,
        own: bool = False,
    ) -> Fetched:
        """The document at an http or https URL, unless it is the one that `validators` name.

        `validators` are those of the last `Fetched` of this URL. `headers` are sent to the origin
        of `url` alone; the value "env:NAME" stands for that environment variable. `own`: the site
        is one's own, robots.txt is not asked. Raises FetchError.
        """
        with _placing_failures(url):
            return self._visitor.fetch(url, validators=validators, headers=headers, own=own)

    def post(self, url: str, form: Mapping[str, str]) -> None:
        """Send a form to an address that the operator has named: neither robots.txt nor the gap between
        visits is for those. No redirect is followed. Raises FetchError, also for any answer but success.
        """
        with _placing_failures(url):
            self._visitor.post(url, form)

    def close(self) -> None:
        """End all connections."""
        if self._made:
            self._made.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _visitor(self) -> Visitor:
        """Made when the first URL is fetched: what it stands on is slow to load."""
        with self._lock:
            if self._made is None:
                from sources.fetch.network import CheckedNetwork, look_up
                from sources.fetch.visit import Visitor

                network = CheckedNetwork(allow_private=self._allow_private, resolve=self._resolve or look_up)
                self._made = Visitor(
                    network=network,
                    contact=self._contact,
                    limits=self._limits,
                    clock=self._clock,
                    sleep=self._sleep,
                )
            return self._made
