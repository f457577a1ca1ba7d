"""What the last run did, kept beside the tree and not in it: health checks and metrics read it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec

from feeds.errors import PublishError
from feeds.publish.batch import FILE_MODE
from feeds.publish.flush import flush

Instant = Annotated[datetime, msgspec.Meta(tz=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One run in numbers; both times are aware."""

    finished: Instant
    ok: bool
    sources_ok: int = 0
    sources_failed: int = 0
    documents_written: int = 0
    last_success: Instant | None = None  # when a run last ended well, this one included


def path_beside(directory: Path) -> Path:
    """Where the summary of the tree in `directory` is kept."""
    return directory.with_name(directory.name + ".summary.json")


def save(summary: Summary, directory: Path) -> None:
    """Keep `summary` as that of the last run on the tree in `directory`. Raises PublishError."""
    path = path_beside(directory)
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_bytes(msgspec.json.encode(summary) + b"\n")
        beside.chmod(FILE_MODE)
        flush([beside])
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise PublishError(f"{path}: cannot be written: {error.strerror}") from error


def note_idle_run(directory: Path, now: datetime) -> None:
    """A run that found nothing to do has ended well. Raises PublishError."""
    done = load(directory) or Summary(finished=now, ok=True)
    save(
        replace(
            done,
            finished=now,
            ok=True,
            sources_ok=0,
            sources_failed=0,
            documents_written=0,
            last_success=now,
        ),
        directory,
    )


def load(directory: Path) -> Summary | None:
    """The summary of the last run on the tree in `directory`; None where there is none to be read."""
    try:
        return msgspec.json.decode(path_beside(directory).read_bytes(), type=Summary)
    except (OSError, msgspec.DecodeError):
        return None
