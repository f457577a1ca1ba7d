"""The published tree over HTTP: a Flask app, and before it a WSGI layer that answers from the tree.

It only reads: the documents and their siblings below the tree's directory, and the summary of the
last run beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from feeds.web.publication import Publication


def create_app(
    config: Path | None = None,
    *,
    directory: Path | None = None,
    publication: Publication | None = None,
    counting: Path | None = None,
) -> Flask:
    """The WSGI app that serves the tree in `directory`, with what `publication` says of it.

    Without a directory both come from the settings in `config` (else where TAGWIRE_CONFIG points, else
    ./tagwire.toml), and follow them when they change, the directory excepted; SettingsError where they
    are wrong now. `counting` is a folder in which all processes that serve the tree count requests,
    else the one that PROMETHEUS_MULTIPROC_DIR names, else each process counts its own.
    """
    import os

    from feeds.web.application import build_app
    from feeds.web.counts import Counts
    from feeds.web.publication import Publication, watching

    shared = counting or os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    counts = Counts(Path(shared) if shared else None)
    if directory is not None:
        fixed = publication or Publication()
        return build_app(directory, lambda: fixed, counts)
    from feeds import settings

    file = settings.located(config)
    loaded = settings.load(file)
    return build_app(loaded.publish.directory, watching(file, loaded), counts)
