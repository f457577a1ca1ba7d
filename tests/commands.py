"""What a command that was run left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    """What a command left."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]
