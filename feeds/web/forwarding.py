"""Where readers go on to from an address at which nothing is published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from feeds.record import INDEX
from feeds.web.addresses import path_info_of
from feeds.web.feed_list import FILE, label_key, nearest, read_list
from feeds.web.moves import Place, is_gone, moved_to, place_of
from feeds.web.publication import Current
from feeds.web.shelf import Shelf
from feeds.web.watched import Watched


class Forwarding:
    """Looks for what an address may have meant, among what the tree holds.

    Paths are text, below the root of the host or of the site, without the slash in front.
    """

    def __init__(self, directory: Path, shelf: Shelf, current: Current) -> None:
        self._shelf = shelf
        self._current = current
        self._listed = Watched(directory / FILE, read_list)

    def below(self, path: str) -> Iterator[str]:
        """The path, and where the site lives under a path that was left on it, the path without."""
        yield path
        prefix = f"{self._current().prefix}/".lstrip("/")
        if prefix and f"{path}/".startswith(prefix):
            yield path[len(prefix) :]

    def target(self, path: str) -> str | None:
        """What took the place of this path for good, below the site's address. OSError as it comes.

        It is there, unless the settings promise it.
        """
        for candidate in self._candidates(path):
            document = self._shelf.find(path_info_of(candidate))
            if document:
                return document.path.removesuffix(INDEX)
        return next(self._promised(path), None)

    def is_gone(self, path: str) -> bool:
        """Whether a feed stood there that will not come back."""
        return any(is_gone(place, self._current()) for place in self._places(path))

    def nearest(self, path: str) -> dict[str, str]:
        """The labels of feeds with names like that of the feed, or the page, that was asked for, by slug."""
        feeds = self._listed()
        asked = [slug for place in self._places(path) for slug in place.slugs()]
        asked += [word for word in [path.strip("/")] if re.fullmatch(r"[^/.]+", word)]
        return {slug: feeds.labels[slug] for slug in nearest(asked[0], feeds)} if asked else {}

    def count(self) -> int:
        """How many feeds are published."""
        return len(self._listed().labels)

    def _places(self, path: str) -> Iterator[Place]:
        return (place for one in self.below(path) if (place := place_of(one)))

    def _candidates(self, path: str) -> Iterator[str]:
        """A directory asked for without its slash, then what the address means by its form."""
        if not path.endswith("/"):
            yield from (f"{one}/".lstrip("/") for one in self.below(path))
        for place in self._places(path):
            labelled = self._listed().slugs.get(label_key(place.name))
            yield from map(place.path, [labelled] if labelled else ())
            yield from map(place.path, place.slugs())
        yield from self._promised(path)

    def _promised(self, path: str) -> Iterator[str]:
        return (new for place in self._places(path) for new in moved_to(place, self._current()))
