"""How much faster many slow hosts are refreshed together than one after the other.

    python bench/fetch_many.py [--hosts 300] [--sample 30] [--delay 0.2]

Starts a server on loopback that is HOSTS hosts (127.0.x.y) and answers every request after DELAY
seconds. `tagwire refresh` runs twice over one source a host: the first time all is new, the
second time every host answers 304. Times are of the whole command, start-up included. One after
the other is measured on SAMPLE of the hosts and scaled up. Memory is the peak of the command.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Mapping
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path

from commands import Ran, options, tagwire

from sources import Collected, Fetcher, Source, collect_all

FASTER, MEMORY = 12, 160  # the bars: times, MiB
ETAG = '"1"'
CAPTURE = """Archives : pont

{place} : le vieux pont rouvre aux piétons
Fermé depuis l’hiver, le pont de {place} a été consolidé. La mairie promet une fête.
24 octobre 2025

Le moulin de {place} cherche un meunier
La roue tourne de nouveau, il manque quelqu’un pour la meule. Les candidats se font rares.
23 octobre 2025
"""
HEAD = """[site]
title = "Bench"
url = "https://feeds.example.org/"
language = "fr"
[fetch]
allow_private = true
"""
EACH = '[[source]]\nname = "host-{}"\nlocation = "{}"\nevery = "0s"\n'


def serve(delay: float, told: Connection) -> None:
    """Answer on every address of loopback until killed; say the port to `told`."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                await asyncio.sleep(delay)
                writer.write(response(request))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "0.0.0.0", 0, backlog=1024)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def response(request: bytes) -> bytes:
    """What a host says: to each its own articles."""
    if request.startswith(b"GET /robots.txt"):
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    if ETAG.encode() in request:
        return b"HTTP/1.1 304 Not Modified\r\n\r\n"
    host = request.lower().partition(b"host:")[2].partition(b"\r\n")[0].decode().strip()
    body = CAPTURE.format(place=f"Vernon {sha256(host.encode()).hexdigest()[:12]}").encode()
    head = f"HTTP/1.1 200 OK\r\nETag: {ETAG}\r\nContent-Type: text/plain; charset=utf-8\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def urls(hosts: int, port: int) -> list[str]:
    """An address on each host."""
    return [f"http://127.0.{1 + n // 250}.{1 + n % 250}:{port}/tag/pont/" for n in range(hosts)]


def write_settings(folder: Path, addresses: list[str]) -> None:
    """A tagwire.toml with a source for each address, always due."""
    each = "".join(map(EACH.format, range(len(addresses)), addresses))
    (folder / "tagwire.toml").write_text(HEAD + each, "utf-8")


def one_after_the_other(addresses: list[str]) -> tuple[float, float]:
    """Seconds for all sources when all is new, and when nothing has changed."""
    sources = [Source(name=f"host-{n}", location=url) for n, url in enumerate(addresses)]
    times = []
    known: list[Mapping[str, str]] = [{} for _ in sources]
    for _ in range(2):
        started = time.perf_counter()
        with Fetcher(allow_private=True) as fetcher:
            jobs = zip(sources, known, strict=True)
            results = [result for _, result in collect_all(jobs, fetcher, at_once=1)]
        times.append(time.perf_counter() - started)
        known = [result.validators for result in results if isinstance(result, Collected)]
    return times[0], times[1]


def prints(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and modification time of every published file."""
    files = (path for path in (folder / "public").rglob("*") if path.is_file())
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def report(what: str, together: Ran, alone: float) -> bool:
    """Print one comparison; whether it keeps the bars."""
    ratio, memory = alone / together.seconds, together.memory * 1e6 / 2**20
    print(f"{what}: together {together.seconds:.2f} s, one after the other ", end="")
    print(f"{alone:.1f} s (scaled): {ratio:.1f} times")
    print(f"{what}: peak of {memory:.0f} MiB")
    return ratio >= FASTER and memory < MEMORY


def main() -> None:
    """Measure, print, and exit 1 when a bar is missed."""
    given = options(__doc__, hosts=300, sample=30, delay=0.2)
    told, tell = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.Process(target=serve, args=(given.delay, tell), daemon=True)
    server.start()
    addresses = urls(given.hosts, told.recv())
    with tempfile.TemporaryDirectory() as name:
        write_settings(Path(name), addresses)
        first = tagwire(Path(name), "refresh")
        before = prints(Path(name))
        second = tagwire(Path(name), "refresh")
        untouched = prints(Path(name)) == before
    scale = given.hosts / given.sample
    alone = [seconds * scale for seconds in one_after_the_other(addresses[: given.sample])]
    server.terminate()
    print(f"{given.hosts} hosts, {given.delay:g} s an answer; one after the other: {given.sample} hosts")
    report("all new", first, alone[0])
    good = report("all 304", second, alone[1])
    print(f"published files untouched by the 304s: {'yes' if untouched else 'NO'}")
    sys.exit(not (good and untouched))


if __name__ == "__main__":
    main()
