"""What a perfect publisher does, point by point, as far as it shows inside the documents."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from lxml import etree, html
from render_samples import (
    ARABIC,
    BARE,
    CHANNEL,
    EVERYTHING,
    MARKUP_LOOKING,
    NOON,
    NOWHERE,
    RICH,
    SITE,
    WITHOUT_URL,
    make,
    on_site,
    render_atom,
    render_json,
    render_rss,
    tag_page,
)

from feeds.render.pages import index_page, not_found_page, static_files
from feeds.render.summary import FeedSummary
from sources.entry import Credit, Enclosure, Image, Origin, Person, Tag

NS = {
    "a": "http://www.w3.org/2005/Atom",
    "c": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
}
XML_RENDERERS = [render_rss, render_atom]


def rss(*records, channel=CHANNEL):
    return etree.fromstring(render_rss(channel, records))


def atom(*records, channel=CHANNEL):
    return etree.fromstring(render_atom(channel, records))


def feed(*records, channel=CHANNEL):
    return json.loads(render_json(channel, records))


def texts(element, path):
    return [found.text if etree.iselement(found) else found for found in element.xpath(path, namespaces=NS)]


@pytest.mark.parametrize("render", XML_RENDERERS)
def test_point_01_well_formed_utf8_with_its_namespaces_declared(render):
    document = render(CHANNEL, EVERYTHING)
    assert document.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    assert etree.fromstring(document) is not None


def test_point_02_channel_has_title_site_link_and_description():
    channel = rss(RICH)[0]
    assert texts(channel, "title") == ["Guerre en Ukraine"]
    assert texts(channel, "link") == [CHANNEL.page]
    assert texts(channel, "description") == [CHANNEL.description]


def test_point_02_description_stands_even_where_the_channel_has_none():
    assert texts(rss(channel=replace(CHANNEL, description="")), "channel/description") == [CHANNEL.title]


def test_point_03_self_link_with_type():
    own = rss().xpath("channel/a:link[@rel='self']", namespaces=NS)
    assert [dict(link.attrib) for link in own] == [
        {
            "rel": "self",
            "type": "application/rss+xml",
            "href": f"{CHANNEL.site.base}feeds/guerre-en-ukraine.xml",
        }
    ]
    own = atom().xpath("a:link[@rel='self']", namespaces=NS)
    assert [dict(link.attrib) for link in own] == [
        {
            "rel": "self",
            "type": "application/atom+xml",
            "href": f"{CHANNEL.site.base}feeds/guerre-en-ukraine.atom",
        }
    ]


def test_point_04_language_of_the_feed_and_of_an_entry_that_differs():
    assert texts(rss(ARABIC), "channel/language") == ["fr"]
    assert texts(rss(ARABIC, RICH), "channel/item/dc:language") == ["ar"]
    assert texts(atom(ARABIC, RICH), "//@xml:lang") == ["fr", "ar"]
    document = feed(ARABIC, RICH)
    assert [document["language"], *(item["language"] for item in document["items"])] == ["fr", "fr", "ar"]


def test_point_05_rss_titles_are_plain_text():
    record = make(title="Russie & Chine <3 a<b>c")
    assert (
        "<title>Russie &#x26; Chine &#x3C;3 a&#x3C;b&gt;c</title>" in render_rss(CHANNEL, [record]).decode()
    )
    assert texts(rss(record), "channel/item/title") == [record.title]


MARKED = replace(
    MARKUP_LOOKING,
    authors=(Person(name="R&D <3"),),
    tags=(Tag(slug="x", label="A&amp;B <i"),),
    credits=(Credit(name="A & <B>"),),
    origin=Origin(name="Gazette & <fils>", url="https://gazette.example/"),
)
ON_MARKED_SITE = replace(on_site(title="Lecture & <cie>"), title="Lecture & <cie>", description="De & <à>")


@pytest.mark.parametrize("render", XML_RENDERERS)
def test_points_05_and_14_plain_text_spells_ampersands_and_brackets_as_references(render):
    """Without these the feed validator takes `&amp;` and `<b` in titles, labels and names for HTML."""
    document = render(ON_MARKED_SITE, [MARKED]).decode()
    html = r"<(?:content:encoded|content|summary)\b[^>]*>[^<]*|(?<=</link>)<description>[^<]*"
    plain = re.sub(html, "", document)
    for text in ("Lecture &#x26; &#x3C;cie&gt;", "De &#x26; &#x3C;à&gt;", "A&#x26;amp;B &#x3C;i"):
        assert text in document
    assert not re.search("&(?:amp|lt);", re.sub(r'(?:href|url)="[^"]*"', "", plain))


@pytest.mark.parametrize("document", [rss, atom])
def test_points_05_and_14_titles_that_look_like_markup_stay_as_they_are_written(document):
    """To the letter: no character that nobody sees keeps a validator from taking them for HTML."""
    titles = ["Use </b> & co", "AT&amp;T &eacute; &#233;", "<em>x</em>", "]]> <![CDATA[ &", "1 < 2 && 3 > 2"]
    records = [make(number, title=title) for number, title in enumerate(titles)]
    assert texts(document(*records), "channel/item/title | a:entry/a:title") == titles


def test_point_06_description_stands_before_the_whole_content():
    [item] = rss(RICH).xpath("channel/item")
    names = [etree.QName(child).localname for child in item]
    assert names.index("description") < names.index("encoded")
    assert item.find("c:encoded", NS).text.startswith(RICH.content)


def test_point_06_without_a_summary_the_description_holds_the_whole_content():
    [item] = rss(replace(RICH, excerpt=None)).xpath("channel/item")
    assert item.find("description").text.startswith(RICH.content)
    assert item.find("c:encoded", NS) is None


def test_point_07_an_address_carries_its_real_name_and_others_are_creators():
    known = make(authors=(Person(name="Ali Benaïssa", email="ali@example.org"),))
    assert texts(rss(known), "channel/item/author") == ["ali@example.org (Ali Benaïssa)"]
    assert texts(rss(known), "channel/item/dc:creator") == []


@pytest.mark.parametrize("email", ["ali@presse.paris", "ali@localhost", "ali.b+x@sub.presse.info"])
def test_point_07_feedparser_reads_the_same_name_in_rss_and_atom(email):
    record = make(authors=(Person(name="Ali Benaïssa", email=email),))
    for render in XML_RENDERERS:
        [entry] = feedparser.parse(render(CHANNEL, [record])).entries
        assert [author.name for author in entry.authors] == ["Ali Benaïssa"]


def test_point_07_several_authors_are_creators_for_an_item_has_one_author_at_most():
    assert texts(rss(RICH), "channel/item/author") == []
    assert texts(rss(RICH), "channel/item/dc:creator") == ["Zoé Martin", "Ali Benaïssa"]


def test_point_08_the_image_has_title_and_link_of_its_channel():
    channel = rss()[0]
    assert texts(channel, "image/title") == texts(channel, "title")
    assert texts(channel, "image/link") == texts(channel, "link")


def test_point_08_the_image_is_a_published_png_of_the_size_it_says():
    channel = rss()[0]
    [address] = texts(channel, "image/url")
    header = static_files()[address.removeprefix(CHANNEL.site.base)][:24]
    assert header.startswith(b"\x89PNG")
    size = [str(int.from_bytes(header[start : start + 4])) for start in (16, 20)]
    assert size == [*texts(channel, "image/width"), *texts(channel, "image/height")]
    assert int(size[0]) <= 144


def test_icons_are_published_and_square():
    addresses = {*texts(atom(), "a:icon"), feed()["icon"], feed()["favicon"]}
    for address in addresses:
        header = static_files()[address.removeprefix(CHANNEL.site.base)][:24]
        assert header.startswith(b"\x89PNG")
        assert header[16:20] == header[20:24]


def test_point_09_rfc_822_dates_in_the_channels_zone():
    assert texts(rss(RICH), "channel/item/pubDate") == ["Fri, 24 Oct 2025 11:00:00 +0200"]
    assert texts(rss(RICH), "channel/lastBuildDate") == ["Fri, 24 Oct 2025 12:00:00 +0200"]


def test_point_09_rfc_3339_dates_in_the_channels_zone():
    assert texts(atom(RICH), "a:entry/a:published") == ["2025-10-24T11:00:00+02:00"]
    [item] = feed(RICH)["items"]
    assert item["date_published"] == "2025-10-24T11:00:00+02:00"
    assert item["date_modified"] == "2025-10-24T12:00:00+02:00"


def test_point_09_an_offset_with_seconds_is_written_as_utc():
    """Paris kept +00:09:21 until 1911, which neither date format can say."""
    old = make(published=datetime(1899, 5, 1, 12, 0, tzinfo=UTC))
    assert texts(atom(old), "a:entry/a:published") == ["1899-05-01T12:00:00+00:00"]
    [written] = texts(rss(old), "channel/item/pubDate")
    assert parsedate_to_datetime(written) == old.published


def test_point_10_one_enclosure_an_item_with_length_and_type():
    assert [dict(e.attrib) for e in rss(RICH).iter("enclosure")] == [
        {"url": "https://gazette.example/ble.mp3", "type": "audio/mpeg", "length": "4096"}
    ]


def test_point_10_atom_and_json_carry_every_enclosure():
    links = atom(RICH).xpath("a:entry/a:link[@rel='enclosure']", namespaces=NS)
    assert [(link.get("href"), link.get("type"), link.get("length")) for link in links] == [
        ("https://gazette.example/ble.mp3", "audio/mpeg", "4096"),
        ("https://gazette.example/ble.bin", "application/octet-stream", None),
    ]
    assert feed(RICH)["items"][0]["attachments"] == [
        {
            "url": "https://gazette.example/ble.mp3",
            "mime_type": "audio/mpeg",
            "size_in_bytes": 4096,
            "duration_in_seconds": 61,
        },
        {"url": "https://gazette.example/ble.bin", "mime_type": "application/octet-stream"},
    ]


PICTURE = Image(url="https://gazette.example/ble.jpg", type="image/jpeg", width=640, height=480, length=51234)


@pytest.mark.parametrize(("document", "entry"), [(rss, "channel/item"), (atom, "a:entry")])
def test_a_picture_is_media_rss_with_what_is_known_of_it(document, entry):
    [content] = document(make(image=PICTURE)).xpath(f"{entry}/media:content", namespaces=NS)
    assert dict(content.attrib) == {
        "url": PICTURE.url,
        "medium": "image",
        "type": "image/jpeg",
        "fileSize": "51234",
        "width": "640",
        "height": "480",
    }
    [thumbnail] = document(make(image=PICTURE)).xpath(f"{entry}/media:thumbnail", namespaces=NS)
    assert dict(thumbnail.attrib) == {"url": PICTURE.url, "width": "640", "height": "480"}
    [content] = document(make(image=Image(url=PICTURE.url))).xpath(f"{entry}/media:content", namespaces=NS)
    assert dict(content.attrib) == {"url": PICTURE.url, "medium": "image"}


def test_a_picture_is_json_image_with_what_is_known_of_it():
    [item] = feed(make(image=PICTURE))["items"]
    assert item["image"] == PICTURE.url
    assert item["_tagwire"]["image"] == {
        "mime_type": "image/jpeg",
        "size_in_bytes": 51234,
        "width": 640,
        "height": 480,
    }
    [item] = feed(make(image=Image(url=PICTURE.url)))["items"]
    assert "image" not in item["_tagwire"]


def test_in_rss_what_is_beyond_the_one_enclosure_is_media_rss():
    second = Enclosure(url="https://gazette.example/ble.mp4", type="video/mp4", length=9000, duration=90)
    item = rss(make(enclosures=(*RICH.enclosures[:1], second)))
    [content] = item.xpath("channel/item/media:content", namespaces=NS)
    assert dict(content.attrib) == {
        "url": second.url,
        "type": "video/mp4",
        "fileSize": "9000",
        "duration": "90",
        "medium": "video",
    }


def test_point_11_links_in_bodies_are_absolute_and_no_text_becomes_markup():
    for record in EVERYTHING:
        for item in rss(record).iter("description"):
            body = html.fragment_fromstring(item.text or "", create_parent=True)
            assert not list(body.iter("script", "img"))
            assert all(link.get("href").startswith("https://") for link in body.iter("a"))


def test_point_12_no_text_input():
    assert not list(rss(*EVERYTHING).iter("textInput"))


@pytest.mark.parametrize("record", EVERYTHING)
def test_point_13_atom_has_one_id_title_updated_and_an_author_on_every_entry(record):
    document = atom(record)
    for element in (document, document.find("a:entry", NS)):
        for name in ("id", "title", "updated"):
            [text] = texts(element, f"a:{name}")
            assert text
    assert all(texts(document, "a:entry/a:author/a:name"))
    assert texts(document, "a:entry/a:author/a:name")


def test_point_13_the_origin_stands_in_for_an_unknown_author():
    assert texts(atom(BARE), "a:entry/a:author/a:name") == ["Gazette & Cie"]
    assert texts(rss(BARE), "channel/item/dc:creator") == ["Gazette & Cie"]
    assert feed(BARE)["items"][0]["authors"] == [
        {"name": "Gazette & Cie", "url": "https://gazette.example/?rubrique=monde&page=1"}
    ]


def test_point_14_html_is_declared_and_titles_are_text():
    entry = atom(RICH).find("a:entry", NS)
    assert entry.find("a:summary", NS).get("type") == "html"
    assert entry.find("a:content", NS).get("type") == "html"
    assert entry.find("a:title", NS).get("type") in (None, "text")


@pytest.mark.parametrize("record", EVERYTHING)
def test_point_15_atom_source_is_complete(record):
    [source] = atom(record).findall("a:entry/a:source", NS)
    assert [etree.QName(child).localname for child in source] == ["id", "title", "updated", "link"]
    assert source.find("a:title", NS).text == record.origin.name
    assert re.match(r"(https|urn):", source.find("a:id", NS).text)
    assert source.find("a:link", NS).get("href").startswith("https://")


@pytest.mark.parametrize("record", EVERYTHING)
def test_point_15_rss_source_stands_even_where_the_origin_has_no_address(record):
    [source] = rss(record).iter("source")
    assert source.text == record.origin.name
    assert source.get("url").startswith("https://")


def test_point_16_json_feed_head():
    document = feed()
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["feed_url"] == f"{CHANNEL.site.base}feeds/guerre-en-ukraine.json"
    assert document["home_page_url"] == CHANNEL.page


@pytest.mark.parametrize("record", EVERYTHING)
def test_point_16_json_items_carry_what_readers_need(record):
    [item] = feed(record)["items"]
    wanted = {"id", "url", "content_html", "date_published", "date_modified", "authors", "tags", "language"}
    assert wanted <= item.keys()
    assert item["id"] == record.id
    assert "<" not in item.get("summary", "") or "<" in record.excerpt


def test_point_17_fifty_entries_of_usual_length_stay_below_100_kb():
    records = [
        make(number, excerpt="Une phrase de longueur moyenne, sans plus. " * 8) for number in range(50)
    ]
    assert len(render_json(CHANNEL, records)) < 100_000


def test_point_18_full_content_only_where_the_channel_carries_it():
    short = on_site(full_content=False)
    assert "Tout le texte" in feed(RICH)["items"][0]["content_html"]
    assert "Tout le texte" in texts(atom(RICH), "a:entry/a:content")[0]
    for render in (render_rss, render_atom, render_json):
        assert b"Tout le texte" not in render(short, [RICH])


@pytest.mark.parametrize("record", EVERYTHING)
def test_point_19_every_item_carries_its_permanent_id(record):
    assert texts(rss(record), "channel/item/guid") == [record.id]
    assert texts(atom(record), "a:entry/a:id") == [record.id]


def test_point_20_only_an_id_that_is_the_address_is_a_permalink():
    moved = make(2, url="https://gazette.example/nouvelle-adresse")
    assert texts(rss(make(1), moved, NOWHERE), "channel/item/guid/@isPermaLink") == ["true", "false", "false"]


@pytest.mark.parametrize("record", EVERYTHING)
def test_point_21_every_item_says_when_it_was_published(record):
    [written] = texts(rss(record), "channel/item/pubDate")
    assert parsedate_to_datetime(written) == record.published
    [written] = texts(atom(record), "a:entry/a:published")
    assert datetime.fromisoformat(written) == record.published


def test_point_22_updated_equals_published_until_the_words_change():
    assert texts(atom(make()), "a:entry/a:updated") == texts(atom(make()), "a:entry/a:published")
    assert texts(atom(RICH), "a:entry/a:updated") == ["2025-10-24T12:00:00+02:00"]


def test_point_23_entries_modified_at_one_instant_are_told_apart_in_atom():
    edited = [make(number, updated=NOON) for number in range(1, 41)]
    written = texts(atom(*edited), "a:entry/a:updated")
    instants = [datetime.fromisoformat(text) for text in written]
    assert len(set(written)) == 40
    assert all(timedelta() <= instant - NOON < timedelta(seconds=1) for instant in instants)


def test_point_23_an_article_is_put_off_by_the_same_in_whatever_company():
    def written(*records):
        found = texts(atom(*records), "a:entry/a:updated")
        return dict(zip((record.id for record in records), found, strict=True))

    few = written(make(1, updated=NOON), make(9, updated=NOON))
    many = written(make(1, updated=NOON), make(5, updated=NOON), make(9, updated=NOON))
    assert few[make(9).id] == many[make(9).id] != many[make(5).id]


def test_point_24_the_feeds_date_derives_from_its_records():
    assert texts(atom(make(3), RICH), "a:updated") == ["2025-10-24T12:00:00+02:00"]
    assert texts(atom(), "a:updated") == ["2025-09-01T10:00:00+02:00"]
    assert texts(rss(), "channel/lastBuildDate") == ["Mon, 01 Sep 2025 10:00:00 +0200"]


def test_point_25_newest_first_in_every_format():
    expected = [record.id for record in EVERYTHING]
    shuffled = EVERYTHING[::2] + EVERYTHING[1::2]
    assert texts(rss(*shuffled), "channel/item/guid") == expected
    assert texts(atom(*shuffled), "a:entry/a:id") == expected
    assert [item["id"] for item in feed(*shuffled)["items"]] == expected


def test_point_26_an_article_that_is_no_more_is_left_out_without_a_word():
    for render in (render_rss, render_atom, render_json):
        assert render(CHANNEL, [make(2)]).count(b"article-1") == 0
    assert not atom(make(2)).xpath("//*[local-name() = 'deleted-entry']")


def test_point_35_ttl_is_max_age_in_minutes_rounded_up():
    assert texts(rss(), "channel/ttl") == ["16"]


def pages():
    summaries = [
        FeedSummary(channel=replace(CHANNEL, slug="tout", title="Autre"), count=2),
        FeedSummary(channel=replace(CHANNEL, slug="all", title="Tout"), count=2),
    ]
    return [
        (index_page(SITE, summaries), "feeds/all", "Tout"),
        (tag_page(CHANNEL, EVERYTHING), "../../feeds/guerre-en-ukraine", "Guerre en Ukraine"),
        (not_found_page(SITE, summaries), "/feeds/all", "Tout"),
    ]


@pytest.mark.parametrize(("page", "address", "title"), pages())
def test_points_46_and_47_every_page_announces_its_own_feed_the_preferred_format_first(page, address, title):
    links = [
        link
        for link in html.fromstring(page).iterfind(".//head/link[@rel='alternate']")
        if "opml" not in link.get("type")
    ]
    assert [(link.get("type"), link.get("href")) for link in links] == [
        ("application/rss+xml", f"{address}.xml"),
        ("application/atom+xml", f"{address}.atom"),
        ("application/feed+json", f"{address}.json"),
    ]
    assert all(link.get("title").startswith(title) for link in links)


@pytest.mark.parametrize("render", XML_RENDERERS)
def test_point_49_no_stylesheet_instruction(render):
    assert b"<?xml-stylesheet" not in render(CHANNEL, EVERYTHING)


def test_points_50_and_51_hubs_and_exactly_one_self_link():
    for document, path in ((rss(RICH), "channel/a:link"), (atom(RICH), "a:link")):
        links = document.xpath(path, namespaces=NS)
        assert [link.get("href") for link in links if link.get("rel") == "hub"] == list(CHANNEL.site.hubs)
        assert len([link for link in links if link.get("rel") == "self"]) == 1


def test_point_54_json_hubs():
    assert feed()["hubs"] == [
        {"type": "WebSub", "url": "https://hub.example/"},
        {"type": "WebSub", "url": "https://autre-hub.example/"},
    ]


ARCHIVED = replace(CHANNEL, archive="2025-09", older="2025-08", newer="2025-10")


@pytest.mark.parametrize("channel", [CHANNEL, replace(CHANNEL, older="2025-10"), ARCHIVED])
def test_point_55_no_document_says_that_it_holds_the_whole_set(channel):
    for render in XML_RENDERERS:
        assert not etree.fromstring(render(channel, [RICH])).xpath("//*[local-name() = 'complete']")


@pytest.mark.parametrize(("document", "head"), [(rss, "channel/"), (atom, "")])
def test_points_56_and_57_the_current_document_leads_to_the_newest_archive(document, head):
    found = document(channel=replace(CHANNEL, older="2025-10")).xpath(f"{head}a:link", namespaces=NS)
    links = {link.get("rel"): link.get("href") for link in found}
    folder = f"{CHANNEL.site.base}feeds/guerre-en-ukraine/2025-10."
    assert links["prev-archive"].startswith(folder)
    assert not links.keys() & {"current", "next-archive", "next", "previous"}
    assert feed(channel=replace(CHANNEL, older="2025-10"))["next_url"] == f"{folder}json"


@pytest.mark.parametrize(("document", "head", "suffix"), [(rss, "channel/", "xml"), (atom, "", "atom")])
def test_point_57_an_archive_says_so_and_leads_on_back_and_to_the_current_document(document, head, suffix):
    archive = document(RICH, channel=ARCHIVED)
    links = {link.get("rel"): link.get("href") for link in archive.xpath(f"{head}a:link", namespaces=NS)}
    address = f"{CHANNEL.site.base}feeds/guerre-en-ukraine"
    assert {
        relation: links[relation] for relation in ("self", "prev-archive", "next-archive", "current")
    } == {
        "self": f"{address}/2025-09.{suffix}",
        "prev-archive": f"{address}/2025-08.{suffix}",
        "next-archive": f"{address}/2025-10.{suffix}",
        "current": f"{address}.{suffix}",
    }
    [said] = archive.xpath(f"{head}fh:archive", namespaces=NS)
    assert said.text is None
    assert archive.xpath(f"string({head}{'a:id' if suffix == 'atom' else 'title'})", namespaces=NS)


def test_point_56_the_oldest_page_of_a_json_feed_has_no_next():
    assert "next_url" not in feed(channel=replace(ARCHIVED, older=None))


@pytest.mark.parametrize("render", XML_RENDERERS)
def test_point_58_valid_when_empty(render):
    assert etree.fromstring(render(CHANNEL, [])) is not None
    assert feed()["items"] == []


def test_an_entry_without_address_links_to_its_origin_or_its_place_on_our_page():
    assert texts(rss(WITHOUT_URL), "channel/item/link") == [WITHOUT_URL.origin.url]
    [place] = texts(rss(NOWHERE), "channel/item/link")
    page, _, fragment = place.partition("#")
    assert page == CHANNEL.page
    assert html.fromstring(tag_page(CHANNEL, [NOWHERE])).get_element_by_id(fragment).tag == "article"


def test_an_entry_without_address_always_carries_content_in_atom():
    for record in (WITHOUT_URL, NOWHERE):
        assert "Extrait" in texts(atom(record), "a:entry/a:content")[0]


def test_credits_are_contributors():
    assert texts(rss(RICH), "channel/item/dc:contributor") == ["Reuters", "AFP"]
    assert texts(atom(RICH), "a:entry/a:contributor/a:name") == ["Reuters", "AFP"]
    assert feed(RICH)["items"][0]["_tagwire"]["credits"] == ["Reuters", "AFP"]


def test_categories_have_the_same_names_in_every_format():
    """Of an Atom category some readers show the term, some the label."""
    names = ["guerre en Ukraine", "война"]
    assert texts(atom(RICH), "a:entry/a:category/@term") == names
    assert texts(atom(RICH), "a:entry/a:category/@label") == names
    assert texts(rss(RICH), "channel/item/category") == names
    assert feed(RICH)["items"][0]["tags"] == names
    assert feed(RICH)["items"][0]["_tagwire"]["tags"] == ["guerre-en-ukraine", "война"]


def test_rights_are_the_origins():
    assert texts(rss(RICH), "channel/item/dc:rights") == ["© Gazette & Cie"]
    assert texts(atom(RICH), "a:entry/a:rights") == ["© Gazette & Cie"]
    assert texts(rss(RICH), "channel/copyright") == texts(atom(RICH), "a:rights")


def test_several_authors_keep_their_order_and_addresses():
    records = make(authors=(Person(name="Un"), Person(name="Deux", url="https://gazette.example/deux")))
    assert texts(atom(records), "a:entry/a:author/a:name") == ["Un", "Deux"]
    assert texts(atom(records), "a:entry/a:author/a:uri") == ["https://gazette.example/deux"]


def test_addresses_beyond_ascii_are_percent_encoded_once():
    channel = replace(CHANNEL, slug="война")
    page = "https://lecture.example/tags/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0/"
    assert texts(rss(channel=channel), "channel/link") == [page]
    document = feed(channel=channel)
    assert document["home_page_url"] == page
    assert document["feed_url"] == "https://lecture.example/feeds/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0.json"
