"""tagwire demo: the whole line on the sample that ships with Tagwire."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import click

from feeds.cli.work import at_work, clock
from feeds.errors import TagwireError
from feeds.record import MEDIA_TYPES
from feeds.refresh import refresh
from feeds.selection import Feed, feeds

CAPTURED = datetime.fromisoformat("2025-10-25T18:00:00+02:00")  # the day to which the sample's prose belongs

SETTINGS = """\
[site]
title = "Revue de presse"
url = "{url}"
id = "tag:tagwire.invalid,2025:demo/"
language = "fr"
timezone = "Europe/Paris"

[publish]
content = "full"

[[source]]
name = "gazette-de-vallombre"
title = "La Gazette de Vallombre"
location = "gazette.txt"
"""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option(
    "--directory",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the demo is laid out. [default: a temporary folder]",
)
@click.option("--no-serve", is_flag=True, help="Publish and stop there.")
@click.pass_context
def demo(ctx: click.Context, host: str, port: int, directory: Path | None, no_serve: bool) -> None:
    """Publish the sample that ships with Tagwire, and serve it until Ctrl-C.

    \b
    Examples:
      tagwire demo
      tagwire demo --directory try --no-serve
    """
    folder = directory or Path(tempfile.mkdtemp(prefix="tagwire-demo-"))
    config = lay_out(folder, url=f"http://{host}:{port}/")
    with at_work(config) as (settings, store):
        done = refresh(store, settings, clock=clock, names=[settings.source[0].name])
        with store.transaction() as db:
            present = feeds(db, settings)
    if done.failures:
        raise TagwireError(f"{done.failures[0].source}: {done.failures[0].error}")
    articles = sum(visit.listed for visit in done.visits)
    click.echo(f"{articles} articles of the sample, published below {settings.publish.directory}\n")
    _list(present, settings.site.base)
    if not no_serve:
        from feeds.cli.serve import serve

        click.echo()
        ctx.obj = config
        ctx.invoke(serve, host=host, port=port, workers=1)


def lay_out(folder: Path, *, url: str) -> Path:
    """Put the sample and its settings into `folder`; the settings' path comes back."""
    folder.mkdir(parents=True, exist_ok=True)
    sample = folder / "gazette.txt"
    sample.write_bytes((files("feeds.cli") / "sample" / "gazette.txt").read_bytes())
    os.utime(sample, (CAPTURED.timestamp(),) * 2)
    config = folder / "tagwire.toml"
    config.write_text(SETTINGS.format(url=url), "utf-8")
    return config.absolute()


def _list(present: list[Feed], base: str) -> None:
    click.echo(f"  {base}")
    for feed in present:
        for suffix in MEDIA_TYPES:
            click.echo(f"  {base}feeds/{feed.slug}.{suffix}")
