"""Any text at all, taken for a capture, yields documents that parse as XML and JSON, or one clear error."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from feeds.decide import Reading, decide
from feeds.record import Channel, Site
from feeds.render.entries import render_entries
from feeds.render.json_feed import render_json
from feeds.render.pages import tag_page
from feeds.render.rss_atom import render_atom, render_rss
from sources.adapters import capture
from sources.entry import Document, Origin
from sources.errors import SourceError

NOW = datetime(2025, 10, 25, 18, tzinfo=UTC)
READING = Reading(
    source="any",
    prefix="tag:example.org,2025:",
    origin=Origin(name="Any"),
    tags=(),
    now=NOW,
    sources=frozenset({"any"}),
)
SITE = Site(
    title="Any", base="https://example.org/", language="en", timezone="UTC", max_age=900, full_content=True
)
CHANNEL = Channel(
    site=SITE,
    id="tag:example.org,2025:feeds/any",
    slug="any",
    title="Any",
    description="Any text",
    created=NOW,
)

PIECES = st.sampled_from(
    ["Lire la suite ", "Archives du mot-clé ", "Read more", "(Source : AFP).", "24 octobre 2025", "]]>", "<b>", "&amp;",
     "• ", "\n", "\n\n", "\r", "\0", "\ud800", "\u202e", "\ufffe", "…", "« ", " »", "🎈", "A title\nA sentence that follows it. "]
)  # fmt: skip
LINES = st.lists(PIECES | st.text(max_size=40), max_size=25).map("".join)


@given(LINES | st.text() | st.binary().map(lambda data: data.decode("latin-1")))
@example("A\n\x0b\ud800]]>\nA. B. C.\nLire la suite A\n" * 3)
def test_any_text_yields_documents_that_parse(text: str) -> None:
    document = Document(data=text.encode("utf-8", "surrogatepass"), location="any.txt", captured=NOW)
    try:
        listing = capture.read(document)
    except SourceError as error:
        assert "\n" not in str(error)
        return
    changes = decide(listing, [], READING, captured=NOW, zone=ZoneInfo("Europe/Paris"))
    records = [change.record for change in changes]
    assert len({record.id for record in records}) == len(records) > 0
    fragments = render_entries(SITE, records)
    assert not any(fragment.flaw for fragment in fragments)
    assert len(etree.fromstring(render_rss(CHANNEL, fragments)).findall(".//item")) == len(records)
    assert len(etree.fromstring(render_atom(CHANNEL, fragments)).findall("{*}entry")) == len(records)
    assert len(json.loads(render_json(CHANNEL, fragments))["items"]) == len(records)
    tag_page(CHANNEL, fragments).decode("utf-8")
