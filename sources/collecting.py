"""Visits to sources: one, or many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from queue import SimpleQueue
from threading import Event
from urllib.parse import urlsplit

from sources.detect import read
from sources.entry import Collected, Document, Source
from sources.errors import SourceError, UnreadableDocument
from sources.fetch import Fetched, Fetcher
from sources.fetch.files import read_source
from sources.urls import without_secrets
from sources.version import fingerprint

AT_ONCE = 100  # hosts; a visit is mostly waiting

Job = tuple[Source, Mapping[str, str]]  # a source, and the validators of the last visit
Result = Collected | SourceError


def collect(
    source: Source,
    validators: Mapping[str, str] | None = None,
    *,
    fetcher: Fetcher | None = None,
    captured: datetime | None = None,
) -> Collected:
    """Read the articles that a source lists now.

    `validators` are those of the last visit: when the document has not changed since, nor the
    way it is read, `listing` is None. `fetcher` reads URLs, a new one if there is none. `captured`
    says when the document was what it is, where that is known better than by its modification
    time. Raises SourceError.
    """
    reading = _reading(source)
    captured = captured or source.captured
    known = dict(validators or {})
    known = known if known.pop("reading", None) == reading else {}
    if source.adapter == "wordpress" and _is_url(source.location):
        return _ask_wordpress(source, known, fetcher, reading)
    fetched = _fetch(source, known, fetcher)
    found = {**fetched.validators, "reading": reading}
    document = fetched.document
    if document is None:
        now = captured or datetime.now(UTC)
        return Collected(captured=now, validators=found, moved_to=fetched.moved_to)
    public = without_secrets(document.base_url) if document.base_url else None
    document = replace(document, captured=captured or document.captured, base_url=public)
    listing = read(document, source)
    return Collected(captured=document.captured, validators=found, listing=listing, moved_to=fetched.moved_to)


def collect_all(
    jobs: Iterable[Job], fetcher: Fetcher, *, at_once: int = AT_ONCE
) -> Generator[tuple[Source, Result], None, None]:
    """Visit many sources, those of different hosts `at_once`; what each gave, in the order of `jobs`.

    The order does not hang on who answers first, so that what is decided on the results does not
    either. A source that fails gives its SourceError. Closing the iterator begins no more visits.
    """
    jobs = list(jobs)
    lanes: dict[str, list[Job]] = defaultdict(list)
    for job in jobs:
        lanes[_lane(job[0])].append(job)
    results: dict[str, SimpleQueue[Result]] = {lane: SimpleQueue() for lane in lanes}
    stop = Event()
    with ThreadPoolExecutor(max(1, min(at_once, len(lanes))), "visit") as pool:
        try:
            for lane, queue in lanes.items():
                pool.submit(_visit_each, queue, fetcher, stop, results[lane].put)
            for source, _ in jobs:
                yield source, results[_lane(source)].get()
        finally:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)


def _visit_each(
    jobs: Iterable[Job], fetcher: Fetcher, stop: Event, deliver: Callable[[Result], None]
) -> None:
    for job in jobs:
        if stop.is_set():
            return
        deliver(_visit(*job, fetcher))


def _visit(source: Source, validators: Mapping[str, str], fetcher: Fetcher) -> Result:
    try:
        return collect(source, validators, fetcher=fetcher)
    except SourceError as error:
        return error
    except Exception as error:  # noqa: BLE001  # a defect that one page brings to light must not cost the others
        what = " ".join(f"{type(error).__name__}: {error}".split())
        unreadable = UnreadableDocument(f"could not be read, by a defect of Tagwire: {what}")
        unreadable.__cause__ = error
        return unreadable


def _lane(source: Source) -> str:
    """Sources of one host are visited one after the other; so are files, which keep nobody waiting."""
    try:
        return urlsplit(source.location).hostname or ""
    except ValueError:  # no address; the fetcher says so
        return ""


def _is_url(location: str) -> bool:
    return "://" in location


def _fetch(source: Source, validators: Mapping[str, str], fetcher: Fetcher | None) -> Fetched:
    if not _is_url(source.location):
        return read_source(source, validators)
    if fetcher is None:
        with Fetcher() as one:
            return _fetch(source, validators, one)
    return fetcher.fetch(source.location, validators=validators, headers=source.headers, own=source.own)


def _ask_wordpress(
    source: Source, validators: Mapping[str, str], fetcher: Fetcher | None, reading: str
) -> Collected:
    """Read a site's API, which takes several questions."""
    from sources.adapters import wordpress

    if fetcher is None:
        with Fetcher() as one:
            return _ask_wordpress(source, validators, one, reading)

    def get(url: str, known: Mapping[str, str], /) -> tuple[Document, Mapping[str, str]]:
        fetched = fetcher.fetch(url, validators=known, headers=source.headers, own=source.own)
        if fetched.document is None:
            raise UnreadableDocument(f"{url}: answered that nothing has changed, to a first visit")
        return fetched.document, fetched.headers

    collected = wordpress.collect(source.location, get, validators)
    return replace(collected, validators={**collected.validators, "reading": reading})


def _reading(source: Source) -> str:
    """What names the way a document is read: a new version or other settings read it anew."""
    return fingerprint(source)[:16]
