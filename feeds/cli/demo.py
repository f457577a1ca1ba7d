"""tagwire demo: the whole line on the sample that ships with Tagwire."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import click

from feeds.cli.values import site_address
from feeds.cli.work import at_work, clock
from feeds.errors import SettingsError, TagwireError
from feeds.record import MEDIA_TYPES
from feeds.refresh import refresh
from feeds.selection import Feed, feeds
from feeds.settings import FILE_NAME

CAPTURED = datetime.fromisoformat("2025-10-25T18:00:00+02:00")  # the day to which the sample's prose belongs

ID = "tag:tagwire.invalid,2025:demo/"
SETTINGS = """\
[site]
title = "Revue de presse"
url = "{url}"
id = "{id}"
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
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on."
)
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
    config = lay_out(folder, url=_address(host, port))
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
    """Put the sample and its settings into `folder`; the settings' path comes back.

    Raises SettingsError where settings stand that are not of a demo.
    """
    config = folder.absolute() / FILE_NAME
    if config.exists() and ID not in config.read_text("utf-8", "replace"):
        raise SettingsError(
            f"{config}: is there already and is left as it is; --directory names another folder"
        )
    folder.mkdir(parents=True, exist_ok=True)
    sample = folder / "gazette.txt"
    sample.write_bytes((files("feeds.cli") / "sample" / "gazette.txt").read_bytes())
    os.utime(sample, (CAPTURED.timestamp(),) * 2)
    config.write_text(SETTINGS.format(url=url, id=ID), "utf-8")
    return config


def _address(host: str, port: int) -> str:
    return site_address(f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/")


def _list(present: list[Feed], base: str) -> None:
    click.echo(f"  {base}")
    for feed in present:
        for suffix in MEDIA_TYPES:
            click.echo(f"  {base}feeds/{feed.slug}.{suffix}")
