"""What goes wrong on the way from bytes to entries.

SourceError                 reading a source failed; its last good entries stay
├── FetchError              no bytes: missing, unreadable, refused, too slow, too large
└── UnreadableDocument      bytes, but nothing that can be read as a listing
    ├── NoArticles          a readable document that lists no article
    └── Wall                an error page, a login, a consent wall, a challenge to robots
"""

from __future__ import annotations

from datetime import timedelta


class SourceError(Exception):
    """Reading a source failed. The message says where and what was expected, in one line."""


class FetchError(SourceError):
    """The document could not be had. `retry_after`: how long the site asks to be left alone; `status`:
    what it answered, where that is why (RFC 9110, 15).
    """

    def __init__(
        self, message: str, *, retry_after: timedelta | None = None, status: int | None = None
    ) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.status = status


class UnreadableDocument(SourceError):
    """The document is not what the adapter reads: binary, empty, of another kind."""


class NoArticles(UnreadableDocument):
    """The document was read and lists no article."""


class Wall(UnreadableDocument):
    """A page in place of the articles: an error page, a login, a consent wall, a challenge to robots."""
