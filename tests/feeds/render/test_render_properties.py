"""Whatever clean text the records hold, and wherever they are rendered."""

import json
import os
import subprocess
import sys
import time
from datetime import datetime
from itertools import permutations

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from render_samples import (
    CHANNEL,
    EVERYTHING,
    NOON,
    make,
    on_site,
    render_atom,
    render_json,
    render_rss,
    tag_page,
)

from feeds.render.body import fragment_of, headline
from feeds.render.fragment import newest_first
from sources.entry import Credit, DateBasis, Origin, Person, Tag

RENDERERS = [render_rss, render_atom, render_json, tag_page]
ATOM = {"a": "http://www.w3.org/2005/Atom"}

xml_text = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n<&]>")
)
name = xml_text.filter(str.strip)
instant = st.builds(  # from 1900 to 2100
    datetime.fromtimestamp, st.integers(-2_208_988_800, 4_102_444_800), tz=st.timezones()
)


@st.composite
def record(draw):
    address = f"https://gazette.example/{draw(st.integers(0, 10**6))}"
    return make(
        id=address if draw(st.booleans()) else f"tag:lecture.example,2026:{draw(st.integers(0, 10**6))}",
        url=draw(st.none() | st.just(address)),
        title=draw(st.just("") | name),
        excerpt=draw(st.none() | xml_text),
        content=draw(st.none() | st.just("<p>Texte &amp; suite</p>")),
        published=draw(instant),
        updated=draw(st.none() | instant),
        date_basis=draw(st.sampled_from(DateBasis)),
        origin=Origin(name=draw(name), url=draw(st.none() | st.just("https://gazette.example/?a=1&b=2"))),
        authors=tuple(Person(name=n) for n in draw(st.lists(name, max_size=2))),
        credits=tuple(Credit(name=n) for n in draw(st.lists(name, max_size=2))),
        tags=tuple(Tag(slug=f"mot-{i}", label=n) for i, n in enumerate(draw(st.lists(name, max_size=2)))),
        language=draw(st.sampled_from([None, "fr", "ar", "zh-Hant"])),
    )


records = st.lists(record(), max_size=4, unique_by=lambda one: one.id)


@settings(deadline=None, max_examples=60)
@given(records, st.booleans())
def test_any_clean_records_read_back_the_same_ids_and_titles(given_records, full):
    channel = on_site(full_content=full)
    expected = [(r.id, headline(r)) for r in newest_first(given_records)]
    items = etree.fromstring(render_rss(channel, given_records)).iter("item")
    assert [(item.findtext("guid"), item.findtext("title")) for item in items] == expected

    entries = etree.fromstring(render_atom(channel, given_records)).findall("a:entry", ATOM)
    read = [(e.findtext("a:id", None, ATOM), e.findtext("a:title", None, ATOM)) for e in entries]
    assert read == expected

    found = json.loads(render_json(channel, given_records))["items"]
    assert [(item["id"], item.get("title", "")) for item in found] == [
        (r.id, r.title) for r in newest_first(given_records)
    ]


@settings(deadline=None, max_examples=60)
@given(records)
def test_any_clean_records_make_a_page_that_shows_them_all(given_records):
    page = html.fromstring(tag_page(CHANNEL, given_records).decode())
    shown = [(article.get("id"), article.findtext(".//h2")) for article in page.iter("article")]
    assert [identifier for identifier, _ in shown] == [fragment_of(r) for r in newest_first(given_records)]
    assert not list(page.iter("style", "img", "iframe"))
    assert len(list(page.iter("script"))) == 1
    assert not page.xpath("//@style")


@pytest.mark.parametrize("render", RENDERERS)
def test_same_records_in_any_order_same_bytes(render):
    """Two of the three share an instant, so that only the id can put them in order."""
    three = [make(1), make(2, published=NOON), make(3, published=NOON)]
    assert len({render(CHANNEL, order) for order in permutations(three)}) == 1
    assert render(CHANNEL, iter(three)) == render(CHANNEL, three)


@pytest.mark.parametrize("render", RENDERERS)
def test_another_clock_zone_and_locale_same_bytes(render, monkeypatch):
    here = render(CHANNEL, EVERYTHING)
    try:
        for variable, value in {
            "TZ": "Pacific/Apia",
            "LANG": "ar_EG",
            "LC_ALL": "de_DE",
            "LANGUAGE": "ja",
        }.items():
            monkeypatch.setenv(variable, value)
        time.tzset()
        with time_machine.travel(datetime.fromisoformat("2031-02-03T04:05:06+00:00")):
            assert render(CHANNEL, EVERYTHING) == here
    finally:
        monkeypatch.undo()
        time.tzset()


def test_another_process_and_hash_seed_same_bytes():
    program = (
        "import sys\n"
        "from render_samples import CHANNEL, EVERYTHING, render_atom, render_json, render_rss, tag_page\n"
        "for render in (render_rss, render_atom, render_json, tag_page):\n"
        "    sys.stdout.buffer.write(render(CHANNEL, EVERYTHING))\n"
    )
    here = b"".join(render(CHANNEL, EVERYTHING) for render in RENDERERS)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONHASHSEED": "7"}
    there = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    assert there.stdout == here
