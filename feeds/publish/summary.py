"""What the last run did, kept beside the tree and not in it: health checks and metrics read it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec

from feeds.errors import PublishError
from feeds.publish.batch import FILE_MODE
from feeds.publish.flush import flush

Instant = Annotated[datetime, msgspec.Meta(tz=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """All runs since the first, in numbers that only grow."""

    runs: int = 0
    runs_failed: int = 0
    sources_ok: int = 0
    sources_failed: int = 0
    documents_written: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One run in numbers; both times are aware."""

    finished: Instant
    ok: bool
    seconds: float = 0.0  # that it took
    sources_ok: int = 0
    sources_failed: int = 0
    documents_written: int = 0
    sources: Mapping[str, int] = field(default_factory=dict)  # all that are configured, by state
    entries: int | None = None  # that feeds may carry; None: not counted
    last_success: Instant | None = None  # when a run last ended well, this one included
    totals: Totals = Totals()  # this run included

    def following(self, before: Summary | None) -> Summary:
        """The same run, summed up with those that `before` sums up."""
        past = before.totals if before else Totals()
        last_success = before.last_success if before else None
        totals = Totals(
            runs=past.runs + 1,
            runs_failed=past.runs_failed + (not self.ok),
            sources_ok=past.sources_ok + self.sources_ok,
            sources_failed=past.sources_failed + self.sources_failed,
            documents_written=past.documents_written + self.documents_written,
            seconds=past.seconds + self.seconds,
        )
        return replace(self, last_success=self.finished if self.ok else last_success, totals=totals)


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
    before = load(directory)
    idle = Summary(finished=now, ok=True)
    if before:
        idle = replace(idle, sources=before.sources, entries=before.entries)
    save(idle.following(before), directory)


def load(directory: Path) -> Summary | None:
    """The summary of the last run on the tree in `directory`; None where there is none to be read."""
    try:
        return msgspec.json.decode(path_beside(directory).read_bytes(), type=Summary)
    except (OSError, msgspec.DecodeError):
        return None
