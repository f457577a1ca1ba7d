"""A feed in every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feeds.record import Channel, Record, document_path
from feeds.render.json_feed import render_json
from feeds.render.rss_atom import render_atom, render_rss

RENDERERS = {"xml": render_rss, "atom": render_atom, "json": render_json}  # by suffix


def feed_documents(channel: Channel, records: Sequence[Record]) -> Iterator[tuple[str, bytes]]:
    """The paths below the site's address, and the documents."""
    for suffix, render in RENDERERS.items():
        yield document_path(channel.slug, suffix, channel.archive), render(channel, records)


def feed_paths(slug: str, archive: str | None = None) -> list[str]:
    """The paths of a feed's current documents, or of an archive's."""
    return [document_path(slug, suffix, archive) for suffix in RENDERERS]
