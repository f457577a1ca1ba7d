"""One fetch: from the address asked for, hop by hop, to the page that answers. And one form sent."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

import httpcore2
import httpx2

from sources.entry import Document
from sources.fetch.budget import Budget
from sources.fetch.exchange import Answer, Exchange
from sources.fetch.failure import Failure
from sources.fetch.fetched import Fetched
from sources.fetch.headers import (
    CONDITIONS,
    KEPT_HEADERS,
    conditions,
    from_settings,
    of_ourselves,
    validators_in,
)
from sources.fetch.limits import Limits
from sources.fetch.locations import PERMANENT, REDIRECTS, parsed, redirected, shown
from sources.fetch.politeness import Hosts, retry_after
from sources.fetch.robots import PARSED, Permission, RobotsFiles

NOT_MODIFIED = 304
PARTIAL = 206
OVERLOADED = frozenset({429, 503})


class Visitor:
    """What all fetches of a run share."""

    def __init__(
        self,
        *,
        network: httpcore2.NetworkBackend,
        contact: str | None,
        limits: Limits,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        self.exchange = Exchange(network, limits)
        self.hosts = Hosts(gap=limits.gap, longest_gap=limits.longest_gap, sleep=sleep)
        self.robots = RobotsFiles(clock)
        self.limits = limits
        self.clock = clock
        self.ourselves = of_ourselves(contact)

    def close(self) -> None:
        """End all connections."""
        self.exchange.close()

    def fetch(
        self, url: str, *, validators: Mapping[str, str], headers: Mapping[str, str], own: bool
    ) -> Fetched:
        """As `Fetcher.fetch`, but for raising Failure.

        A page that has moved for good is read where it went, and where it was only when that fails.
        """
        page = _Page(parsed(url), validators, from_settings(headers, os.environ), own)
        if "moved_to" in validators:
            try:
                return _Visit(self, page).begin(parsed(validators["moved_to"]))
            except Failure as failure:
                if failure.retry_after is not None:
                    raise
        return _Visit(self, page).begin(page.url)

    def post(self, url: str, form: Mapping[str, str]) -> None:
        """As `Fetcher.post`, but for raising Failure."""
        answer = self.exchange.post(parsed(url), form, self.ourselves, Budget(self.limits.total))
        if not answer.is_success:
            raise Failure(answer.in_words, status=answer.status)


class _Page(NamedTuple):
    """What is asked for."""

    url: httpx2.URL
    validators: Mapping[str, str]
    headers: Mapping[str, str]
    own: bool


class _Visit:
    """One walk along the redirects."""

    def __init__(self, shared: Visitor, page: _Page) -> None:
        self._shared = shared
        self._page = page
        self._budget = Budget(shared.limits.total)
        self._permissions: list[Permission] = []

    def begin(self, url: httpx2.URL) -> Fetched:
        """Follow redirects from `url` on, and read what answers."""
        trail, permanent = [url], True
        while (answer := self._answer(trail)).status in REDIRECTS:
            permanent = permanent and answer.status in PERMANENT
            trail.append(self._redirected(answer, trail))
        moved_to = trail[-1] if permanent else trail[0]
        return self._fetched(answer, trail, str(moved_to) if moved_to != self._page.url else None)

    def _answer(self, trail: list[httpx2.URL]) -> Answer:
        """What the end of the trail says: a redirect or a page."""
        with self._placing_failures(trail[-1]):
            answer = self._ask(trail)
            if answer.status not in REDIRECTS:
                self._expect_a_page(answer, trail[-1])
            return answer

    def _redirected(self, answer: Answer, trail: list[httpx2.URL]) -> httpx2.URL:
        with self._placing_failures(trail[-1]):
            location, most = answer.headers.get("location"), self._shared.limits.redirects
            return redirected(trail[-1], location, before=trail, most=most)

    def _ask(self, trail: list[httpx2.URL]) -> Answer:
        """Robots.txt, the page it is for and redirects on the same host are one visit, without a gap."""
        url = trail[-1]
        on_the_way = any(url.host == one.host for one in trail[:-1])
        with self._shared.hosts.turn(url.host, at_once=on_the_way) as host:
            if not self._page.own:
                permission = self._permission(url)
                host.slow_down(permission.gap)
                self._permissions.append(permission)
            answer = self._get(url)
            rest = self._retry_after(answer)
            if rest:
                host.rest(rest)
        return answer

    def _permission(self, url: httpx2.URL) -> Permission:
        known = Permission.read(self._page.validators)
        if known is None or str(url) not in known.urls:
            return self._shared.robots.ask(url, self._get_robots)
        if self._shared.clock() < known.until:
            return known
        return self._shared.robots.ask(url, self._get_robots, known=known)

    def _get(self, url: httpx2.URL) -> Answer:
        headers = httpx2.Headers(self._shared.ourselves)
        headers.update(conditions(self._page.validators, str(url)))
        if url.origin == self._page.url.origin:
            headers.update(self._page.headers)
        return self._shared.exchange.get(url, headers, self._budget)

    def _get_robots(self, url: httpx2.URL) -> Answer:
        return self._shared.exchange.get(url, self._shared.ourselves, self._budget, first=PARSED)

    def _expect_a_page(self, answer: Answer, url: httpx2.URL) -> None:
        if answer.status == NOT_MODIFIED and conditions(self._page.validators, str(url)):
            return
        if not answer.is_success or answer.status == PARTIAL:
            raise Failure(f"{answer.in_words}; a page is expected", retry_after=self._retry_after(answer))

    def _retry_after(self, answer: Answer) -> timedelta | None:
        if answer.status not in OVERLOADED:
            return None
        return retry_after(answer.headers.get("retry-after"), self._shared.clock())

    @contextmanager
    def _placing_failures(self, url: httpx2.URL) -> Iterator[None]:
        """Say at which address it failed, where that is not the one that was asked for."""
        try:
            yield
        except Failure as failure:
            if url == self._page.url:
                raise
            reason = f"redirected to {shown(url)}: {failure.reason}"
            raise Failure(reason, retry_after=failure.retry_after) from None

    def _fetched(self, answer: Answer, trail: list[httpx2.URL], moved_to: str | None) -> Fetched:
        url = str(trail[-1])
        before = self._page.validators
        found = {"url": url} | validators_in(answer.headers) | self._remembered(trail, moved_to)
        if answer.status == NOT_MODIFIED:
            found = {name: before[name] for name in (*CONDITIONS, "sha256") if name in before} | found
        else:
            found["sha256"] = _digest(answer)
        same = found["sha256"] == before.get("sha256") and url == before.get("url")
        return Fetched(
            document=None if same else self._document(answer, trail[-1]),
            validators=found,
            status=answer.status,
            url=url,
            moved_to=moved_to,
            headers={name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers},
        )

    def _remembered(self, trail: list[httpx2.URL], moved_to: str | None) -> dict[str, str]:
        """What the next visit need not find out again."""
        kept = {"moved_to": moved_to} if moved_to else {}
        if self._permissions:
            permission = Permission(
                urls=tuple(map(str, trail)),
                until=min(one.until for one in self._permissions),
                gap=max(one.gap for one in self._permissions),
            )
            kept["robots"] = permission.written()
        return kept

    def _document(self, answer: Answer, url: httpx2.URL) -> Document:
        return Document(
            data=answer.body,
            location=shown(url),
            captured=self._shared.clock(),
            base_url=str(url),
            content_type=answer.headers.get("content-type"),
        )


def _digest(answer: Answer) -> str:
    """What names a document: its bytes, and the character set they are announced in."""
    return sha256(answer.headers.get("content-type", "").encode() + b"\0" + answer.body).hexdigest()
