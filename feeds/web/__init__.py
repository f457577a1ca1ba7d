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

DAY = 86400  # seconds


def create_app(
    config: Path | None = None,
    *,
    directory: Path | None = None,
    max_age: int = 900,
    stale_after: int = DAY,
    publication: Publication | None = None,
) -> Flask:
    """The WSGI app that serves the tree in `directory`.

    `max_age`: for how many seconds readers may keep a document; `stale_after`: after how many
    without a good run /healthz says so; `publication`: what Link headers and redirections need. Without
    a directory, all of it comes from the settings in `config` (else where TAGWIRE_CONFIG points, else
    ./tagwire.toml); SettingsError where they are wrong.
    """
    from feeds.web.application import build_app

    if directory is None:
        from feeds import settings
        from feeds.web.publication import publication_of

        loaded = settings.load(config)
        directory, max_age = loaded.publish.directory, loaded.publish.max_age
        stale_after = loaded.serve.stale_after
        publication = publication_of(loaded)
    return build_app(directory, max_age=max_age, stale_after=stale_after, publication=publication)
