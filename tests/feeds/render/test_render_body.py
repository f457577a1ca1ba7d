"""What the formats share."""

from dataclasses import replace

import pytest
from render_samples import BARE, NOWHERE, RICH, SITE, UNTITLED, make

from feeds.render.body import (
    attribution_html,
    content_html,
    fragment_of,
    headline,
    paragraphs,
    summary_html,
    uri,
)
from sources.entry import Origin

HEADLINES = [
    (make(title="Titre"), "Titre"),
    (UNTITLED, "Une phrase qui tient lieu de titre. Une phrase qui tient lieu de titre. Une…"),
    (make(title="", excerpt="Court."), "Court."),
    (make(title="", excerpt="sur\n deux  lignes"), "sur deux lignes"),
    (make(title="", excerpt="語" * 100), "語" * 80 + "…"),
    (make(title="", excerpt=None, content="<p>Un</p><p>deux &amp; trois</p>"), "Un deux & trois"),
    (make(title="", excerpt=" \n", url="https://gazette.example/x"), "https://gazette.example/x"),
    (make(title="", excerpt=None, url=None), "Gazette & Cie"),
]


@pytest.mark.parametrize(("record", "expected"), HEADLINES)
def test_headline_is_the_title_or_the_beginning_of_the_text(record, expected):
    assert headline(record) == expected


def test_attribution_in_french_links_the_origin_and_names_the_credits():
    assert attribution_html(SITE, RICH) == (
        '<p>Source\u00a0: <a href="https://gazette.example/?rubrique=monde&amp;page=1">Gazette &amp; Cie</a>'
        " · Reuters · AFP</p>"
    )


@pytest.mark.parametrize("language", ["en", "en-GB", "ja"])
def test_attribution_in_english_and_where_no_wording_is_known(language):
    assert attribution_html(replace(SITE, language=language), NOWHERE) == "<p>Source: Capture</p>"


def test_attribution_links_the_article_where_the_origin_has_no_address():
    record = make(origin=Origin(name="Capture"))
    assert attribution_html(SITE, record) == f'<p>Source\u00a0: <a href="{record.url}">Capture</a></p>'


def test_attribution_takes_no_braces_of_a_name_for_its_own_pattern():
    record = make(origin=Origin(name="{names} {0}"))
    assert "{names} {0}</a>" in attribution_html(SITE, record)


def test_summary_is_the_excerpt_escaped_then_the_attribution():
    assert summary_html(SITE, RICH).startswith(
        "<p>Kiev &amp; Odessa : 3 &lt; 5, balisé &lt;i&gt;ainsi&lt;/i&gt;, et ]]&gt; au milieu.</p><p>Source"
    )
    assert summary_html(SITE, BARE) == attribution_html(SITE, BARE)


def test_content_only_where_channel_and_record_have_it():
    assert content_html(SITE, RICH) == RICH.content + attribution_html(SITE, RICH)
    assert content_html(SITE, make()) is None
    assert content_html(replace(SITE, full_content=False), RICH) is None


def test_paragraphs_are_the_lines_that_hold_something():
    assert paragraphs("un\n\n  deux \n") == "<p>un</p><p>deux</p>"
    assert paragraphs("") == ""


def test_fragment_depends_on_the_id_alone():
    assert fragment_of(make(1)) == fragment_of(make(1, title="Autre", url=None))
    assert fragment_of(make(1)) != fragment_of(make(2))


def test_uri_encodes_what_only_iris_allow_and_never_twice():
    once = uri("https://lecture.example/tags/été%20/?q=é&r=%C3%A9#ça")
    assert once == "https://lecture.example/tags/%C3%A9t%C3%A9%20/?q=%C3%A9&r=%C3%A9#%C3%A7a"
    assert uri(once) == once
