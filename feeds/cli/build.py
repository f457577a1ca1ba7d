"""tagwire build: everything from the store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from feeds.build import build as run
from feeds.cli.work import at_work, clock, complain_of, progress
from feeds.refresh import tell_hubs


@click.command()
@click.pass_obj
def build(config: Path | None) -> None:
    """Render and publish every feed from the store; collect nothing.

    Documents whose bytes stay the same are not touched. Use it after the tree was lost or moved;
    `tagwire refresh` notices changed settings by itself.

    \b
    Example:
      tagwire build
    """
    with at_work(config) as (settings, store):
        with progress("Publishing") as bar:
            done = run(store, settings, now=clock(), everything=True, progress=bar)
        unheard = tell_hubs(store, settings, clock=clock)
    if sys.stdout.isatty():
        click.echo(f"{done.feeds} feeds built, {len(done.written)} documents changed")
    if complain_of(done, unheard):
        raise SystemExit(1)
