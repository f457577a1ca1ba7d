"""What is a process's own, where a server loads the app before it forks."""

from __future__ import annotations

import os
from collections.abc import Callable
from weakref import WeakMethod


def in_children(method: Callable[[], None]) -> None:
    """Call the bound method in every process forked from this one, as long as its object lives."""
    held = WeakMethod(method)
    os.register_at_fork(after_in_child=lambda: (call := held()) and call())
