"""tagwire check: what would be collected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from feeds.cli.preview import Preview, as_json, preview, show
from feeds.cli.streams import complain, console, print_json
from feeds.cli.values import moment, web_address, zone
from sources import Source, SourceError


@click.command()
@click.argument("location", required=False)
@click.option(
    "--base-url", type=web_address, metavar="URL", help="The address that a local file was saved from."
)
@click.option(
    "--captured", type=moment, metavar="TIME", help="When it was saved. [default: its modification time]"
)
@click.option("--timezone", type=zone, metavar="ZONE", help="Of dates without one. [default: UTC]")
@click.option("--private", is_flag=True, help="Read addresses that are not public, too.")
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object a source.")
@click.pass_obj
def check(
    config: Path | None,
    location: str | None,
    base_url: str | None,
    captured: datetime | date | None,
    timezone: ZoneInfo | None,
    private: bool,
    json_wanted: bool,
) -> None:
    """Show what would be collected from LOCATION, or from every configured source.

    Stores and publishes nothing. With a LOCATION, no tagwire.toml is needed.

    \b
    Examples:
      tagwire check page.txt
      tagwire check page.txt --captured 2025-10-25 --timezone Europe/Paris
      tagwire check page.html --base-url https://example.org/tag/x/ --json
      tagwire check https://example.org/tag/x/
    """
    failed = False
    for source, its_zone in _sources(config, location, timezone):
        placed = replace(source, url=base_url) if base_url else source
        try:
            shown = preview(placed, zone=its_zone, captured=captured, private=private)
        except SourceError as error:
            complain(error)
            failed = True
        else:
            _print(shown, json_wanted=json_wanted)
    if failed:
        raise SystemExit(1)


def _sources(
    config: Path | None, location: str | None, timezone: ZoneInfo | None
) -> Iterator[tuple[Source, ZoneInfo]]:
    if location is not None:
        yield Source(name="check", location=location), timezone or ZoneInfo("UTC")
        return
    from feeds.refresh import source_of
    from feeds.settings import load

    settings = load(config)
    if not settings.source:
        complain("the settings have no [[source]]: there is nothing to collect")
    for source in settings.source:
        yield source_of(source), timezone or settings.zone_of(source)


def _print(shown: Preview, *, json_wanted: bool) -> None:
    if json_wanted:
        print_json(as_json(shown))
    else:
        show(shown, console())
