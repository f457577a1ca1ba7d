"""What leaves a feed stands in its archives (RFC 5005, 4): nothing is lost, and little is written again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import lxml.html
import pytest
from lxml import etree

from feeds.errors import PublishError
from feeds.publish import Tree
from feeds.selection.archives import PART
from tests.table_site import ATOM, HISTORY, Article, TableSite, documents_below, links, read_json, read_xml

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


def names(site: TableSite) -> set[str]:
    """The archives of the tag's feed."""
    return {path.stem for path in (site.tree / "feeds/sport").glob("*.json")}


def ids_of(document: bytes) -> list[str]:
    return (read_json if document.startswith(b"{") else read_xml)(document)[0]


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
            archived = [id_ for document in documents[1:] for id_ in document]
            assert len(set(archived)) == len(archived)
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
    shown = articles(400, timedelta(hours=11))
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


def test_a_month_larger_than_the_feed_is_archived_in_parts_as_it_grows(site: TableSite) -> None:
    """Half of what the feed carries stays open."""
    shown = articles(PART - 4, timedelta(hours=1))
    site.show(shown)
    written, held = [], documents_below(site.tree / "feeds/sport")
    for step in range(1, 7):
        before = inodes(site)
        first = 1000 * step
        shown += [
            Article(number=first + n, published=NEWEST + (20 * step + n) * timedelta(minutes=1))
            for n in range(20)
        ]
        site.show(shown)
        assert len(set().union(*site.walk("sport", "json"))) == PART - 4 + 20 * step
        assert len(site.walk("sport", "json")[0]) == 50
        written.append(rewritten(site, before) - current())
    second, third, fourth = (archive(f"2025-10-{part}") for part in (2, 3, 4))
    linking = [archive(name) - {f"sport/{name}.json"} for name in ("2025-10", "2025-10-2", "2025-10-3")]
    new = [second | linking[0], third | linking[1], fourth | linking[2]]
    assert written == [set(), new[0], set(), new[1], set(), new[2]]
    now = documents_below(site.tree / "feeds/sport")
    assert [ids_of(now[path]) for path in held] == [ids_of(document) for document in held.values()]


def test_a_reader_that_keeps_archives_misses_nothing(site: TableSite) -> None:
    """Twelve articles a day and an old one every other day, looked at every six days, over the turn of a month."""
    site.publish = "entries = 20\ncompress = []"
    site.config.write_text(site.text())
    shown: list[Article] = []
    has: set[str] = set()
    read: set[str] = set()
    for day in range(0, 18, 2):
        begin = datetime(2025, 9, 20, tzinfo=UTC) + timedelta(days=day)
        shown += [Article(number=100 * day + n, published=begin + timedelta(hours=2 * n)) for n in range(24)]
        shown.append(Article(number=100 * day + 50, published=begin - timedelta(days=4 * day, minutes=7)))
        site.show(shown)
        if day % 6 == 4:
            for ids, path in site.documents("sport", "atom"):
                if path in has:
                    break
                has |= {path} if path.count("/") > 1 else set()
                read |= set(ids)
            assert read == {article.url for article in shown}
    assert len(has) == 9


def test_an_edited_old_article_rewrites_its_archive_alone(site: TableSite) -> None:
    shown = articles(300, timedelta(days=1))
    site.show(shown)
    before = inodes(site)
    shown[200] = replace(shown[200], title="Another title altogether")
    site.show(shown)
    assert rewritten(site, before) - current() == archive("2025-04")
    assert b"Another title altogether" in (site.tree / "feeds/sport/2025-04.xml").read_bytes()


def test_an_old_article_that_is_found_late_goes_where_it_belongs_and_is_told_of(site: TableSite) -> None:
    shown = articles(300, timedelta(days=1))
    site.show(shown)
    before = inodes(site)
    late = Article(number=9999, published=NEWEST - timedelta(days=200, hours=1))
    site.show([*shown, late])
    assert rewritten(site, before) - current() == archive("2025-04")
    assert late.url in ids_of((site.tree / "feeds/sport/2025-04.xml").read_bytes())
    assert site.walk("sport", "atom")[0] == [*(one.url for one in shown[:50]), late.url]
    before = inodes(site)
    following = [Article(number=2000 + n, published=NEWEST + n * timedelta(days=1)) for n in range(1, 27)]
    site.show([*shown, late, *following])
    assert names(site) >= {"2025-09", "2025-10"}
    assert "2025-04" not in {path.split("/")[-1].split(".")[0] for path in rewritten(site, before)}
    current_, newest_archive, *_ = site.walk("sport", "atom")
    assert late.url not in current_
    assert late.url in newest_archive


def test_an_old_article_in_other_words_is_told_of(site: TableSite) -> None:
    shown = articles(300, timedelta(days=1))
    site.show(shown)
    shown[200] = replace(shown[200], title="Another title altogether")
    site.show(shown)
    assert b"Another title altogether" in (site.tree / "feeds/sport.xml").read_bytes()


