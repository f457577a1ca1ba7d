"""tagwire init: the first tagwire.toml."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click
from rich.markup import escape
from slugify import slugify

from feeds.cli.preview import Preview, decided, preview, show
from feeds.cli.streams import console
from feeds.cli.values import instant, moment, site_address, zone
from feeds.errors import SettingsError
from feeds.settings import FILE_NAME, Label, Language, TagPrefix, is_web_address, parse
from sources import Fetcher, Source
from sources.discover import Way, ways
from sources.errors import UnreadableDocument

if TYPE_CHECKING:
    from rich.console import Console

NAME_LENGTH = 60  # characters that a source is named by
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

[fetch]
# contact = "mailto:editor@example.org"    # tells the sites that are read whom to write to
allow_private = {private}    # true: addresses that are not public may be read

[[source]]
name = {name}
title = {source_title}    # the name that attribution shows
{page}    # the page for people, to which attribution links
location = {location}
{captured}adapter = {adapter}
tags = {tags}    # put on every article of this source
every = "15m"    # `tagwire refresh` skips what is not due
# select = {{ item = "article", title = "h2" }}    # CSS or XPath for what the automatic reading gets wrong
"""
CAPTURED = """\
captured = {}    # when the file was saved; take this line away when you save it anew
"""


@click.command()
@click.argument("location")
@click.option(
    "--url",
    type=site_address,
    metavar="URL",
    default="http://127.0.0.1:8000/",
    show_default=True,
    help="Where readers will reach the feeds.",
)
@click.option(
    "--captured", type=moment, metavar="TIME", help="When a file was saved. [default: its modification time]"
)
@click.option(
    "--timezone", type=zone, metavar="ZONE", default="UTC", show_default=True, help="Of dates without one."
)
@click.option("--private", is_flag=True, help="Read addresses that are not public, too.")
@click.pass_obj
def init(
    config: Path | None,
    location: str,
    url: str,
    captured: datetime | date | None,
    timezone: ZoneInfo,
    private: bool,
) -> None:
    """Find the best way to read LOCATION, write a commented tagwire.toml, show what it would collect.

    LOCATION is the address of a listing page, of a feed or of a WordPress site, or a file.

    \b
    Examples:
      tagwire init https://example.org/tag/x/ --url https://feeds.example.org/ --timezone Europe/Paris
      tagwire init page.txt
    """
    file = config or Path(FILE_NAME)
    if file.exists():
        raise SettingsError(f"{file}: is there already and is left as it is; --config names another file")
    out = console()
    if is_web_address(location):
        if captured:
            raise click.UsageError("--captured is for files: an address is captured when it is read")
        source, shown = _best_way(location, timezone, private, out)
    else:
        when = instant(captured, timezone) if captured else None
        source = Source(name=_name_of(location), location=_relative(location, file), captured=when)
        shown = preview(Source(name="init", location=location), zone=timezone, captured=when)
    _write(file, settings_text(source, shown, url=url, timezone=timezone, private=private))
    show(shown, out)
    written = escape(f"{file}")
    out.print(f"\nWritten: {written}. Next: [bold]tagwire refresh[/], then [bold]tagwire serve[/].")


def settings_text(source: Source, shown: Preview, *, url: str, timezone: ZoneInfo, private: bool) -> str:
    """The text of a tagwire.toml that reads the source shown."""
    listing = shown.listing
    label = listing.tag.label if listing.tag else None
    page = f"url = {_quoted(source.url)}" if source.url else '# url = "https://example.org/tag/example/"'
    return TEMPLATE.format(
        title=_quoted(_first(Label.parse, listing.site, listing.title, "Feeds")),
        url=_quoted(url),
        id=_quoted(TagPrefix.of(url, datetime.now(UTC).year)),
        language=_quoted(_first(Language.parse, listing.language, "en")),
        timezone=_quoted(str(timezone)),
        private=str(private).lower(),
        name=_quoted(source.name),
        source_title=_quoted(_first(Label.parse, listing.site, listing.title, source.name)),
        page=page,
        location=_quoted(source.location),
        captured=CAPTURED.format(source.captured.isoformat()) if source.captured else "",
        adapter=_quoted(source.adapter),
        tags=f"[{_quoted(label)}]" if label else "[]",
    )


def _best_way(location: str, timezone: ZoneInfo, private: bool, console: Console) -> tuple[Source, Preview]:
    with Fetcher(allow_private=private) as fetcher:
        found = ways(Source(name=_name_of(location), location=location), fetcher)
    best = found[0]
    if best.collected is None or best.problem:
        raise UnreadableDocument(best.problem or f"{location}: cannot be read")
    _explain(found, console)
    return best.source, decided(best.source, best.collected, timezone)


def _explain(found: Sequence[Way], console: Console) -> None:
    """Which ways there are, which one is taken, and why."""
    for place, way in enumerate(found):
        count = len(way.listing.entries) if way.listing else 0
        verdict = f"[yellow]no: {escape(way.problem)}[/]" if way.problem else way.advantage
        mark = "[green]taken[/]" if place == 0 else "     "
        console.print(f"{mark} {way.name}: {count} articles; {verdict}\n      {escape(way.source.location)}")
    console.print()


def _name_of(location: str) -> str:
    """A source's name: of an address its host, of a file its stem."""
    host = urlsplit(location).hostname if is_web_address(location) else None
    stem = host.removeprefix("www.") if host else Path(location).stem
    return slugify(stem, max_length=NAME_LENGTH).strip("-") or "source"


def _first(read: Callable[[object], str], *candidates: str | None) -> str:
    """The first of the candidates that the settings take; the last one is."""
    for candidate in candidates[:-1]:
        with suppress(ValueError):
            return read(candidate)
    return candidates[-1] or ""


def _write(file: Path, text: str) -> None:
    """Make the file, unless it would not be read again."""
    parse(text, file=file)
    try:
        with file.open("x", encoding="utf-8") as made:
            made.write(text)
    except OSError as error:
        if not isinstance(error, FileExistsError):
            with suppress(OSError):
                file.unlink()
        raise SettingsError(f"{file}: cannot be written: {error.strerror}") from None


def _relative(location: str, file: Path) -> str:
    """The location as the settings in `file` have to name it."""
    folder = file.absolute().parent
    path = Path(location).absolute()
    below = str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
    return f"./{below}" if below.startswith("~") else below


def _quoted(text: str) -> str:
    """A TOML basic string."""
    within = re.sub(r'["\\\x00-\x1f\x7f]', lambda found: f"\\u{ord(found[0]):04X}", text)
    return f'"{within}"'
