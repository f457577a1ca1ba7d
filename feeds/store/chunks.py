"""Long lists of values, a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

PARAMETERS = 500  # values bound in one statement; SQLite has allowed at least 999 always


def chunks(values: Iterable[T], size: int = PARAMETERS) -> Iterator[list[T]]:
    """The values in their order, `size` together: by default as many as one statement takes."""
    everything = list(values)
    return (everything[at : at + size] for at in range(0, len(everything), size))
