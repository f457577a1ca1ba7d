"""The memory that all bodies together may take while they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Condition

PORTION = 2**20  # bytes that are asked for at once

Waiting = Callable[[], AbstractContextManager[None]]


class Room:
    """Room for so many bytes, and beside them for one body, however large.

    Where the room is full bodies wait until others end, but for that one: so some body always goes on.
    Safe to share by threads.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._taken = 0
        self._beside: Place | None = None
        self._changed = Condition()

    @contextmanager
    def place(self, waiting: Waiting) -> Iterator[Place]:
        """A place for one body; `waiting` is entered while it waits."""
        place = Place(self, waiting)
        try:
            yield place
        finally:
            with self._changed:
                self._taken -= place.granted
                if self._beside is place:
                    self._beside = None
                self._changed.notify_all()

    def grant(self, place: Place) -> None:
        """A portion for that place, if need be after waiting."""
        with self._changed:
            if not self._has_room(place):
                with place.waiting():
                    self._changed.wait_for(lambda: self._has_room(place))
            if self._taken + PORTION <= self._size and self._beside is not place:
                self._taken += PORTION
                place.granted += PORTION
            else:
                self._beside = place

    def _has_room(self, place: Place) -> bool:
        return self._taken + PORTION <= self._size or self._beside in {None, place}


class Place:
    """What one body takes: `granted` of the room, the rest beside it."""

    def __init__(self, room: Room, waiting: Waiting) -> None:
        self.granted = 0
        self.waiting = waiting
        self._room = room
        self._left = 0

    def take(self, size: int) -> None:
        """Room for so many bytes more."""
        self._left -= size
        while self._left < 0:
            self._room.grant(self)
            self._left += PORTION
