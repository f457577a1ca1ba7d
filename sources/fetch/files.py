"""Reading a saved page from a file."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from math import ceil
from pathlib import Path

from sources.entry import Document, Source
from sources.errors import FetchError
from sources.fetch.fetched import Fetched
from sources.fetch.limits import LARGEST


def read_source(source: Source, validators: Mapping[str, str]) -> Fetched:
    """The file at the source's location, unless it still is what `validators` name. Raises FetchError."""
    path = Path(source.location)
    data, modified = read_file(path)
    found = {"sha256": sha256(data).hexdigest()}
    if validators.get("sha256") == found["sha256"]:
        return Fetched(document=None, validators=found)
    document = Document(data=data, location=str(path), captured=modified, base_url=source.url)
    return Fetched(document=document, validators=found)


def read_file(path: Path) -> tuple[bytes, datetime]:
    """The bytes of a regular file and its modification time. Raises FetchError."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise FetchError(f"{path}: not a file with contents of its own; save the page in one")
            data = file.read(LARGEST + 1)
        modified = datetime.fromtimestamp(status.st_mtime, UTC)
    except OSError as error:
        raise FetchError(f"{path}: {_in_words(error)}") from None
    except (ValueError, OverflowError) as error:  # no name, no instant
        raise FetchError(f"{path}: {error}") from None
    if len(data) > LARGEST:
        size = max(status.st_size, len(data)) / 2**20
        raise FetchError(f"{path}: {ceil(size)} MiB; a document may have {LARGEST // 2**20} MiB at most")
    return data, modified


def _without_waiting(path: str, flags: int) -> int:
    """Opening a pipe waits for who writes into it."""
    return os.open(path, flags | os.O_NONBLOCK)


def _in_words(error: OSError) -> str:
    words = {
        FileNotFoundError: "no such file",
        IsADirectoryError: "a folder, not a file",
        PermissionError: "may not be read (permission denied)",
    }
    return words.get(type(error), error.strerror or str(error))
