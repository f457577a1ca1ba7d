"""What schemas and other people's parsers make of the documents."""

import calendar
import json
from datetime import datetime

import feedparser
import jsonschema
import pytest
from lxml import etree
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4
from render_samples import CHANNEL, EVERYTHING, RICH, render_atom, render_json, render_rss, schema

from feeds.render.body import headline, link_of

CASES = [(), (RICH,), EVERYTHING]


@pytest.mark.parametrize("records", CASES)
def test_atom_is_valid_against_the_rfc_4287_schema(records):
    validator = etree.RelaxNG(etree.parse(schema("atom.rng")))
    validator.assertValid(etree.fromstring(render_atom(CHANNEL, records)))


@pytest.mark.parametrize("records", CASES)
def test_json_is_valid_against_the_json_feed_1_1_schema(records):
    rules = json.loads(schema("schema-v1.1.json").read_text())
    jsonschema.validate(json.loads(render_json(CHANNEL, records)), rules)


@pytest.mark.parametrize("records", CASES)
def test_json_is_valid_against_the_schema_store(records):
    rules = json.loads(schema("schemastore-feed.json").read_text())
    first = Resource.from_contents(
        json.loads(schema("schemastore-feed-1.json").read_text()), default_specification=DRAFT4
    )
    registry = Registry().with_resource("https://json.schemastore.org/feed-1", first)
    validator = jsonschema.Draft4Validator(rules, registry=registry)
    assert [error.message for error in validator.iter_errors(json.loads(render_json(CHANNEL, records)))] == []


@pytest.mark.parametrize("render", [render_rss, render_atom])
def test_feedparser_reads_back_ids_titles_links_and_dates(render):
    """feedparser 6 reads no JSON Feed; that one is compared below."""
    parsed = feedparser.parse(render(CHANNEL, EVERYTHING))
    assert parsed.bozo == 0
    for entry, record in zip(parsed.entries, EVERYTHING, strict=True):
        assert (entry.id, entry.link) == (record.id, link_of(CHANNEL.site, record))
        assert entry.title == headline(record).strip()
        assert calendar.timegm(entry.published_parsed) == record.published.timestamp()


def test_json_reads_back_ids_titles_links_and_dates():
    items = json.loads(render_json(CHANNEL, EVERYTHING))["items"]
    for item, record in zip(items, EVERYTHING, strict=True):
        assert (item["id"], item["url"]) == (record.id, link_of(CHANNEL.site, record))
        assert item.get("title", "") == record.title
        assert datetime.fromisoformat(item["date_published"]) == record.published
        assert datetime.fromisoformat(item["date_modified"]) == record.modified


@pytest.mark.parametrize("render", [render_rss, render_atom])
def test_feedparser_reads_authors_credits_source_and_enclosures(render):
    [entry] = feedparser.parse(render(CHANNEL, [RICH])).entries
    assert {author.name for author in entry.authors} == {"Zoé Martin", "Ali Benaïssa"}
    assert [contributor.name for contributor in entry.contributors] == ["Reuters", "AFP"]
    assert entry.source.title == "Gazette & Cie"
    assert (entry.enclosures[0].href, entry.enclosures[0].length) == (
        "https://gazette.example/ble.mp3",
        "4096",
    )
