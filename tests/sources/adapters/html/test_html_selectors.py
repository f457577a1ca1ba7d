"""Selectors for what the automatic reading gets wrong; the rest stays automatic."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sources.adapters import html
from sources.entry import Document, Listing
from sources.errors import SourceError

PAGE = """
<html lang="en"><body>
<article><h2><a href="/wrong1">Wrong one</a></h2></article><article><h2><a href="/wrong2">Wrong two</a></h2></article>
<div class="card" data-when="2026-05-18T10:00:00Z"><b>First</b> <a class="go" href="/1">go</a> <i>Ines</i><i>Marta</i>
  <img src="/1.jpg"><p>What it says.</p></div>
<div class="card" data-when="2026-05-17T10:00:00Z"><b>Second</b> <a class="go" href="/2">go</a></div>
</body></html>
"""


def read(**select: str) -> Listing:
    captured = datetime(2026, 5, 20, tzinfo=UTC)
    document = Document(
        data=PAGE.encode(), location="p.html", captured=captured, base_url="https://h.example/l/"
    )
    return html.read(document, select=select)


@pytest.mark.parametrize("item", ["div.card", "//div[@class='card']", ".card[data-when]"])
def test_items_are_named_by_css_or_xpath(item: str) -> None:
    assert [entry.url for entry in read(item=item).entries] == ["https://h.example/1", "https://h.example/2"]


@pytest.mark.parametrize("url", ["a.go", "a.go/@href", ".//a/@href", "descendant::a[@class='go']"])
def test_addresses_come_from_elements_or_attributes(url: str) -> None:
    assert read(item=".card", url=url).entries[0].url == "https://h.example/1"


def test_each_part_can_be_named() -> None:
    first, second = read(
        item=".card", title="b", author="i", date="@data-when", image="img", excerpt="p", tag="b"
    ).entries
    assert first.title == "First"
    assert [person.name for person in first.authors] == ["Ines", "Marta"]
    assert first.dates[0].instant == datetime(2026, 5, 18, 10, tzinfo=UTC)
    assert first.image is not None
    assert first.image.url == "https://h.example/1.jpg"
    assert first.excerpt == "What it says."
    assert [tag.slug for tag in first.tags] == ["first"]
    assert (second.title, second.image, second.excerpt) == ("Second", None, None)


def test_what_is_not_named_stays_automatic() -> None:
    listing = read(title="h2 a")
    assert [entry.url for entry in listing.entries] == [
        "https://h.example/wrong1",
        "https://h.example/wrong2",
    ]


@pytest.mark.parametrize(
    ("select", "said"),
    [
        ({"title": "h2 >>"}, "neither CSS nor XPath"),
        ({"title": "//["}, "neither CSS nor XPath"),
        ({"titel": "h2"}, "names no part"),
        ({"item": "//a[unknown()]"}, "cannot be looked up"),
    ],
)
def test_a_selector_that_is_none_is_told(select: dict[str, str], said: str) -> None:
    with pytest.raises(SourceError, match=said):
        read(**select)
