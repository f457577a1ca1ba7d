"""Getting the bytes of a source. So far from files; the network belongs here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sources.entry import Document, Source
from sources.errors import FetchError

LARGEST = 32 * 2**20  # bytes; listing pages are a thousand times smaller


def fetch(source: Source, validators: Mapping[str, str]) -> tuple[Document, dict[str, str]] | None:
    """The document at the source's location and the validators that name this version of it.

    None when it is the version that `validators` name. Raises FetchError.
    """
    if "://" in source.location:
        raise FetchError(f"{source.location}: addresses cannot be read yet; save the page and give the file")
    path = Path(source.location)
    data, modified = read_file(path)
    found = {"sha256": sha256(data).hexdigest()}
    if validators.get("sha256") == found["sha256"]:
        return None
    return Document(data=data, location=str(path), captured=modified, base_url=source.url), found


def read_file(path: Path) -> tuple[bytes, datetime]:
    """The bytes of a file and its modification time. Raises FetchError."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
            modified = path.stat().st_mtime
    except OSError as error:
        raise FetchError(f"{path}: {_in_words(error)}") from None
    if len(data) > LARGEST:
        size = path.stat().st_size / 2**20
        raise FetchError(f"{path}: {size:.0f} MiB; a document may have {LARGEST // 2**20} MiB at most")
    return data, datetime.fromtimestamp(modified, UTC)


def _in_words(error: OSError) -> str:
    words = {
        FileNotFoundError: "no such file",
        IsADirectoryError: "a folder, not a file",
        PermissionError: "may not be read (permission denied)",
    }
    return words.get(type(error), error.strerror or str(error))
