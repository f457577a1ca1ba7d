"""Corroboration: what several places say of one article becomes one entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sources.entry import DateBasis, DateEvidence, Entry, Tag
from sources.text import same_label
from sources.urls import same_article


def corroborate(shown: Iterable[Entry], described: Sequence[Entry]) -> list[Entry]:
    """The articles that a page shows, each once, completed by what its structured data describes; of a page
    that shows none the articles that it describes.
    """
    facts: dict[object, Entry] = {same_article(entry.url): entry for entry in described if entry.url}
    merged: dict[object, Entry] = {}
    for number, entry in enumerate(shown):
        key = same_article(entry.url) if entry.url else number
        merged[key] = complete(merged[key], entry) if key in merged else entry
    if not merged:
        return list(described)
    return [complete(entry, facts[key]) if key in facts else entry for key, entry in merged.items()]


def complete(entry: Entry, other: Entry) -> Entry:
    """The entry with what only the other one knows; exact dates count before days."""
    return replace(
        entry,
        title=_fuller(entry.title, other.title),
        excerpt=entry.excerpt or other.excerpt,
        content=entry.content or other.content,
        dates=_dates(entry.dates, other.dates),
        updated=entry.updated or other.updated,
        authors=entry.authors or other.authors,
        tags=_tags(other.tags, entry.tags) if other.tags else entry.tags,
        image=entry.image or other.image,
        aliases=tuple(dict.fromkeys((*entry.aliases, *other.aliases))),
    )


def _tags(described: tuple[Tag, ...], shown: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """Each tag once, described ones first, in the label that the page shows."""
    return tuple({same_label(tag.label): tag for tag in (*described, *shown)}.values())


def _fuller(title: str, other: str) -> str:
    """The title, or the other one that it is the cut beginning of."""
    stem = title.rstrip(" .…")
    cut = title.endswith(("…", "...")) and other.startswith(stem) and not other.endswith(("…", "..."))
    return other if not title or cut else title


def _dates(shown: tuple[DateEvidence, ...], described: tuple[DateEvidence, ...]) -> tuple[DateEvidence, ...]:
    if any(evidence.basis is DateBasis.STATED for evidence in shown):
        return shown
    return tuple(dict.fromkeys((*described, *shown)))
