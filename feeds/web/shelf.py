"""The documents that were asked for lately, kept for as long as their files are the same."""

from __future__ import annotations

import errno
import os
from collections import OrderedDict
from pathlib import Path
from threading import Lock

from feeds.web.addresses import document_path
from feeds.web.documents import Document, identify, read_document
from feeds.web.publication import Publication

CAPACITY = 64 * 1024 * 1024  # bytes

ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.ENXIO}


class Shelf:
    """The documents of the tree in `directory` by PATH_INFO, at most `capacity` bytes of them in memory.

    Safe to use from several threads; what was used least recently goes first.
    """

    def __init__(
        self,
        directory: Path,
        *,
        max_age: int,
        publication: Publication | None = None,
        capacity: int = CAPACITY,
    ) -> None:
        self._root = str(directory.absolute())
        self._max_age = max_age
        self._publication = publication
        self._capacity = capacity
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self.weight = 0
        self._lock = Lock()

    def find(self, address: str) -> Document | None:
        """The document at `address` (a PATH_INFO) as it is now; None where there is none.

        Raises OSError where the tree cannot be read.
        """
        document = self._kept.get(address)
        if document is not None:
            try:
                status = os.stat(document.file)  # noqa: PTH116  # every request comes here: Path costs as much again
                if identify(status) == document.identity:
                    self._kept.move_to_end(address)
                    return document
            except (OSError, KeyError):  # gone from the tree, or just now from the shelf
                pass
        return self._fetch(address)

    def _fetch(self, address: str) -> Document | None:
        path = document_path(address)
        document = self._read(path) if path is not None else None
        self._keep(address, document)
        return document

    def _read(self, path: str) -> Document | None:
        try:
            return read_document(self._root, path, max_age=self._max_age, publication=self._publication)
        except UnicodeEncodeError:  # a name that this system's files cannot have
            return None
        except OSError as error:
            if error.errno not in ABSENT:
                raise
            Path(self._root).stat()  # absent from a tree that is there; else this raises
            return None

    def _keep(self, address: str, document: Document | None) -> None:
        with self._lock:
            former = self._kept.pop(address, None)
            self.weight -= former.weight if former else 0
            if document is None or document.weight > self._capacity:
                return
            self._kept[address] = document
            self.weight += document.weight
            while self.weight > self._capacity:
                self.weight -= self._kept.popitem(last=False)[1].weight
