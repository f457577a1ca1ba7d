"""The documents that were asked for lately, kept for as long as their files are the same."""

from __future__ import annotations

import errno
import os
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from feeds.web.addresses import document_paths
from feeds.web.changes import UNSURE, Changes
from feeds.web.documents import Document, read_document
from feeds.web.publication import Current, Publication
from feeds.web.watched import identify

CAPACITY = 64 * 1024 * 1024  # bytes

ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.ENXIO}


@dataclass(slots=True)
class _Kept:
    """A document, and the mark under which its file was seen to be the same still."""

    document: Document
    is_watched: bool
    seen: float = UNSURE


class Shelf:
    """The documents of the tree in `directory` by PATH_INFO, at most `capacity` bytes of them in memory.

    Safe to use from several threads; what was used least recently goes first. When what the settings say of
    documents has changed, all are read anew.
    """

    def __init__(self, directory: Path, current: Current, *, capacity: int = CAPACITY) -> None:
        self._root = str(directory.absolute())
        self._current = current
        self._publication = current()
        self._capacity = capacity
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._changes = Changes()
        self.weight = 0
        self._lock = Lock()

    def find(self, address: str) -> Document | None:
        """The document at `address` (a PATH_INFO) as it is now; None where there is none.

        Raises OSError where the tree cannot be read.
        """
        mark = self._changes.mark()
        try:  # every request comes here: a look-up, and a stat only where something may have changed
            kept = self._kept[address]
            if kept.seen == mark or self._is_same(kept, mark):
                self._kept.move_to_end(address)
                return kept.document
        except (KeyError, OSError):  # never read, gone from the tree, or just now from the shelf
            pass
        return self._fetch(address)

    def _is_same(self, kept: _Kept, mark: float) -> bool:
        """Whether file and settings are what they were; without news, that need not be asked again."""
        if self._current() is not self._publication:
            return False
        if identify(os.stat(kept.document.file)) != kept.document.identity:  # noqa: PTH116  # Path costs as much again
            return False
        if kept.is_watched:
            kept.seen = mark
        return True

    def _fetch(self, address: str) -> Document | None:
        publication = self._current()
        if publication is not self._publication:
            self._clear(publication)
        document = self._read(address, publication)
        self._keep(address, document)
        return document

    def _read(self, address: str, publication: Publication) -> Document | None:
        for path in document_paths(address, publication.prefix):
            try:
                return read_document(self._root, path, publication)
            except UnicodeEncodeError:  # a name that this system's files cannot have
                continue
            except OSError as error:
                if error.errno not in ABSENT:
                    raise
                Path(self._root).stat()  # absent from a tree that is there; else this raises
        return None

    def _keep(self, address: str, document: Document | None) -> None:
        kept = None
        if document and document.weight <= self._capacity:
            kept = _Kept(document, self._changes.watch(document.file))
        with self._lock:
            former = self._kept.pop(address, None)
            self.weight -= former.document.weight if former else 0
            if kept is None:
                return
            self._kept[address] = kept
            self.weight += kept.document.weight
            while self.weight > self._capacity:
                self.weight -= self._kept.popitem(last=False)[1].document.weight

    def _clear(self, publication: Publication) -> None:
        with self._lock:
            self._publication = publication
            self._kept.clear()
            self.weight = 0
