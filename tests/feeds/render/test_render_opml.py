"""The list of feeds that readers import."""

from dataclasses import replace

from lxml import etree
from render_samples import CHANNEL, on_site

from feeds.render.opml import render_opml

SITE = replace(CHANNEL.site, title="Lecture <du> matin & soir")


def test_each_channel_is_an_outline_in_the_order_given():
    other = replace(on_site(language="ru"), slug="война", title="Война", description="")
    opml = etree.fromstring(render_opml(SITE, [CHANNEL, other]))
    assert (opml.tag, opml.get("version")) == ("opml", "2.0")
    assert opml.findtext("head/title") == SITE.title
    first, second = opml.iter("outline")
    assert dict(first.attrib) == {
        "type": "rss",
        "text": "Guerre en Ukraine",
        "title": "Guerre en Ukraine",
        "xmlUrl": "https://lecture.example/feeds/guerre-en-ukraine.xml",
        "htmlUrl": CHANNEL.page,
        "language": "fr",
        "description": CHANNEL.description,
    }
    assert second.get("xmlUrl") == "https://lecture.example/feeds/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0.xml"
    assert "description" not in second.attrib


def test_without_feeds_it_is_an_empty_list():
    assert list(etree.fromstring(render_opml(SITE, [])).find("body")) == []