def test_a_late_article_of_a_large_month_changes_its_part_alone(site: TableSite) -> None:
    first = datetime(2025, 5, 1, tzinfo=UTC)
    of_may = [Article(number=n, published=first + n * timedelta(hours=1)) for n in range(450)]
    later = [Article(number=1000 + n, published=NEWEST - n * timedelta(hours=1)) for n in range(60)]
    site.show([*of_may, *later])
    before = inodes(site)
    site.show([*of_may, *later, Article(number=5000, published=first + timedelta(hours=250, minutes=1))])
    assert rewritten(site, before) - current() == archive("2025-05-2")
    before = inodes(site)
    site.hide("https://example.org/10")
    assert rewritten(site, before) - current() == archive("2025-05")


def test_a_hidden_article_leaves_every_archive_that_carries_it(site: TableSite) -> None:
    shown = [*articles(150, timedelta(days=1)), Article(number=9999, published=NEWEST - timedelta(days=99))]
    site.show(shown[:-1])
    site.show(shown)
    following = [Article(number=2000 + n, published=NEWEST + n * timedelta(days=1)) for n in range(1, 40)]
    site.show([*shown, *following])
    assert sum(b"/9999<" in document for document in documents_below(site.tree / "feeds/sport").values()) == 4
    site.hide("https://example.org/9999")
    assert not [path for path, document in documents_below(site.tree).items() if b"/9999" in document]


def test_much_that_is_found_late_is_archived_at_once(site: TableSite) -> None:
    """In its own months, and for readers that have those already in another archive behind all others."""
    shown = articles(150, timedelta(days=1))
    site.show(shown)
    before = names(site)
    older = [Article(number=5000 + n, published=NEWEST - timedelta(days=400 + n)) for n in range(70)]
    site.show([*shown, *older])
    assert names(site) - before == {"2024-07", "2024-08", "2024-09", "2025-09-2"}
    for suffix in FORMATS:
        current_, newest_archive, *_ = documents = site.walk("sport", suffix)
        assert len(set().union(*documents)) == 220
        assert len(current_) == 50
        assert set(newest_archive) == {one.url for one in older}
    months = lxml.html.parse(site.tree / "tags/sport/index.html").xpath("//nav/a/@href")
    assert months == [f"{name}/" for name in sorted(names(site) - {"2025-09-2"}, reverse=True)]


def test_a_part_that_has_grown_large_is_divided(site: TableSite) -> None:
    shown = [*articles(55, timedelta(days=1)), Article(number=999, published=NEWEST - timedelta(days=70))]
    site.show(shown)
    assert names(site) == {"2025-08", "2025-09"}
    august = datetime(2025, 8, 31, tzinfo=UTC)
    more = [Article(number=5000 + n, published=august - n * timedelta(hours=1)) for n in range(450)]
    site.show([*shown, *more])
    assert names(site) >= {"2025-08", "2025-08-2", "2025-08-3"}
    assert max(map(len, site.walk("sport", "json")[1:])) <= PART
    assert len(set().union(*site.walk("sport", "json"))) == 506


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


def test_archives_stay_when_a_feed_is_to_carry_more_and_more_come_when_fewer(site: TableSite) -> None:
    shown = articles(150, timedelta(days=2))
    there: set[str] = set()
    for entries in (50, 140, 5, 1000):
        site.publish = f"entries = {entries}\ncompress = []"
        site.config.write_text(site.text())
        site.show(shown)
        assert names(site) >= there
        there = names(site)
        for suffix in FORMATS:
            current_, *archived = site.walk("sport", suffix)
            assert len(current_) == min(entries, 150)
            assert len(set(current_).union(*archived)) == 150
            assert len(archived) == len(there)
    assert len(there) == 11


