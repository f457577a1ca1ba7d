"""What leaves a feed stands in its archives (RFC 5005, 4): nothing is lost, and little is written again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feeds.selection import Archive, archives
from feeds.selection.archives import PART, prepared
from tests.table_site import HISTORY, Article, TableSite, documents_below, links, read_xml

NEWEST = datetime(2025, 10, 25, 12, 0, tzinfo=UTC)
FORMATS = ("xml", "atom", "json")


def articles(count: int, apart: timedelta, newest: datetime = NEWEST) -> list[Article]:
    """The newest first."""
    return [Article(number=number, published=newest - number * apart) for number in range(count)]


@pytest.fixture
def site(tmp_path: Path) -> TableSite:
    return TableSite(tmp_path / "site", now=datetime(2026, 3, 1, tzinfo=UTC), publish="compress = []")


def inodes(site: TableSite) -> dict[str, int]:
    return {
        path.relative_to(site.tree).as_posix(): path.stat().st_ino
        for path in site.tree.rglob("*")
        if path.is_file()
    }


def rewritten(site: TableSite, before: dict[str, int]) -> set[str]:
    """The documents of the tag's feed that are new or other files than before."""
    return {
        path.removeprefix("feeds/")
        for path, inode in inodes(site).items()
        if before.get(path) != inode and path.startswith("feeds/sport")
    }


def current(slug: str = "sport") -> set[str]:
    return {f"{slug}.{suffix}" for suffix in FORMATS}


def archive(name: str) -> set[str]:
    return {f"sport/{name}.{suffix}" for suffix in FORMATS}


# What readers find


@pytest.mark.parametrize(
    ("apart", "largest"),
    [(timedelta(hours=11), 70), (timedelta(minutes=12), PART), (timedelta(0), PART)],
    ids=["spread over months", "all of one month", "all of one instant"],
)
def test_walking_the_archives_finds_every_article(site: TableSite, apart: timedelta, largest: int) -> None:
    site.show(articles(1000, apart))
    expected = {f"https://example.org/{number}" for number in range(1000)}
    for slug in ("sport", "all", "source/exemple"):
        for suffix in FORMATS:
            documents = site.walk(slug, suffix)
            assert set().union(*documents) == expected
            assert len(documents[0]) == 50
            assert sum(map(len, documents[1:])) == len(
                set().union(*documents[1:])
            )  # no archive repeats another
            assert max(map(len, documents[1:])) <= largest


def test_current_documents_and_archives_lead_to_each_other(site: TableSite) -> None:  # CHECKLIST 56, 57
    site.show(articles(200, timedelta(days=1)))
    base = "https://feeds.example.org/feeds/sport"
    names = ["2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09"]
    for suffix in ("xml", "atom"):
        head = etree.fromstring((site.tree / f"feeds/sport.{suffix}").read_bytes())
        assert links(head)["prev-archive"] == f"{base}/2025-09.{suffix}"
        assert not links(head).keys() & {"current", "next-archive"}
        assert head.find(f".//{HISTORY}archive") is None
        for older, name, newer in zip(["", *names], names, [*names[1:], ""], strict=False):
            document = etree.fromstring((site.tree / f"feeds/sport/{name}.{suffix}").read_bytes())
            found = links(document)
            assert found["self"] == f"{base}/{name}.{suffix}"
            assert found["current"] == f"{base}.{suffix}"
            assert found.get("prev-archive") == (f"{base}/{older}.{suffix}" if older else None)
            assert found.get("next-archive") == (f"{base}/{newer}.{suffix}" if newer else None)
            assert len(document.findall(f".//{HISTORY}archive")) == 1
    for older, name in zip(["", *names], names, strict=False):
        feed = json.loads((site.tree / f"feeds/sport/{name}.json").read_bytes())
        assert feed["feed_url"] == f"{base}/{name}.json"
        assert feed.get("next_url") == (f"{base}/{older}.json" if older else None)


def test_archives_are_valid_atom_of_the_same_feed(site: TableSite, shared: Path) -> None:
    site.show(articles(300, timedelta(days=1)))
    schema = etree.RelaxNG(etree.parse(shared / "schemas" / "atom.rng"))
    documents = [*site.tree.glob("feeds/sport.atom"), *site.tree.glob("feeds/sport/*.atom")]
    assert len(documents) > 9
    for path in documents:
        document = etree.fromstring(path.read_bytes())
        schema.assertValid(document)
        assert document.findtext("{*}id") == "tag:feeds.example.org,2025:feeds/sport"


