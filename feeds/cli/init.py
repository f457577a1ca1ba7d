"""tagwire init: the first tagwire.toml."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click
from slugify import slugify

from feeds.cli.preview import Preview, preview, show
from feeds.cli.values import moment, web_address, zone
from feeds.errors import SettingsError
from feeds.settings import FILE_NAME
from sources import Source

TEMPLATE = """\
# Settings of Tagwire. Relative paths are taken from the folder of this file.

[site]
title = {title}
url = {url}    # where readers will reach the feeds; change it before you publish them
id = {id}    # begins every id that is minted here: never change it, even when the site moves
language = {language}
timezone = {timezone}    # of pages that state none

[store]
url = "sqlite:///tagwire.db"    # what is remembered between runs

[publish]
directory = "public"    # the files that are served
entries = 50    # newest articles that a feed carries
content = "excerpt"    # or "full": others' texts are theirs
max_age = "15m"    # how long readers may keep a feed before they ask again

[[source]]
name = {name}
title = {source_title}    # the name that attribution shows
# url = "https://example.org/tag/example/"    # the page for people, to which attribution links
location = {location}
tags = {tags}    # put on every article of this source
every = "15m"    # `tagwire refresh` skips what is not due
"""


@click.command()
@click.argument("location")
@click.option(
    "--url",
    type=web_address,
    metavar="URL",
    default="http://127.0.0.1:8000/",
    show_default=True,
    help="Where readers will reach the feeds.",
)
@click.option(
    "--captured", type=moment, metavar="TIME", help="When it was saved. [default: its modification time]"
)
@click.option(
    "--timezone", type=zone, metavar="ZONE", default="UTC", show_default=True, help="Of dates without one."
)
@click.pass_obj
def init(
    config: Path | None, location: str, url: str, captured: datetime | date | None, timezone: ZoneInfo
) -> None:
    """Write a commented tagwire.toml for LOCATION, and show what it would collect.

    \b
    Examples:
      tagwire init page.txt
      tagwire init page.txt --url https://feeds.example.org/ --timezone Europe/Paris
    """
    file = config or Path(FILE_NAME)
    if file.exists():
        raise SettingsError(f"{file}: is there already and is left as it is; --config names another file")
    shown = preview(Source(name="init", location=location), zone=timezone, captured=captured)
    text = settings_text(shown, location=_relative(location, file), url=url, timezone=timezone)
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise SettingsError(f"{file}: cannot be written: {error.strerror}") from None
    from rich.console import Console

    console = Console()
    show(shown, console)
    if captured:
        console.print(
            "\n`tagwire refresh` takes the file to be saved when it was last modified; if that is not so, "
            f"touch -d {captured.isoformat()} {location}"
        )
    console.print(f"\nWritten: {file}. Next: [bold]tagwire refresh[/], then [bold]tagwire serve[/].")


def settings_text(shown: Preview, *, location: str, url: str, timezone: ZoneInfo) -> str:
    """The text of a tagwire.toml that reads the listing shown."""
    listing = shown.listing
    label = listing.tag.label if listing.tag else None
    stem = slugify(Path(location).stem, allow_unicode=False) or "source"
    return TEMPLATE.format(
        title=_quoted(listing.title or "Feeds"),
        url=_quoted(url),
        id=_quoted(_id_prefix(url)),
        language=_quoted(listing.language or "en"),
        timezone=_quoted(str(timezone)),
        name=_quoted(stem),
        source_title=_quoted(listing.title or stem),
        location=_quoted(location),
        tags=f"[{_quoted(label)}]" if label else "[]",
    )


def _id_prefix(url: str) -> str:
    """A tag: prefix that nobody else has: made of the host, unless that names any machine or none."""
    host, year = urlsplit(url).hostname or "", datetime.now(UTC).year
    if "." in host and not re.fullmatch(r"[\d.]+", host):
        return f"tag:{host},{year}:"
    return f"tag:tagwire.invalid,{year}:{secrets.token_hex(4)}/"


def _relative(location: str, file: Path) -> str:
    """The location as the settings in `file` have to name it."""
    folder = file.absolute().parent
    path = Path(location).absolute()
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = re.sub(r'["\\\x00-\x1f\x7f]', lambda found: f"\\u{ord(found[0]):04X}", text)
    return f'"{escaped}"'
