"""tagwire hide: one article out of every feed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from feeds.cli.work import at_work, clock, complain_of
from feeds.hiding import set_hidden
from feeds.refresh import tell_hubs


@click.command()
@click.argument("article", metavar="ID_OR_URL")
@click.pass_obj
def hide(config: Path | None, article: str) -> None:
    """Take one article out of every feed for good, and publish the feeds that carried it.

    The article is named by its id, its address or one that it had. It stays hidden when it is
    collected again; `tagwire unhide` puts it back.

    \b
    Examples:
      tagwire hide https://example.org/2025/10/an-article/
      tagwire hide tag:feeds.example.org,2026:entries/exemple/an-article
    """
    set_and_publish(config, article, hidden=True)


def set_and_publish(config: Path | None, article: str, *, hidden: bool) -> None:
    """Hide the article or show it again, at once."""
    with at_work(config) as (settings, store):
        title, built = set_hidden(store, settings, article, hidden=hidden, now=clock())
        unheard = tell_hubs(store, settings, clock=clock)
    if sys.stdout.isatty():
        done = "hidden" if hidden else "shown again"
        click.echo(f"{done}: {title}; {built.feeds} feeds built, {len(built.written)} documents changed")
    if complain_of(built, unheard):
        raise SystemExit(1)