def test_hubs_are_named_where_they_hear_of_changes(tmp_path: Path) -> None:
    site = TableSite(tmp_path / "site", now=datetime(2026, 3, 1, tzinfo=UTC))
    site.config.write_text(site.text().replace("[publish]", 'hubs = ["http://127.0.0.1:9/"]\n[publish]'))
    site.show(articles(100, timedelta(days=1)))
    assert b"127.0.0.1:9" in (site.tree / "feeds/sport.atom").read_bytes()
    for path in (site.tree / "feeds/sport").iterdir():
        assert b"127.0.0.1:9" not in path.read_bytes()


def test_a_feed_that_carries_all_it_has_has_no_archives(site: TableSite) -> None:
    site.show(articles(50, timedelta(days=20)))
    assert documents_below(site.tree / "feeds/sport") == {}
    assert site.walk("sport", "atom") == [[one.url for one in articles(50, timedelta(days=20))]]


# What is written again


def test_an_article_that_is_added_rewrites_no_archive(site: TableSite) -> None:
    shown = articles(1000, timedelta(hours=11))
    site.show(shown)
    for number in range(1, 4):
        before = inodes(site)
        shown.append(Article(number=1000 + number, published=NEWEST + number * timedelta(hours=11)))
        site.show(shown)
        assert rewritten(site, before) == current()


def test_at_a_months_turn_one_archive_is_written(site: TableSite) -> None:
    """And the one before it says what follows, where the format has words for it."""
    shown = articles(120, timedelta(days=1), newest=datetime(2025, 10, 18, 12, tzinfo=UTC))
    site.show(shown)  # the oldest of the 50 that are current is of 30 August
    written = []
    for number in range(1, 5):
        before = inodes(site)
        shown.append(Article(number=1000 + number, published=shown[0].published + number * timedelta(days=1)))
        site.show(shown)
        written.append(rewritten(site, before) - current())
    linking = archive("2025-08") - {"sport/2025-08.json"}
    assert written == [set(), set(), archive("2025-09") | linking, set()]
    assert {len(set().union(*site.walk("sport", suffix))) for suffix in FORMATS} == {124}


def test_a_month_larger_than_the_feed_is_archived_as_it_grows(site: TableSite) -> None:
    shown = articles(PART - 4, timedelta(hours=1))
    site.show(shown)
    written = []
    for step in range(1, 8):
        before = inodes(site)
        first = 1000 * step
        shown += [
            Article(number=first + n, published=NEWEST + (20 * step + n) * timedelta(minutes=1))
            for n in range(20)
        ]
        site.show(shown)
        assert len(set().union(*site.walk("sport", "json"))) == PART - 4 + 20 * step
        written.append(rewritten(site, before) - current())
    full_and_next = archive("2025-10") | archive("2025-10-2")
    assert written == [set(), set(), full_and_next, set(), set(), archive("2025-10-2"), set()]


def test_an_edited_old_article_rewrites_its_archive_alone(site: TableSite) -> None:
    shown = articles(300, timedelta(days=1))
    site.show(shown)
    before = inodes(site)
    shown[200] = replace(shown[200], title="Another title altogether")
    site.show(shown)
    assert rewritten(site, before) - current() == archive("2025-04")
    assert b"Another title altogether" in (site.tree / "feeds/sport/2025-04.xml").read_bytes()


def test_an_old_article_that_is_found_late_goes_where_it_belongs(site: TableSite) -> None:
    shown = articles(300, timedelta(days=1))
    site.show(shown)
    before = inodes(site)
    late = Article(number=9999, published=NEWEST - timedelta(days=200, hours=1))
    site.show([*shown, late])
    assert rewritten(site, before) - current() == archive("2025-04")
    assert late.url in read_xml((site.tree / "feeds/sport/2025-04.xml").read_bytes())[0]


