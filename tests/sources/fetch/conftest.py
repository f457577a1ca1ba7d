"""A server to misbehave, and a fetcher that is allowed to talk to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sources.fetch import Fetcher, Limits
from tests.sources.fetch.loopback import Server

PROMPT = Limits(gap=0)
HASTY = Limits(connect=0.5, silence=0.3, total=0.6, gap=0)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(allow_private=True, limits=PROMPT) as one:
        yield one


@pytest.fixture
def hasty() -> Iterator[Fetcher]:
    """One with little time, for servers that take it."""
    with Fetcher(allow_private=True, limits=HASTY) as one:
        yield one
