"""Which labels are one tag, what it is called, and its slug, given once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from feeds.store import open_store, tags
from feeds.store.schema import tag
from sources.text import same_label, tag_of


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    store = open_store(f"sqlite:///{tmp_path}/tagwire.db")
    with store.transaction() as db:
        yield db
    store.close()


def slugs(db: Connection, *labels: str) -> list[str]:
    """The slugs that labels get, all met together."""
    settled = tags.settle(db, map(tag_of, labels))
    return [settled[tag_of(label).label].slug for label in labels]


def called(db: Connection, slug: str) -> str:
    label: str = db.execute(select(tag.c.label).where(tag.c.slug == slug)).scalar_one()
    return label


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["guerre en Ukraine", "Guerre-en-Ukraine", "GUERRE  EN UKRAINE"], ["guerre-en-ukraine"] * 3),
        (["Ουκρανία", "ΟΥΚΡΑΝΙΑ"], ["ουκρανία"] * 2),
        (["C", "C++", "C#", "c"], ["c", "c-plus-plus", "c-sharp", "c"]),
        (["C++", "C", "c++"], ["c-plus-plus", "c", "c-plus-plus"]),
        (["Net", ".NET"], ["net", "dot-net"]),
        (["Go", "Go!", "Go?"], ["go", "go-exclamation", "go-question"]),
        (["C and A", "C&A", "C+A", "C/A"], ["c-and-a", "c-a", "c-plus-a", "c-slash-a"]),
        (["All-Tag", "source tag"], ["all-tag-2", "source-tag-2"]),
        (["♥", "♥♥"], ["u2665", "u2665-u2665"]),
        (["a" * 70, "a" * 71, "a" * 72], ["a" * 64, "a" * 64 + "-2", "a" * 64 + "-3"]),
    ],
)
def test_labels_that_are_one_share_a_slug_and_others_do_not(
    db: Connection, labels: list[str], expected: list[str]
) -> None:
    assert slugs(db, *labels) == expected
    assert [slugs(db, label)[0] for label in reversed(labels)] == expected[::-1]


@given(
    st.lists(st.text(st.sampled_from("aA éÉ-+#!./Ωώ"), min_size=1, max_size=4).filter(str.strip), max_size=8)
)
def test_two_labels_share_a_slug_exactly_when_they_are_the_same(labels: list[str]) -> None:
    store = open_store("sqlite:///:memory:")
    with store.transaction() as db:
        found = dict(zip(labels, slugs(db, *labels), strict=True))
        assert slugs(db, *labels) == [found[label] for label in labels]
    store.close()
    same = {label: same_label(tag_of(label).label) for label in labels}
    for one in labels:
        for other in labels:
            assert (found[one] == found[other]) == (same[one] == same[other])


def test_a_slug_stays_with_the_tag_that_had_it_first(db: Connection) -> None:
    assert slugs(db, "C++") == ["c"]
    assert slugs(db, "C", "C++", "C#") == ["c-2", "c", "c-sharp"]


def test_a_tag_is_called_as_most_articles_have_it(db: Connection) -> None:
    first, second = (tags.settle(db, [tag_of(label)])[label] for label in ("meteo", "Météo"))
    assert tags.use(db, [first]) == frozenset()
    assert called(db, "meteo") == "meteo"
    assert tags.use(db, [second]) == frozenset()  # as often: it stays
    assert tags.use(db, [second]) == {"meteo"}
    assert called(db, "meteo") == "Météo"
    assert tags.use(db, [first]) == frozenset()  # as often again: it stays, and does not go to and fro
    assert called(db, "meteo") == "Météo"
    assert tags.use(db, [first]) == {"meteo"}


def test_of_two_labels_that_overtake_together_the_one_seen_first_wins(db: Connection) -> None:
    one, two, three = (tags.settle(db, [tag_of(label)])[label] for label in ("a b", "A B", "A-B"))
    tags.use(db, [one])
    assert tags.use(db, [three, two, three, two]) == {"a-b"}
    assert called(db, "a-b") == "A B"
