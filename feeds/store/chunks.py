"""Long lists of values, a statement's worth at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

PARAMETERS = 500  # values bound in one statement; SQLite has allowed at least 999 always


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in their order, as many together as one statement takes."""
    everything = list(values)
    return (everything[at : at + PARAMETERS] for at in range(0, len(everything), PARAMETERS))
