"""tagwire status: sources and feeds at a glance."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from feeds.cli.streams import console, print_json
from feeds.selection import listed
from feeds.settings import Settings, SourceSettings, load
from feeds.store import book, open_store, pings


@click.command()
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def status(config: Path | None, json_wanted: bool) -> None:
    """Show every source and feed: last success, failures, what is due next.

    \b
    Examples:
      tagwire status
      tagwire status --json
    """
    settings = load(config)
    store = open_store(settings.store.url)
    with store.transaction() as db:
        states, shown = book.source_states(db), book.source_counts(db)
        published = listed(db, settings)
        waiting = {str(hub): len(pings.waiting(db, hub)) for hub in settings.site.hubs}
        hidden = book.hidden_count(db)
    store.close()
    facts = {
        "sources": [_source(one, states.get(one.name), shown.get(one.name)) for one in settings.source],
        "feeds": [_feed(slug, state.content, settings) for slug, state in published.items() if state.content],
        "hubs": [{"url": hub, "waiting": count} for hub, count in waiting.items()],
        "hidden": hidden,
    }
    if json_wanted:
        print_json(facts)
    else:
        _show(facts, ZoneInfo(settings.site.timezone))


def _source(
    source: SourceSettings, state: book.SourceState | None, shown: tuple[int, datetime] | None
) -> dict[str, Any]:
    known = state or book.SourceState()
    return {
        "name": source.name,
        "location": source.location,
        "entries": shown[0] if shown else 0,
        "last_checked": _written(known.last_checked),
        "last_success": _written(known.last_success),
        "next_due": _written(known.next_due),
        "failures": known.failures,
        "error": known.error,
        "moved_to": known.moved_to,
    }


def _feed(slug: str, content: book.Content, settings: Settings) -> dict[str, Any]:
    return {
        "slug": slug,
        "label": content.label,
        "entries": content.entries,
        "newest": _written(content.newest),
        "address": f"{settings.site.base}feeds/{slug}.xml",
    }


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _show(facts: dict[str, Any], zone: ZoneInfo) -> None:
    from rich.markup import escape

    out = console()
    sources = _table("Source", "Articles", "Last success", "Next due", "State")
    for source in facts["sources"]:
        failures = source["failures"]
        trouble = f"[red]failed {failures} time{'s' * (failures != 1)}: {escape(source['error'] or '')}[/]"
        moved = f"[yellow]moved to {escape(source['moved_to'] or '')}[/]"
        fine = moved if source["moved_to"] else "ok"
        state = trouble if failures else fine if source["last_success"] else "[yellow]not visited yet[/]"
        sources.add_row(
            source["name"],
            str(source["entries"]),
            _read(source["last_success"], zone) or "never",
            _read(source["next_due"], zone) or "now",
            state,
        )
    out.print(sources)
    out.print()
    present = _table("Feed", "Articles", "Newest", "Address")
    for feed in facts["feeds"]:
        newest = _read(feed["newest"], zone)
        present.add_row(escape(feed["label"]), str(feed["entries"]), newest, feed["address"])
    out.print(present)
    for hub in facts["hubs"]:
        count = hub["waiting"]
        state = f"[red]{count} feed{'s' * (count != 1)} to hear of[/]" if count else "ok"
        out.print(f"\nHub {escape(hub['url'])}  {state}")


def _read(moment: str | None, zone: ZoneInfo) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""


def _table(*columns: str) -> Any:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold", justify="right" if column == "Articles" else "left")
    return table
