"""A feed in every format, and as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feeds.record import INDEX, Channel, document_path, page_path
from feeds.render.fragment import Fragment
from feeds.render.json_feed import render_json
from feeds.render.pages import tag_page
from feeds.render.rss_atom import render_atom, render_rss

RENDERERS = {"xml": render_rss, "atom": render_atom, "json": render_json}  # by suffix


def feed_documents(channel: Channel, fragments: Sequence[Fragment]) -> Iterator[tuple[str, bytes]]:
    """The paths below the site's address, and the documents."""
    for suffix, render in RENDERERS.items():
        yield document_path(channel.slug, suffix, channel.archive), render(channel, fragments)
    yield _page(channel.slug, channel.archive), tag_page(channel, fragments)


def feed_paths(slug: str, archive: str | None = None) -> list[str]:
    """The paths that `feed_documents` gives."""
    return [*topic_paths(slug, archive), _page(slug, archive)]


def topic_paths(slug: str, archive: str | None = None) -> list[str]:
    """Those of them that are feeds, to which readers subscribe."""
    return [document_path(slug, suffix, archive) for suffix in RENDERERS]


def _page(slug: str, archive: str | None) -> str:
    return page_path(slug, archive) + INDEX
