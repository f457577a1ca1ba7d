"""What a source would give, without storing it: the table and the JSON of `check` and `init`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from feeds.cli.values import instant
from feeds.decide import Reading, decide
from feeds.record import Record
from sources import Collected, Fetcher, Source, collect
from sources.entry import Listing, Origin
from sources.errors import UnreadableDocument

NOBODYS_PREFIX = "tag:tagwire.invalid,2026:"  # of ids that nothing will ever publish


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A listing, and its articles as they would be stored."""

    listing: Listing
    records: tuple[Record, ...]


def preview(
    source: Source, *, zone: ZoneInfo, captured: datetime | date | None = None, private: bool = False
) -> Preview:
    """Read the source and decide as for the first time. A day counts as its last second.

    `private`: addresses that are not public may be read. Raises SourceError.
    """
    with Fetcher(allow_private=private) as fetcher:
        collected = collect(source, captured=instant(captured, zone) if captured else None, fetcher=fetcher)
    return decided(source, collected, zone)


def decided(source: Source, collected: Collected, zone: ZoneInfo) -> Preview:
    """What was collected, decided as for the first time. Raises SourceError where nothing was."""
    listing = collected.listing
    if listing is None:
        raise UnreadableDocument(f"{source.location}: answered that nothing has changed, to a first visit")
    reading = Reading(
        source=source.name,
        prefix=NOBODYS_PREFIX,
        origin=Origin(name=source.title or source.name, url=source.url),
        tags=(*source.tags, *([listing.tag] if listing.tag else [])),
        now=datetime.now(UTC),
        sources=frozenset({source.name}),
    )
    changes = decide(listing, [], reading, captured=min(collected.captured, reading.now), zone=zone)
    return Preview(listing=listing, records=tuple(change.record for change in changes))


def as_json(shown: Preview) -> dict[str, Any]:
    """The object that `check --json` prints."""
    listing = shown.listing
    return {
        "adapter": listing.adapter,
        "title": listing.title,
        "language": listing.language,
        "tag": listing.tag.label if listing.tag else None,
        "next": listing.next,
        "dropped": [{"reason": drop.reason, "count": drop.count} for drop in listing.dropped],
        "entries": [_entry_as_json(record) for record in shown.records],
    }


def show(shown: Preview, console: Console) -> None:
    """The articles as a table for people, and what was left out."""
    listing = shown.listing
    heading = " · ".join(filter(None, [listing.title, listing.tag.label if listing.tag else None]))
    table = Table(title=escape(heading) or None, title_justify="left", box=None, pad_edge=False)
    table.add_column("Published", no_wrap=True)
    table.add_column("Known by", no_wrap=True, style="dim")
    table.add_column("Title", ratio=1, overflow="fold")
    table.add_column("Credits", overflow="fold")
    for record in shown.records:
        day = f"{record.published:%Y-%m-%d %H:%M}"
        title = escape(record.title) or f"[dim]{escape((record.excerpt or '')[:60])}…[/]"
        table.add_row(
            f"[yellow]{day}[/]" if record.date_basis.is_estimated else day,
            record.date_basis,
            title,
            escape(", ".join(credit.name for credit in record.credits)),
        )
    console.print(table)
    count = len(shown.records)
    console.print(f"{count} article{'s' * (count != 1)}, read as {listing.adapter}")
    for drop in listing.dropped:
        console.print(f"left out: {drop.count} × {escape(drop.reason)}")


def _entry_as_json(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "url": record.url,
        "title": record.title,
        "published": record.published.isoformat(timespec="seconds"),
        "date_basis": record.date_basis,
        "updated": record.updated.isoformat(timespec="seconds") if record.updated else None,
        "authors": [author.name for author in record.authors],
        "tags": [tag.slug for tag in record.tags],
        "credits": [credit.name for credit in record.credits],
        "excerpt": record.excerpt,
        "content": record.content,
        "image": record.image.url if record.image else None,
        "enclosures": [
            {"url": enclosure.url, "type": enclosure.type, "length": enclosure.length}
            for enclosure in record.enclosures
        ],
    }
