"""What the last run leaves to the next: nothing before some instant, or else all to be found out.

Most runs of cron find nothing due. They see so in one small file, kept beside the store's lock, and load
neither the store nor what works on it. The file holds only as long as nothing was done since: whoever takes
the lock removes it, a refresh that left nothing undone writes it again.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec

from feeds.errors import StoreError
from feeds.settings import Settings
from sources.version import fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Nothing is to be done before the instant `until` (aware), under the settings of that fingerprint."""

    settings: str
    until: Annotated[datetime, msgspec.Meta(tz=True)]


def leave(settings: Settings, until: datetime) -> None:
    """Note that there is nothing to do before `until`. Where that cannot be written, the next run looks."""
    with suppress(OSError):
        _path(settings).write_bytes(msgspec.json.encode(Agenda(settings=fingerprint(settings), until=until)))


def clear(settings: Settings) -> None:
    """Note that the next run has to look. Raises StoreError."""
    path = _path(settings)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: cannot be removed: {error.strerror}") from None


def is_idle(settings: Settings, now: datetime) -> bool:
    """Whether there is nothing to do: so the last run said, and store and tree are still there."""
    try:
        agenda = msgspec.json.decode(_path(settings).read_bytes(), type=Agenda)
    except (OSError, msgspec.DecodeError):
        return False
    database = settings.store.url.file
    there = settings.publish.is_there and (database is None or database.is_file())
    return there and now < agenda.until and agenda.settings == fingerprint(settings)


def _path(settings: Settings) -> Path:
    place = settings.store.url.file or settings.publish.directory
    return place.with_name(f"{place.name}.agenda.json")