def test_a_run_that_ends_midway_is_made_up_for(site: TableSite, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = articles(300, timedelta(days=1))
    site.show(shown[1:])
    with monkeypatch.context() as broken, pytest.raises(PublishError):
        broken.setattr(Tree, "write", fails)
        site.show([*shown, Article(number=9999, published=NEWEST - timedelta(days=250))])
    site.show([*shown, Article(number=9999, published=NEWEST - timedelta(days=250))])
    for suffix in FORMATS:
        assert len(set().union(*site.walk("sport", suffix))) == 301
    documents = documents_below(site.tree)
    site.build()
    assert documents_below(site.tree) == documents


def fails(*_: object, **__: object) -> None:
    raise PublishError("no room")


def test_a_feed_that_goes_takes_its_archives_along(tmp_path: Path) -> None:
    site = TableSite(tmp_path / "site", now=datetime(2026, 3, 1, tzinfo=UTC))
    site.show(articles(100, timedelta(days=1)))
    site.configure('[[feed]]\nslug = "sport"\ngone = true\n')
    site.show(articles(100, timedelta(days=1)))
    assert not list(site.tree.glob("feeds/sport*"))
    assert len(set().union(*site.walk("all", "atom"))) == 100


# What people see


def test_archives_are_titled_by_month_in_the_language_of_the_site(site: TableSite) -> None:
    first = datetime(2025, 9, 1, tzinfo=UTC)
    site.show([Article(number=n, published=first + n * timedelta(hours=1)) for n in range(300)])
    titles = ["sport – Revue (septembre 2025)", "sport – Revue (septembre 2025, partie 2)"]
    for name, title in zip(("2025-09", "2025-09-2"), titles, strict=True):
        assert json.loads((site.tree / f"feeds/sport/{name}.json").read_bytes())["title"] == title
        for suffix in ("xml", "atom"):
            root = etree.fromstring((site.tree / f"feeds/sport/{name}.{suffix}").read_bytes())
            assert root.findtext("{*}title" if suffix == "atom" else "channel/title") == title
    assert site.feed("sport")["title"] == "sport – Revue"


def test_pages_lead_from_month_to_month(site: TableSite) -> None:
    site.show(articles(300, timedelta(days=1)))
    months = [*(f"2025-{month:02}" for month in range(9, 0, -1)), "2024-12"]
    page = lxml.html.parse(site.tree / "tags/sport/index.html").getroot()
    assert [link.get("href") for link in page.iterfind(".//nav/a")] == [f"{name}/" for name in months]
    assert page.findtext(".//nav/a") == "septembre 2025"
    for newer, name, older in zip([None, *months], months, [*months[1:], None], strict=False):
        page = lxml.html.parse(site.tree / f"tags/sport/{name}/index.html").getroot()
        links = {link.get("rel"): link.get("href") for link in page.iterfind(".//nav/a")}
        assert links[None] == "../"
        assert links.get("next") == (f"../{newer}/" if newer else None)
        assert links.get("prev") == (f"../{older}/" if older else None)
        held = json.loads((site.tree / f"feeds/sport/{name}.json").read_bytes())
        assert len(page.findall(".//article")) == len(held["items"])
        assert held["home_page_url"] == f"https://feeds.example.org/tags/sport/{name}/"
        for link in page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href"):
            assert (site.tree / f"tags/sport/{name}" / link).is_file()


def test_articles_without_an_address_lead_to_where_they_stand(site: TableSite) -> None:
    shown = [replace(one, addressed=one.number % 2 == 0) for one in articles(150, timedelta(days=1))]
    site.show(shown)
    held = [
        *site.tree.glob("feeds/sport*.*"),
        *site.tree.glob("feeds/sport/*"),
        *site.tree.glob("feeds/all.*"),
    ]
    assert len(held) == 3 * 6 + 3
    for path in held:
        places = {link for link in addresses(path.read_bytes()) if "#" in link}
        assert places
        for link in places:
            page, _, place = link.removeprefix("https://feeds.example.org/").partition("#")
            assert f'id="{place}"' in (site.tree / page / "index.html").read_text()


def addresses(document: bytes) -> list[str]:
    """Of the entries of any format."""
    if document.startswith(b"{"):
        return [item["url"] for item in json.loads(document)["items"]]
    root = etree.fromstring(document)
    return [
        *root.xpath("//item/link/text()"),
        *root.xpath("//a:entry/a:link/@href", namespaces={"a": ATOM.strip("{}")}),
    ]


def test_a_crowd_of_late_articles_hides_none_of_the_first_instant_of_the_next_month(tmp_path):
    site = TableSite(tmp_path / "site", publish="entries = 5\n", now=datetime(2025, 11, 1, 6, tzinfo=UTC))
    articles = [Article(number=n, published=datetime(2025, 11, 1, tzinfo=UTC)) for n in range(3)]
    site.show(articles)  # the first that the store knows
    site.now = datetime(2025, 11, 5, tzinfo=UTC)
    articles += [Article(number=10 + n, published=datetime(2025, 10, 10 + n, tzinfo=UTC)) for n in range(8)]
    articles += [Article(number=20, published=datetime(2025, 11, 4, tzinfo=UTC))]
    site.show(articles)
    assert (site.tree / "feeds/all/2025-10.json").exists()
    articles += [Article(number=100 + n, published=datetime(2025, 10, 3, tzinfo=UTC)) for n in range(700)]
    site.show(articles)
    articles += [Article(number=30 + n, published=datetime(2025, 11, 5, n, tzinfo=UTC)) for n in range(9)]
    site.show(articles)
    for suffix in ("xml", "atom", "json"):
        found = {one for ids in site.walk("all", suffix) for one in ids}
        assert found == {article.row()["url"] for article in articles}
