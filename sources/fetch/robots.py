"""What robots.txt allows (RFC 9309), asked once a day and once a run."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple

import httpx2
from protego import Protego

from sources.fetch.exchange import Answer
from sources.fetch.failure import Failure
from sources.fetch.headers import PRODUCT
from sources.fetch.limits import DAY
from sources.fetch.locations import REDIRECTS, redirected
from sources.fetch.politeness import retry_after

PARSED = 500 * 2**10  # bytes of a robots.txt that are read (RFC 9309, 2.5)
REDIRECTS_FOLLOWED = 5  # RFC 9309, 2.3.1.2
TOO_MANY_REQUESTS = 429  # a client error by its number, but a sign of load like a server's
SERVER_ERROR = 500

Get = Callable[[httpx2.URL], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Which addresses of a source may be fetched until when, with which gap in seconds.

    Kept with the source's validators, so that robots.txt is asked once a day rather than every run.
    """

    urls: tuple[str, ...] = ()
    until: datetime
    gap: float = 0.0

    def written(self) -> str:
        """As text, for `read`."""
        return json.dumps(asdict(self) | {"until": self.until.isoformat()})

    @classmethod
    def read(cls, validators: Mapping[str, str]) -> Permission | None:
        """The permission of the last visit, if there was one."""
        if "robots" not in validators:
            return None
        kept = json.loads(validators["robots"])
        until = datetime.fromisoformat(kept["until"])
        return cls(urls=tuple(kept["urls"]), until=until, gap=kept["gap"])


class RobotsFiles:
    """The robots.txt of every origin met in this run."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._known: dict[httpx2.Origin, _Rules | Failure] = {}

    def ask(self, url: httpx2.URL, get: Get, *, known: Permission | None = None) -> Permission:
        """The permission to fetch `url`; `get` reads robots.txt, while the origin's turn is held.

        `known` is a permission gone stale, which holds on where robots.txt cannot be read (2.4).
        Raises Failure where it is forbidden, or where nobody can tell for now.
        """
        if url.origin not in self._known:
            self._known[url.origin] = self._read(url, get)
        rules = self._known[url.origin]
        if isinstance(rules, Failure):
            if known:
                return known
            raise Failure(f"robots.txt: {rules.reason}", retry_after=rules.retry_after)
        if not rules.file.can_fetch(str(url), PRODUCT):
            raise Failure("its robots.txt forbids it; own = true would say that the site is your own")
        return Permission(urls=(str(url),), until=rules.until, gap=rules.file.crawl_delay(PRODUCT) or 0.0)

    def _read(self, url: httpx2.URL, get: Get) -> _Rules | Failure:
        try:
            body = _body(url.copy_with(raw_path=b"/robots.txt"), get, self._clock())
        except Failure as failure:
            return failure
        return _Rules(Protego.parse(body.decode("utf-8-sig", errors="replace")), self._clock() + DAY)


class _Rules(NamedTuple):
    file: Protego
    until: datetime


def _body(url: httpx2.URL, get: Get, now: datetime) -> bytes:
    """The file that answers for `url`; empty where there is none, so that all is allowed (2.3.1.3)."""
    trail = [url]
    while (answer := get(trail[-1])).status in REDIRECTS:
        location = answer.headers.get("location")
        try:
            trail.append(redirected(trail[-1], location, before=trail, most=REDIRECTS_FOLLOWED))
        except Failure:
            return b""
    if answer.status == TOO_MANY_REQUESTS or answer.status >= SERVER_ERROR:
        raise Failure(answer.in_words, retry_after=retry_after(answer.headers.get("retry-after"), now))
    return answer.body
