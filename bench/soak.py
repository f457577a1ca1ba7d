"""Whether readers who never stop asking get matching answers while feeds are rewritten, and memory holds.

    python bench/soak.py [--minutes 5] [--pollers 200] [--pause 0.2]

Each poller keeps one connection to `tagwire serve` and asks for one feed after the other, in one coding
or another, with the entity tag it was given last, and a pause of so many seconds. All the while a refresh
rewrites the feeds again and again. Fails on an answer that is no 200 and no 304, a body that is not what its
entity tag stood for before (across codings: once decoded), a lost connection, or memory that grows: more
than 5% and 4 MiB from the second fifth of the time to the last.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from statistics import mean

import brotli
import servers
from commands import options

FEEDS = [f"/feeds/{name}.{suffix}" for name in ("all", "sujet-1") for suffix in ("xml", "atom", "json")]
REQUEST = "GET {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {coding}\r\nIf-None-Match: {tag}\r\n\r\n"
DECODE = {"identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
GROWTH, SLACK = 1.05, 4.0  # times, MiB


@dataclass
class Seen:
    """What pollers were answered."""

    statuses: Counter[int] = field(default_factory=Counter)
    bodies: dict[str, bytes] = field(default_factory=dict)  # hashes, by address and tag
    faults: list[str] = field(default_factory=list)

    def check(self, path: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Hold the answer against all before it."""
        self.statuses[status] += 1
        if status not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            self.faults.append(f"{path}: {status}")
        elif status == HTTPStatus.OK:
            tag = headers["etag"].strip('"')
            coding = headers.get("content-encoding", "identity")
            plain = tag.removesuffix(f"-{coding}")
            self._same(f"{path} {tag}", body)
            self._same(f"{path} {plain} decoded", DECODE[coding](body))

    def _same(self, key: str, body: bytes) -> None:
        digest = sha256(body).digest()
        if self.bodies.setdefault(key, digest) != digest:
            self.faults.append(f"{key}: other bytes than before")


async def poll(port: int, seen: Seen, number: int, pause: float, until: float) -> None:
    """One reader, with one connection."""
    chance = random.Random(number)
    tags: dict[tuple[str, str], str] = {}
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while time.monotonic() < until:
            path, coding = chance.choice(FEEDS), chance.choice([*DECODE])
            tag = tags.get((path, coding), '""')
            writer.write(REQUEST.format(path=path, coding=coding, tag=tag).encode())
            status, headers, body = await answer(reader)
            seen.check(path, status, headers, body)
            tags[path, coding] = headers.get("etag", '""')
            await asyncio.sleep(pause * chance.uniform(0.5, 1.5))
    except (OSError, asyncio.IncompleteReadError) as error:
        seen.faults.append(f"connection {number}: {error!r}")
    finally:
        writer.close()


async def answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (names in small letters) and body of one response."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return int(head[0].split()[1]), headers, body


async def memory(process: int, until: float) -> list[float]:
    """The MiB that the server's processes keep, once a second."""
    kept = []
    while time.monotonic() < until:
        kept.append(sum(map(resident, [process, *children(process)])))
        await asyncio.sleep(1)
    return kept


def children(process: int) -> list[int]:
    """The processes that this one started."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    return [int(child) for child in listed.split()]


def resident(process: int) -> float:
    """MiB in memory."""
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


async def soak(url: str, process: int, given: argparse.Namespace) -> tuple[Seen, list[float]]:
    """Let all pollers ask for the time given."""
    seen, until = Seen(), time.monotonic() + given.minutes * 60
    port = int(url.rpartition(":")[2])
    pollers = (poll(port, seen, number, given.pause, until) for number in range(given.pollers))
    kept, *_ = await asyncio.gather(memory(process, until), *pollers)
    return seen, kept


def flat(kept: list[float]) -> bool:
    """Whether memory at the end is what it was once all was warm."""
    fifth = max(len(kept) // 5, 1)
    early, late = mean(kept[fifth : 2 * fifth] or kept), mean(kept[-fifth:])
    print(f"memory: {early:.1f} MiB early, {late:.1f} MiB late, {max(kept):.1f} MiB at most")
    return late <= max(early * GROWTH, early + SLACK)


def main() -> None:
    """Measure, print, and exit 1 when something went wrong."""
    given = options(__doc__, minutes=5.0, pollers=200, pause=0.2)
    with (
        servers.site() as made,
        servers.tagwire(made) as (url, process),
        servers.refreshing(made) as refreshes,
    ):
        seen, kept = asyncio.run(soak(url, process, given))
    answered = ", ".join(f"{count} times {status}" for status, count in sorted(seen.statuses.items()))
    print(f"{given.pollers} pollers, {len(refreshes)} refreshes, {len(seen.bodies)} bodies told apart")
    print(f"answered: {answered}; faults: {len(seen.faults)}")
    for fault in seen.faults[:10]:
        print(f"  {fault}")
    sys.exit(bool(seen.faults) or not flat(kept) or seen.statuses.keys() != {200, 304})


if __name__ == "__main__":
    main()
