"""One channel and the records that its tests are about; `make` adds what a test changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feeds.record import Channel, Record, Site
from feeds.render import json_feed, pages, rss_atom
from feeds.render.entries import render_entries
from sources.entry import Credit, DateBasis, Enclosure, Image, Origin, Person, Tag

SCHEMAS = Path(__file__).parents[4] / "shared" / "schemas"

NOON = datetime(2025, 10, 24, 10, 0, tzinfo=UTC)

SITE = Site(
    title="Lecture du matin",
    base="https://lecture.example/",
    language="fr",
    timezone="Europe/Paris",
    max_age=930,
    full_content=True,
    hubs=("https://hub.example/", "https://autre-hub.example/"),
)
CHANNEL = Channel(
    site=SITE,
    id="tag:lecture.example,2026:guerre-en-ukraine",
    slug="guerre-en-ukraine",
    title="Guerre en Ukraine",
    description="Ce que la presse écrit sur la guerre en Ukraine",
    created=datetime(2025, 9, 1, 8, 0, tzinfo=UTC),
)

ORIGIN = Origin(name="Gazette & Cie", url="https://gazette.example/?rubrique=monde&page=1")

UKRAINE = Tag(slug="guerre-en-ukraine", label="guerre en Ukraine")


def make(number: int = 1, **changes: object) -> Record:
    """A plain record; a larger number is an older one."""
    address = f"https://gazette.example/article-{number}"
    record = Record(
        id=address,
        url=address,
        title=f"Titre {number}",
        excerpt=f"Extrait {number}.",
        published=NOON - timedelta(hours=number),
        date_basis=DateBasis.STATED,
        origin=ORIGIN,
        tags=(UKRAINE,),
    )
    return replace(record, **changes)


RICH = make(
    1,
    title="Le <b>blé</b> & l’export",
    excerpt="Kiev & Odessa : 3 < 5, balisé <i>ainsi</i>, et ]]> au milieu.",
    content="<p>Tout le texte.</p><h2>Suite</h2><ul><li>un</li></ul>",
    updated=NOON,
    authors=(
        Person(name="Zoé Martin", url="https://gazette.example/zoe"),
        Person(name="Ali Benaïssa", email="ali@example.org"),
    ),
    tags=(UKRAINE, Tag(slug="война", label="война")),
    credits=(Credit(name="Reuters"), Credit(name="AFP")),
    image=Image(url="https://gazette.example/ble.jpg"),
    enclosures=(
        Enclosure(url="https://gazette.example/ble.mp3", type="audio/mpeg", length=4096, duration=61),
        Enclosure(url="https://gazette.example/ble.bin"),
    ),
)
WITHOUT_URL = make(2, id="tag:lecture.example,2026:e2", url=None, date_basis=DateBasis.TEXT)
NOWHERE = make(3, id="tag:lecture.example,2026:e3", url=None, origin=Origin(name="Capture"))
UNTITLED = make(4, title="", excerpt="Une phrase qui tient lieu de titre. " * 6)
ARABIC = make(5, title="الحرب في 2025 (تحليل)", excerpt="نص \u200fقصير\u200e.", language="ar")
HEBREW = make(6, title="מלחמה – 3 ימים", excerpt="טקסט & עוד", language="he")
EMOJI = make(7, title="👩‍🚒 🇺🇦 “déjà”", excerpt="🌻" * 40)
LONG = make(8, title="long " * 400)
BARE = make(9, title="", excerpt=None)
MARKUP_LOOKING = make(10, title="<script>alert(1)</script> &amp; &lt;", excerpt="</p><img src=x onerror=y>")

EVERYTHING = (
    RICH, WITHOUT_URL, NOWHERE, UNTITLED, ARABIC, HEBREW, EMOJI, LONG, BARE, MARKUP_LOOKING,
)  # fmt: skip


def on_site(**changes: object) -> Channel:
    """The channel, on a site with these changes."""
    return replace(CHANNEL, site=replace(SITE, **changes))


def render_rss(channel: Channel, records: Iterable[Record]) -> bytes:
    return rss_atom.render_rss(channel, render_entries(channel.site, records))


def render_atom(channel: Channel, records: Iterable[Record]) -> bytes:
    return rss_atom.render_atom(channel, render_entries(channel.site, records))


def render_json(channel: Channel, records: Iterable[Record]) -> bytes:
    return json_feed.render_json(channel, render_entries(channel.site, records))


def tag_page(channel: Channel, records: Iterable[Record]) -> bytes:
    return pages.tag_page(channel, render_entries(channel.site, records))


def schema(name: str) -> Path:
    """The path of a schema that stands beside the checkout; without it the test is skipped."""
    path = SCHEMAS / name
    if not path.exists():
        pytest.skip(f"no {name} beside the checkout")
    return path