def test_a_late_article_of_a_large_month_leaves_its_older_parts_alone(site: TableSite) -> None:
    first = datetime(2025, 5, 1, tzinfo=UTC)
    of_may = [Article(number=n, published=first + n * timedelta(hours=1)) for n in range(450)]
    later = [Article(number=1000 + n, published=NEWEST - n * timedelta(hours=1)) for n in range(60)]
    site.show([*of_may, *later])
    before = inodes(site)
    site.show([*of_may, *later, Article(number=5000, published=first + timedelta(hours=250, minutes=1))])
    assert rewritten(site, before) - current() == archive("2025-05-2") | archive("2025-05-3")


def test_a_rebuild_and_a_lost_tree_give_the_same_bytes(site: TableSite) -> None:
    shown = articles(250, timedelta(hours=8))
    site.show(shown)
    site.show(
        [*shown, *(Article(number=1000 + n, published=NEWEST + n * timedelta(hours=1)) for n in range(70))]
    )
    before, files = inodes(site), documents_below(site.tree)
    site.build()
    assert inodes(site) == before
    site.tree.rename(site.folder / "lost")
    site.build()
    assert documents_below(site.tree) == files


def test_fewer_entries_in_a_feed_make_more_archives_and_more_fewer(site: TableSite) -> None:
    shown = articles(150, timedelta(days=2))
    for entries in (50, 140, 5, 1000):
        site.publish = f"entries = {entries}\ncompress = []"
        site.config.write_text(site.text())
        site.show(shown)
        for suffix in FORMATS:
            assert len(set().union(*site.walk("sport", suffix))) == 150
            walked = len(site.walk("sport", suffix)) - 1
            assert walked == len(list((site.tree / "feeds/sport").glob(f"*.{suffix}")))


def test_a_feed_that_goes_takes_its_archives_along(tmp_path: Path) -> None:
    site = TableSite(tmp_path / "site", now=datetime(2026, 3, 1, tzinfo=UTC))
    site.show(articles(100, timedelta(days=1)))
    site.configure('[[feed]]\nslug = "sport"\ngone = true\n')
    site.show(articles(100, timedelta(days=1)))
    assert not list(site.tree.glob("feeds/sport*"))
    assert len(set().union(*site.walk("all", "atom"))) == 100


# How the past is divided

MONTHS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 3 * PART)), max_size=8).map(
    lambda months: sorted(dict(months).items())
)


def uncovered(months: list[tuple[int, int]], found: list[Archive]) -> int:
    """How many of the newest entries stand in no archive."""
    return sum(count for _, count in months) - sum(one.entries for one in found)


@given(MONTHS, st.integers(1, 500), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 120)), max_size=12))
def test_whatever_is_added_every_entry_is_current_or_archived_once(
    months: list[tuple[int, int]], entries: int, additions: list[tuple[int, int]]
) -> None:
    found: list[Archive] = []
    for month, count in [(0, 0), *additions]:
        held = dict(months)
        held[month] = held.get(month, 0) + count
        months = sorted((one, number) for one, number in held.items() if number)
        found = archives(months, entries, found)
        assert uncovered(months, found) <= entries
        assert all(0 < one.entries <= PART for one in found)
        assert len({one.name for one in found}) == len(found)
        newest = months[-1][0] if months else 0
        archived = {one.month: sum(a.entries for a in found if a.month == one.month) for one in found}
        assert all(archived[month] == held[month] for month in archived if month != newest)
        assert archives(months, entries, found) == found


@given(st.integers(1, 500), st.lists(st.integers(1, 4), min_size=1, max_size=200), st.integers(0, 1000))
def test_a_growing_month_is_archived_no_more_than_once_in_as_many_entries_as_are_current(
    entries: int, additions: list[int], count: int
) -> None:
    found = archives([(7, count)], entries) if count else []
    written = 0
    for more in additions:
        count += more
        now = archives([(7, count)], entries, found)
        written += now != found
        found = now
    assert written <= 1 + sum(additions) // (entries + 1)


def test_what_links_to_a_new_archive_is_prepared_with_it() -> None:
    one, two, three, four = (Archive(month=month, part=1, entries=9) for month in range(4))
    assert prepared([one, two], [one, two, three, four], {}) == [two, three, four]
    assert prepared([one, two, four], [one, two, three, four], {}) == [two, three, four]
    assert prepared([one, two, three], [one, two, three], {1: 8, 2: 9}) == [two]
    assert prepared([one, replace(two, entries=8), three], [one, two, three], {}) == [two]
