"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

Our extension `_tagwire` says of each item:
`source` {"name", "url"} the site it came from, `credits` the agencies and papers it names, `tags`
their slugs, `date_basis` how its publication date is known: stated, day, url, text, order or
first-seen, and `image` what is known of the picture: {"mime_type", "size_in_bytes", "width", "height"}.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from feeds.record import Channel, Record, Site, uri
from feeds.render.body import (
    bylines,
    content_html,
    in_place,
    labels,
    link_of,
    local,
    summary_html,
)
from feeds.render.emblem import icon
from feeds.render.extension import UNKNOWN_TYPE
from feeds.render.fragment import Fragment, newest_first
from sources.entry import Enclosure, Image

VERSION = "https://jsonfeed.org/version/1.1"


def _text(value: object) -> str:
    """What settings hold are texts of types of their own."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError


ENCODER = msgspec.json.Encoder(enc_hook=_text)


def render_json(channel: Channel, fragments: Iterable[Fragment]) -> bytes:
    """The channel's JSON Feed document with these entries, in any order, as UTF-8."""
    site = channel.site
    feed = {
        "version": VERSION,
        "title": channel.full_title,
        "home_page_url": uri(channel.page),
        "feed_url": uri(channel.address("json", channel.archive)),
        "next_url": uri(channel.address("json", channel.older)) if channel.older else None,
        "description": channel.description or None,
        "icon": icon(site),
        "favicon": icon(site),
        "language": site.language,
        "hubs": [{"type": "WebSub", "url": hub} for hub in ([] if channel.archive else site.hubs)],
    }
    head = ENCODER.encode(_filled(feed)).removesuffix(b"}")
    items = b",".join(fragment.json for fragment in newest_first(fragments))
    return b'%b,"items":[%b]}' % (head, in_place(channel, items))


def json_item(site: Site, record: Record) -> bytes:
    """The record as an item of any feed."""
    return ENCODER.encode(item_of(site, record))


def item_of(site: Site, record: Record) -> dict[str, Any]:
    """The record as an item, without the fields that have nothing to say; `tags` always stands."""
    item = _filled(
        {
            "id": record.id,
            "url": link_of(site, record),
            "title": record.title,
            "content_html": content_html(site, record) or summary_html(site, record),
            "summary": record.excerpt,
            "image": record.image.url if record.image else None,
            "date_published": local(site, record.published).isoformat(),
            "date_modified": local(site, record.modified).isoformat(),
            "authors": [_filled({"name": author.name, "url": author.url}) for author in bylines(record)],
            "language": record.language or site.language,
            "attachments": [_attachment(enclosure) for enclosure in record.enclosures],
            "_tagwire": _provenance(record),
        }
    )
    return item | {"tags": labels(record)}


def _provenance(record: Record) -> dict[str, Any]:
    image = _picture(record.image) if record.image else {}
    return {
        "source": _filled({"name": record.origin.name, "url": record.origin.url}),
        "credits": [credit.name for credit in record.credits],
        "tags": [tag.slug for tag in record.tags],
        "date_basis": record.date_basis.value,
    } | ({"image": image} if image else {})


def _picture(image: Image) -> dict[str, Any]:
    return _filled(
        {
            "mime_type": image.type,
            "size_in_bytes": image.length,
            "width": image.width,
            "height": image.height,
        }
    )


def _attachment(enclosure: Enclosure) -> dict[str, Any]:
    return _filled(
        {
            "url": enclosure.url,
            "mime_type": enclosure.type or UNKNOWN_TYPE,
            "size_in_bytes": enclosure.length,
            "duration_in_seconds": enclosure.duration,
        }
    )


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
