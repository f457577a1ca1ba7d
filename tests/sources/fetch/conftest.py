"""A server to misbehave, and a fetcher that is allowed to talk to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.sources.fetch.loopback import Server

from sources.fetch import Fetcher, Limits

QUICK = Limits(connect=1, silence=0.5, total=1, gap=0)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(allow_private=True, limits=QUICK) as one:
        yield one
