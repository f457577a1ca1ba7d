"""Foreign ids as aliases, and names that several articles share."""

from __future__ import annotations

import pytest

from sources.adapters.names import foreign_name, told_apart
from sources.entry import Entry


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("https://A.example/?p=17", "https://a.example/?p=17"),
        ("https://a.example/log#v2", "https://a.example/log#v2"),
        (" tag:a.example,2025:1 ", "tag:a.example,2025:1"),
        ("urn:isbn:1", "urn:isbn:1"),
        ("1225c695-cfb8-4ebb-aaaa-80da344efa6a", "1225c695-cfb8-4ebb-aaaa-80da344efa6a"),
        ("17", "id:s.example:17"),
        ("post:17", "id:s.example:post:17"),
        ("é x", "id:s.example:%C3%A9%20x"),
        ("javascript:x", "id:s.example:javascript:x"),
        ("", None),
        ("x" * 600, None),
        ("http://[", None),
    ],
)
def test_an_id_is_a_name_everywhere_or_of_its_site(identifier: str, name: str | None) -> None:
    assert foreign_name(identifier, "https://s.example/feed") == name


def test_a_bare_id_of_no_site_is_no_name() -> None:
    assert foreign_name("17", None) is None


def test_names_that_several_articles_share_name_none() -> None:
    page, other = "https://a.example/status", "https://a.example/x"
    entries = [
        Entry(url=page, title="One", aliases=("id:1",)),
        Entry(url=page, title="Two", aliases=("id:2",)),
        Entry(url=page),
        Entry(url=other, title="Same", aliases=("id:x", "id:0")),
        Entry(url=other, title="Same", aliases=("id:y",)),
        Entry(url="https://a.example/y", title="Y", aliases=("id:0",)),
        Entry(url="https://a.example/z", title="Z", aliases=("id:z",)),
        Entry(url="https://a.example/z", title="Z, retouched", aliases=("id:z",)),
    ]
    told = [(entry.url, entry.aliases) for entry in told_apart(entries)]
    assert told[:3] == [(None, ("id:1",)), (None, ("id:2",)), (page, ())]
    assert told[3:6] == [(other, ("id:x",)), (other, ("id:y",)), ("https://a.example/y", ())]
    assert told[6:] == [("https://a.example/z", ("id:z",))] * 2
