"""JSON Feed, 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Any

from sources.adapters.dating import published, updated
from sources.adapters.labels import tags_of
from sources.adapters.loose import at, load, number_at, objects_at, text_at
from sources.adapters.names import foreign_name
from sources.adapters.people import person_of
from sources.adapters.prose import Prose, first_image, prose_of, title_of
from sources.adapters.syndication.channel import Channel, language_tag
from sources.entry import Document, Enclosure, Entry, Image, Person
from sources.errors import UnreadableDocument
from sources.text import squash
from sources.urls import canonical

MOST_ITEMS = 5_000


def read(document: Document) -> tuple[Channel, list[Entry], Counter[str]]:
    """The feed's head, its articles, and what was left out. Raises UnreadableDocument."""
    feed = load(document, "a JSON Feed")
    if "jsonfeed.org" not in text_at(feed, "version") or not isinstance(at(feed, "items"), list):
        raise UnreadableDocument(f"{document.location}: JSON, but no JSON Feed; expected version and items")
    channel = _channel(feed, document)
    entries, dropped = [], Counter[str]()
    for item in feed["items"][:MOST_ITEMS]:
        entry = _entry(item, channel)
        if entry:
            entries.append(entry)
        else:
            dropped["no title, text or link"] += 1
    dropped += Counter({f"more than {MOST_ITEMS} items": max(0, len(feed["items"]) - MOST_ITEMS)})
    return channel, entries, dropped


def _channel(feed: dict[str, Any], document: Document) -> Channel:
    own = canonical(document.base_url or document.location) or _address(feed, "feed_url", None)
    home = _address(feed, "home_page_url", own)
    return Channel(
        base=own or home,
        title=squash(text_at(feed, "title")) or None,
        language=language_tag(text_at(feed, "language")),
        home=home,
        address=own,
        next=_address(feed, "next_url", own),
        authors=tuple(_authors(feed)),
    )


def _address(value: Any, key: str, base: str | None) -> str | None:
    text = text_at(value, key)
    return canonical(text, base) if text else None


def _entry(item: Any, channel: Channel) -> Entry | None:
    identifier, title = text_at(item, "id"), title_of(text_at(item, "title"), html=False)
    url = (
        _address(item, "url", channel.base)
        or canonical(identifier)
        or _address(item, "external_url", channel.base)
    )
    prose = _prose(item, title, url, channel)
    if not (title or url or prose.excerpt):
        return None
    language = language_tag(text_at(item, "language")) or channel.language
    dates = published((text_at(item, "date_published"), text_at(item, "date_modified")), url, language)
    alias = foreign_name(identifier, url or channel.home or channel.base)
    return Entry(
        url=url,
        title=title,
        excerpt=prose.excerpt,
        content=prose.content,
        dates=dates,
        updated=updated(text_at(item, "date_modified"), dates),
        authors=tuple(_authors(item)) or channel.authors,
        tags=tags_of(at(item, "tags") if isinstance(at(item, "tags"), list) else ()),
        credits=prose.credits,
        image=_image(item, url, channel),
        enclosures=tuple(_enclosures(item, channel)),
        aliases=(alias,) if alias and alias != url else (),
        language=language,
    )


def _prose(item: Any, title: str, url: str | None, channel: Channel) -> Prose:
    """The summary is plain text; content_text becomes HTML, a paragraph a blank line."""
    paragraphs = (part.strip() for part in text_at(item, "content_text").split("\n\n"))
    content = text_at(item, "content_html") or "".join(
        f"<p>{escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in paragraphs if part
    )
    summary = escape(text_at(item, "summary"), quote=False)
    return prose_of(summary, content, title=title, url=url, base=url or channel.base)


def _authors(value: Any) -> Iterator[Person]:
    """`authors`, or the one `author` of version 1.0."""
    author = at(value, "author")
    for one in objects_at(value, "authors") or ([author] if isinstance(author, dict) else []):
        if person := person_of(text_at(one, "name"), url=_address(one, "url", None)):
            yield person


def _image(item: Any, url: str | None, channel: Channel) -> Image | None:
    found = _address(item, "image", channel.base) or _address(item, "banner_image", channel.base)
    found = found or first_image(text_at(item, "content_html"), url or channel.base)
    return Image(url=found) if found else None


def _enclosures(item: Any, channel: Channel) -> Iterator[Enclosure]:
    for one in objects_at(item, "attachments"):
        if url := _address(one, "url", channel.base):
            yield Enclosure(
                url=url,
                type=text_at(one, "mime_type") or None,
                length=number_at(one, "size_in_bytes") or None,
                duration=number_at(one, "duration_in_seconds") or None,
            )
