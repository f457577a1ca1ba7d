"""How much of anything one fetch may take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

LARGEST = 32 * 2**20  # bytes; listing pages are a thousand times smaller
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Times in seconds, sizes in bytes."""

    connect: float = 10.0
    silence: float = 15.0  # between two pieces of an answer
    total: float = 30.0  # on the network, from the first connection to the last byte
    size: int = LARGEST  # of a body, as it comes over the wire and as it is unpacked
    memory: int = 4 * LARGEST  # of all bodies that are read at once, but for one
    redirects: int = 10
    gap: float = 1.0  # between two visits to one host
    longest_gap: float = 30.0  # that a Crawl-delay can ask for
