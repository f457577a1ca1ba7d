"""tagwire unhide: one article back into its feeds."""

from __future__ import annotations

from pathlib import Path

import click

from feeds.cli.hide import set_and_publish


@click.command()
@click.argument("article", metavar="ID_OR_URL")
@click.pass_obj
def unhide(config: Path | None, article: str) -> None:
    """Put an article that was hidden back into its feeds, and publish them.

    \b
    Example:
      tagwire unhide https://example.org/2025/10/an-article/
    """
    set_and_publish(config, article, hidden=False)
