"""OPML 2.0 (http://opml.org/spec2.opml): all feeds in one file, for readers to import."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import Element, SubElement, _Element, tostring

from feeds.record import Channel, Site, uri


def render_opml(site: Site, channels: Iterable[Channel]) -> bytes:
    """A subscription list of the channels' RSS documents, in the order given, as UTF-8."""
    opml = Element("opml", version="2.0")
    head = SubElement(opml, "head")
    SubElement(head, "title").text = site.title
    SubElement(head, "docs").text = "http://opml.org/spec2.opml"
    body = SubElement(opml, "body")
    for channel in channels:
        _outline(body, channel)
    return tostring(opml, encoding="UTF-8", xml_declaration=True)


def _outline(body: _Element, channel: Channel) -> None:
    outline = SubElement(body, "outline", type="rss", text=channel.title, title=channel.title)
    outline.set("xmlUrl", uri(channel.address("xml")))
    outline.set("htmlUrl", uri(channel.page))
    outline.set("language", channel.site.language)
    if channel.description:
        outline.set("description", channel.description)
