"""Entries are rendered once: documents composed of what was kept are those that feedgen and json would write."""

import json
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from render_samples import CHANNEL, EVERYTHING, RICH, SITE, make, on_site
from test_render_properties import records

from feeds.render.documents import feed_documents
from feeds.render.entries import render_entries
from feeds.render.fragment import Fragment, newest_first
from feeds.render.json_feed import item_of, render_json
from feeds.render.rss_atom import _feed, entry_of, render_atom, render_rss

RELATIVE = '<p>Voir <a href="/suite">la suite</a></p>'


def canonical(document):
    """However characters and namespaces are written (Canonical XML 2.0)."""
    return etree.canonicalize(etree.fromstring(document))


def kept(fragment):
    """As it comes back from where it was kept."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(fragment), type=Fragment)


@settings(deadline=None, max_examples=60)
@given(records, st.randoms(), st.booleans())
def test_documents_of_kept_fragments_are_those_rendered_from_scratch(some, random, full):
    """However the entries came together: one by one, at other times, for another feed, in another order."""
    channel = on_site(full_content=full)
    scratch = dict(feed_documents(channel, render_entries(channel.site, some)))
    held = [kept(fragment) for record in some for fragment in render_entries(channel.site, [record])]
    list(feed_documents(replace(channel, slug="autre", archive="2025-10"), held))
    random.shuffle(held)
    assert dict(feed_documents(channel, held)) == scratch


@pytest.mark.parametrize(
    ("render", "suffix", "write"),
    [(render_rss, "xml", "rss_str"), (render_atom, "atom", "atom_str")],
)
def test_what_is_composed_is_what_feedgen_writes(render, suffix, write):
    fragments = newest_first(render_entries(SITE, EVERYTHING))
    by_id = {record.id: record for record in EVERYTHING}
    whole = _feed(CHANNEL, fragments, suffix)
    for fragment in fragments:
        whole.add_entry(entry_of(SITE, by_id[fragment.id]), order="append")
    assert canonical(render(CHANNEL, fragments)) == canonical(getattr(whole, write)())


def test_what_is_composed_is_the_json_of_its_items():
    items = json.loads(render_json(CHANNEL, render_entries(SITE, EVERYTHING)))["items"]
    by_id = {record.id: record for record in EVERYTHING}
    assert len(items) == len(EVERYTHING)
    assert items == [item_of(SITE, by_id[item["id"]]) for item in items]


def test_only_the_record_with_a_relative_link_is_flawed():
    fragments = render_entries(SITE, [make(1), make(2, content=RELATIVE), RICH, make(4)])
    flaws = [fragment.flaw for fragment in fragments]
    assert flaws == ["", "not an absolute link: '/suite'", "", ""]


def test_each_flawed_record_says_what_is_wrong_with_it():
    broken = [make(1, content=RELATIVE), make(2), make(3, url="suite", id="suite"), make(4, id=" ")]
    fragments = render_entries(SITE, broken)
    assert [bool(fragment.flaw) for fragment in fragments] == [True, False, True, True]
    assert fragments[2].flaw == "not an absolute link: 'suite'"
    assert fragments[3].flaw == "an entry without an id"


def test_a_relative_link_in_what_is_not_published_is_no_flaw():
    [fragment] = render_entries(on_site(full_content=False).site, [make(1, content=RELATIVE)])
    assert fragment.flaw == ""


def test_a_fragment_knows_what_lists_say_of_its_entry():
    [fragment] = render_entries(SITE, [RICH])
    said = (fragment.id, fragment.published, fragment.modified, fragment.headline, fragment.is_estimated)
    assert said == (RICH.id, RICH.published, RICH.modified, RICH.title, False)
