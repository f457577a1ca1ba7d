"""tagwire refresh: the cron job."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from feeds import agenda
from feeds.publish import summary
from feeds.settings import load


@click.command()
@click.option(
    "--source", "names", multiple=True, metavar="NAME", help="Collect this source, due or not. Repeatable."
)
@click.option(
    "--backfill",
    "pages",
    type=click.IntRange(1),
    is_flag=False,
    flag_value=10,
    metavar="[PAGES]",
    help="Read older pages instead, up to PAGES of each source. [10]",
)
@click.pass_obj
def refresh(config: Path | None, names: tuple[str, ...], pages: int | None) -> None:
    """Collect what is due, store it, and publish what changed: the job for cron.

    Says nothing when nothing is wrong and nobody looks. Each source that fails is one line on
    standard error; the others are done all the same, and its last good articles stay up. So is
    each document that is not fit to be published, and each hub that could not be told of changes.

    With --backfill, the next pages of each source are followed into the past. It may be
    interrupted at any time: the next one goes on where it was.

    \b
    Examples:
      tagwire refresh
      tagwire refresh --source exemple
      tagwire refresh --backfill 50
      */15 * * * * tagwire --config /srv/feeds/tagwire.toml refresh      (crontab)
    """
    settings, now = load(config), datetime.now(UTC)
    if not (names or pages) and agenda.is_idle(settings, now):
        summary.note_idle_run(settings.publish.directory, now)
        if sys.stdout.isatty():
            click.echo("nothing is due yet")
        return
    from feeds.cli.collecting import collect_and_publish

    collect_and_publish(config, names, pages)
