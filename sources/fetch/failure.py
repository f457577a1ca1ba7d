"""What goes wrong inside this room, before it is known under which address to report it."""

from __future__ import annotations

from datetime import timedelta


class Failure(Exception):
    """The reason, in words for one line. Never holds what a site or the environment says in secret.

    `retry_after`: how long the site asks to be left alone; `status`: the answer that is the reason.
    """

    def __init__(
        self, reason: str, *, retry_after: timedelta | None = None, status: int | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
        self.status = status
