"""tagwire refresh: the cron job."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from feeds.cli import complain
from feeds.cli.work import at_work, clock, progress
from feeds.refresh import Refreshed, Visit
from feeds.refresh import refresh as run


@click.command()
@click.option(
    "--source", "names", multiple=True, metavar="NAME", help="Collect this source, due or not. Repeatable."
)
@click.pass_obj
def refresh(config: Path | None, names: tuple[str, ...]) -> None:
    """Collect what is due, store it, and publish what changed: the job for cron.

    Says nothing when nothing is wrong and nobody looks. Each source that fails is one line on
    standard error; the others are done all the same, and its last good articles stay up.

    \b
    Examples:
      tagwire refresh
      tagwire refresh --source exemple
      */15 * * * * tagwire --config /srv/feeds/tagwire.toml refresh      (crontab)
    """
    with at_work(config) as (settings, store), progress("Publishing") as bar:
        done = run(store, settings, clock=clock, names=names, visited=_report, progress=bar)
    if sys.stdout.isatty():
        click.echo(_in_words(done))
    if done.failures:
        raise SystemExit(1)


def _report(visit: Visit) -> None:
    if visit.error:
        complain(f"{visit.source}: {visit.error}")
    elif sys.stdout.isatty():
        what = f"{visit.listed} listed, {visit.new} new, {visit.changed} changed"
        click.echo(f"{visit.source}: {what if visit.outcome == 'collected' else 'unchanged'}")


def _in_words(done: Refreshed) -> str:
    visits, failed = len(done.visits), len(done.failures)
    sources = f"{visits} source{'s' * (visits != 1)} visited" + (f", {failed} failed" if failed else "")
    return f"{sources}; {done.built.feeds} feeds built, {len(done.built.written)} documents changed"
