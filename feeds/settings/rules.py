"""What is wrong with settings each of which is right by itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from feeds.settings.tables import Settings
from feeds.settings.values import CAPTURED_IN

Problem = tuple[list[str | int], str]  # keys down to the value, and what is wrong with it


def problems(settings: Settings, folder: Path) -> Iterator[Problem]:
    """What is wrong with settings whose paths are absolute, and whose file stands in `folder`."""
    yield from _repeated(settings)
    yield from _laid_open(settings, folder)
    yield from _misplaced_store(settings)
    yield from _impossible_captures(settings)
    yield from _unsendable_headers(settings)


def _repeated(settings: Settings) -> Iterator[Problem]:
    seen = set()
    for kind, keys, value in _names(settings):
        if (kind, value) in seen:
            yield keys, f"{value!r} is taken; each stands for one {kind}"
        seen.add((kind, value))


def _names(settings: Settings) -> Iterator[tuple[str, list[str | int], str]]:
    """Of what, where, and the value of whatever may stand only once; slugs in use before former ones."""
    for hub in settings.site.hubs:
        yield "hub", ["site", "hubs"], hub
    for index, source in enumerate(settings.source):
        yield "source", ["source", index, "name"], source.name
    for index, feed in enumerate(settings.feed):
        yield "feed", ["feed", index, "slug"], feed.slug
    for index, feed in enumerate(settings.feed):
        for slug in feed.former:
            yield "feed", ["feed", index, "former"], slug


def _laid_open(settings: Settings, folder: Path) -> Iterator[Problem]:
    """Whatever stands in the published directory, everybody can read."""
    directory, store = settings.publish.directory, settings.store.url.file
    if directory in {store, settings.lock} or (directory.exists() and not directory.is_dir()):
        yield ["publish", "directory"], f"expected a folder, got {str(directory)!r}, which is none"
    if _is_within(folder, directory):
        expected = f"expected a folder of its own, got {str(directory)!r}"
        yield ["publish", "directory"], f"{expected}, which would publish the settings"
    if store and _is_within(store.parent, directory):
        expected = f"expected a file outside of {str(directory)!r}"
        yield ["store", "url"], f"{expected}, where it would be published, got {str(store)!r}"


def _misplaced_store(settings: Settings) -> Iterator[Problem]:
    file = settings.store.url.file
    if file and "?" in str(file):
        yield ["store", "url"], f"expected a path without a question mark, got {str(file)!r}"
    if file == settings.lock:
        yield ["store", "url"], f"expected a file beside {str(file)!r}, which is the lock's"


def _impossible_captures(settings: Settings) -> Iterator[Problem]:
    for index, source in enumerate(settings.source):
        keys: list[str | int] = ["source", index, "captured"]
        if source.captured and source.is_web:
            yield keys, "expected only with a file: an address is captured when it is read"
        if source.captured and source.captured.year not in CAPTURED_IN:
            yield (
                keys,
                f"expected a year from {CAPTURED_IN[0]} to {CAPTURED_IN[-1]}, got {source.captured.year}",
            )


def _unsendable_headers(settings: Settings) -> Iterator[Problem]:
    """Those that no request can carry; what stands in the environment is seen when it is sent."""
    from sources.fetch.failure import Failure
    from sources.fetch.headers import from_settings

    for index, source in enumerate(settings.source):
        named = {name: "x" if value.startswith("env:") else value for name, value in source.headers.items()}
        try:
            from_settings(named, {})
        except Failure as failure:
            yield ["source", index, "headers"], f"expected headers: {failure.reason}"


def _is_within(path: Path, directory: Path) -> bool:
    """Whether it is the directory or below it, after all links; Path.resolve fails at circles."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(directory))
