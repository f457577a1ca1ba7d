"""The published tree: documents, each with precompressed siblings that provably belong to it.

A sibling belongs to its document exactly when both carry the same modification time, to the
nanosecond. Every new generation of a document is modified in a later second than the one before,
so the rule holds on file systems that keep whole seconds, and Last-Modified tells generations
apart. Siblings are renamed first and the document last: a reader that has the new document finds
its siblings in place, one that has the old document finds siblings that are not its own and does
without.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from feeds.errors import PublishError
from feeds.publish.addresses import is_document_path
from feeds.publish.batch import DIRECTORY_MODE, MARKER, Batch, is_temporary
from feeds.publish.codings import SUFFIXES, encode

SECOND = 1_000_000_000  # nanoseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A document beside what stands in its place."""

    path: str
    document: Path
    data: bytes
    is_new: bool  # something else stands there, or nothing
    mtime: int  # nanoseconds since the epoch: that of the document, once it is written
    siblings: Mapping[str, int | None]  # the modification time of what stands beside it, by coding


class Tree:
    """The documents below `directory`, with a sibling for each of the codings in `compress`.

    Paths are relative to the directory, with forward slashes: "feeds/all.xml". One writer at a
    time, for which the caller holds a lock, or several that work `together`, within `writing_together` of
    the one that began them; readers need none. Whatever goes wrong is raised as PublishError and leaves
    the tree as it was.
    """

    def __init__(
        self, directory: Path, *, compress: Iterable[str] = ("gzip", "br"), together: bool = False
    ) -> None:
        self.directory = directory
        self._together = together
        self.compress = frozenset(compress)
        if unknown := self.compress - SUFFIXES.keys():
            raise ValueError(f"no such content coding: {', '.join(sorted(unknown))}")
        self._inside: dict[str, bool] = {}

    def write(self, documents: Mapping[str, bytes], *, lasting: bool = False) -> list[str]:
        """Publish `documents`, by path; give the paths of those whose bytes have changed.

        A document whose bytes are the same keeps its inode and its modification time; a sibling
        of it that is missing or not its own is made again, one no longer wanted is removed. Documents
        that are `lasting` will hardly ever be written again, and are encoded harder.
        """
        with _reporting(self.directory), Batch(self.directory, together=self._together) as batch:
            placed = [self._place(path, data) for path, data in documents.items()]
            for one, encodings in zip(placed, self._encoded(placed, lasting), strict=True):
                self._put(batch, one, encodings)
            batch.commit()
        return [one.path for one in placed if one.is_new]

    @contextmanager
    def writing_together(self) -> Iterator[None]:
        """While the block lasts, others write; what they leave if they fail goes when a batch begins."""
        with _reporting(self.directory):
            self.directory.mkdir(parents=True, exist_ok=True)
            self.directory.chmod(DIRECTORY_MODE)
            (self.directory / MARKER).touch()
            yield
            (self.directory / MARKER).unlink(missing_ok=True)

    def differing(self, documents: Mapping[str, bytes]) -> list[str]:
        """The paths of those of `documents` that `write` would change."""
        with _reporting(self.directory):
            return [path for path, data in documents.items() if not _holds(self._locate(path), data)]

    def remove(self, paths: Iterable[str]) -> list[str]:
        """Take documents, their siblings and directories left empty away; give the paths that were there."""
        with _reporting(self.directory), Batch(self.directory, together=self._together) as batch:
            removed = [path for path in paths if self._take_away(batch, path)]
            batch.commit()
            self._prune(removed)
        return removed

    def documents(self) -> Iterator[str]:
        """The paths of all documents of the tree, in no particular order."""
        for folder, _, names in os.walk(self.directory):
            for name in names:
                path = Path(folder, name).relative_to(self.directory).as_posix()
                if is_document_path(path):
                    yield path

    def _place(self, path: str, data: bytes) -> _Placed:
        document = self._locate(path)
        siblings = {coding: _mtime_of(_sibling(document, coding)) for coding in SUFFIXES}
        is_new = not _holds(document, data)
        mtime = _next_mtime(document) if is_new else document.lstat().st_mtime_ns
        return _Placed(path=path, document=document, data=data, is_new=is_new, mtime=mtime, siblings=siblings)

    def _encoded(self, placed: Sequence[_Placed], lasting: bool) -> Iterator[dict[str, bytes | None]]:
        """Of each document the encodings that it lacks, None for what is not worth it; on all cores, unless
        other processes are at work on them.
        """
        wanted = [[coding for coding in self.compress if one.siblings[coding] != one.mtime] for one in placed]
        encode_one = partial(_encode, lasting)
        if self._together:
            yield from map(encode_one, placed, wanted)
            return
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # encoders let go of the interpreter
            yield from pool.map(encode_one, placed, wanted)

    def _put(self, batch: Batch, one: _Placed, encodings: Mapping[str, bytes | None]) -> None:
        staged = len(batch)
        for coding, found in one.siblings.items():
            sibling = _sibling(one.document, coding)
            encoded = encodings.get(coding)
            if encoded is not None:
                batch.replace(sibling, encoded, mtime_ns=one.mtime)
            elif found is not None and (coding in encodings or coding not in self.compress):
                batch.remove(sibling)
        if one.is_new:
            batch.replace(one.document, one.data, mtime_ns=one.mtime)
        elif len(batch) > staged:
            batch.touch(one.document)

    def _take_away(self, batch: Batch, path: str) -> bool:
        document = self._locate(path)
        for target in (*(_sibling(document, coding) for coding in SUFFIXES), document):
            if _mtime_of(target) is not None:
                batch.remove(target)
        return _mtime_of(document) is not None

    def _prune(self, removed: Iterable[str]) -> None:
        for path in removed:
            with suppress(OSError):  # not empty
                for parent in [*PurePosixPath(path).parents][:-1]:
                    (self.directory / parent).rmdir()

    def _locate(self, path: str) -> Path:
        if not (is_document_path(path) and self._is_inside(path.rpartition("/")[0])):
            raise PublishError(f"{path!r} is not a path that can be published below {self.directory}")
        return self.directory / path

    def _is_inside(self, folder: str) -> bool:
        if folder not in self._inside:
            root = self.directory.resolve()
            self._inside[folder] = (root / folder).resolve().is_relative_to(root)
        return self._inside[folder]


@contextmanager
def _reporting(directory: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = Path(error.filename or directory)
        place = place.parent if is_temporary(place.name) else place
        raise PublishError(f"{place}: cannot publish: {error.strerror or error}") from error


def _encode(lasting: bool, one: _Placed, codings: Iterable[str]) -> dict[str, bytes | None]:
    return {coding: encode(coding, one.data, lasting=lasting) for coding in codings}


def _sibling(document: Path, coding: str) -> Path:
    return document.with_name(document.name + SUFFIXES[coding])


def _mtime_of(path: Path) -> int | None:
    """In nanoseconds since the epoch; None where nothing is."""
    try:
        return path.lstat().st_mtime_ns
    except (FileNotFoundError, NotADirectoryError):
        return None


def _next_mtime(document: Path) -> int:
    """Now, but in a later second than the generation that stands there."""
    found = _mtime_of(document)
    return time.time_ns() if found is None else max(time.time_ns(), (found // SECOND + 1) * SECOND)


def _holds(document: Path, data: bytes) -> bool:
    """Whether `document` is a plain file of those bytes."""
    try:
        status = document.lstat()
        return S_ISREG(status.st_mode) and status.st_size == len(data) and document.read_bytes() == data
    except (FileNotFoundError, NotADirectoryError):
        return False
