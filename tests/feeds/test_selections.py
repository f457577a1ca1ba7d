"""Which feeds there are and what they carry: tags, `[[feed]]` expressions and patterns, hidden articles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from feeds.errors import TagwireError
from feeds.record import Kind
from feeds.selection import current, listed
from feeds.selection.query import of_settings
from feeds.selection.staleness import carriers
from feeds.settings import parse
from feeds.store import Store, entries, open_store
from feeds.store.schema import entry, feed
from tests.feeds.store.test_entries import Change
from tests.site import Site
from tests.table_site import Article, TableSite, documents_below

DAY = datetime(2025, 10, 20, 12, tzinfo=UTC)


def article(number: int, title: str, *tags: str, authors: tuple[str, ...] = ()) -> Article:
    published = DAY - timedelta(hours=number)
    return Article(number=number, published=published, title=title, tags=tags, authors=authors)


ARTICLES = [
    article(1, "Pont coupé", "guerre en Ukraine", "sport"),
    article(2, "Neige sur le front", "Guerre en Ukraine", "météo"),
    article(3, "En direct : la nuit", "guerre-en-ukraine", authors=("AFP",)),
    article(4, "Le sommet", "GUERRE EN UKRAINE", authors=("Ann Onyme", "Bo")),
    article(5, "Finale", "Sport"),
    article(6, "Sans sujet"),
]


@pytest.fixture
def site(tmp_path: Path) -> TableSite:
    return TableSite(tmp_path / "site")


def table(slug: str, **values: object) -> str:
    """A `[[feed]]` table; lists and texts are spelled in TOML as they are here."""
    quoted = {key: f"'{value}'" if isinstance(value, str) else value for key, value in values.items()}
    lines = [f"{key} = {'true' if value is True else value}" for key, value in quoted.items()]
    return "\n".join(["[[feed]]", f'slug = "{slug}"', *lines, ""])


# [[feed]]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"select": "guerre-en-ukraine and not (sport or meteo)"}, ["En direct : la nuit", "Le sommet"]),
        ({"select": "sport or meteo"}, ["Finale", "Neige sur le front", "Pont coupé"]),
        ({"select": "sport and Météo"}, []),
        ({"select": "not guerre-en-ukraine"}, ["Finale", "Sans sujet"]),
        ({"select": "never-seen"}, []),
        ({"select": "not never-seen", "exclude_title": "^(en direct|le)\\b"}, ["Finale", "Neige sur le front", "Pont coupé", "Sans sujet"]),
        ({"select": "guerre-en-ukraine", "exclude_author": ["^afp$", "^b.$"]}, ["Neige sur le front", "Pont coupé"]),
        ({"exclude_title": ["e"]}, ["Pont coupé"]),
        ({"exclude_title": ["^f", "^s", "^n"]}, ["En direct : la nuit", "Le sommet", "Pont coupé"]),
    ],
)  # fmt: skip
def test_a_feed_carries_what_it_selects_in_every_format(
    site: TableSite, values: dict[str, object], expected: list[str]
) -> None:
    site.configure(table("choix", title="Un choix", **values))
    site.show(ARTICLES)
    assert site.titles("choix") == expected
    urls = {one.url for one in ARTICLES if one.title in expected}
    assert all(set(site.walk("choix", suffix)[0]) == urls for suffix in ("xml", "atom", "json"))
    assert site.feed("choix")["title"] == "Un choix – Revue"
    assert (site.tree / "tags/choix/index.html").is_file()


def test_a_feed_stands_beside_the_tags_in_list_and_opml(site: TableSite) -> None:
    site.configure(table("choix", title="Un choix", select="sport"))
    site.show(ARTICLES)
    assert b"feeds/choix.xml" in (site.tree / "feeds.opml").read_bytes()
    assert b'href="tags/choix/"' in (site.tree / "index.html").read_bytes()
    assert site.titles("sport") == ["Finale", "Pont coupé"]


def test_a_feed_follows_what_is_collected(site: TableSite) -> None:
    """Though only what it carries is built: one article comes, one is given another tag, one another title."""
    site.configure(table("choix", select="sport and not meteo", exclude_title="finale"))
    site.show(ARTICLES)
    assert site.titles("choix") == ["Pont coupé"]
    changed = [
        article(1, "Pont coupé", "guerre en Ukraine", "sport", "météo"),
        *ARTICLES[1:4],
        article(5, "Finale de la coupe, et la suite", "Sport"),
        ARTICLES[5],
        article(7, "Neige au stade", "sport"),
    ]
    site.show(changed)
    assert site.titles("choix") == ["Neige au stade"]
    before = documents_below(site.tree)
    site.build()
    assert documents_below(site.tree) == before


def test_a_feed_with_a_tags_slug_stands_in_its_place_and_keeps_its_id(site: TableSite) -> None:
    site.show(ARTICLES)
    before = site.titles("sport"), ids(site)["sport"]
    site.configure(table("sport", title="Sport sans finale", select="sport", exclude_title="finale"))
    site.show(ARTICLES)
    assert before == (["Finale", "Pont coupé"], ids(site)["sport"])
    assert site.titles("sport") == ["Pont coupé"]
    assert (site.tree / "feeds.opml").read_bytes().count(b"feeds/sport.xml") == 1


def ids(site: Site) -> dict[str, str]:
    with site.store() as store, store.transaction() as db:
        return {row.slug: row.id for row in db.execute(select(feed))}


def test_former_and_gone_addresses_are_left_free(site: TableSite) -> None:
    site.show(ARTICLES)
    site.configure(
        table("choix", select="sport", former=["sport"])
        + table("meteo", gone=True)
        + table("guerre-en-ukraine", select="meteo", gone=True)
    )
    site.show(ARTICLES)
    there = {path for path in documents_below(site.tree / "feeds") if "/" not in path}
    assert there == {f"{slug}.{suffix}" for slug in ("all", "choix") for suffix in ("xml", "atom", "json")}
    assert not (site.tree / "tags/meteo").exists()


def test_a_feed_has_archives(site: TableSite) -> None:
    site.publish = "entries = 2"
    site.configure(table("choix", select="not sport", exclude_title="direct"))
    many = [article(100 + n, f"Numéro {n}", "météo" if n % 2 else "sport") for n in range(40)]
    site.show([*ARTICLES, *many])
    walked = {suffix: site.walk("choix", suffix) for suffix in ("xml", "atom", "json")}
    assert {len(set().union(*documents)) for documents in walked.values()} == {3 + 20}
    assert all(len(documents) > 1 for documents in walked.values())


TAGS = st.sampled_from(["a", "b", "c"])
EXPRESSIONS = st.recursive(
    TAGS,
    lambda inner: st.one_of(
        inner.map(lambda one: f"not ({one})"),
        st.tuples(inner, st.sampled_from([" and ", " or "]), inner).map(lambda three: f"({''.join(three)})"),
    ),
    max_leaves=8,
)
PATTERNS = st.sampled_from(["", "^x", "y$", "X.Y", "é"])


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with an article for each set of tags, each with several titles and authors."""
    from itertools import chain, combinations, product

    from feeds.record import Record
    from sources.entry import DateBasis, Origin, Person, Tag

    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('store')}/tagwire.db")
    sets = chain.from_iterable(combinations("abc", size) for size in range(4))
    changes = [
        Change(
            Record(
                id=f"https://example.org/{number}",
                published=DAY,
                date_basis=DateBasis.STATED,
                origin=Origin(name="Example"),
                title=title,
                authors=tuple(Person(name=name) for name in names),
                tags=tuple(Tag(slug=slug, label=slug) for slug in slugs),
            ),
            tags=frozenset(Tag(slug=slug, label=slug) for slug in slugs),
        )
        for number, (slugs, title, names) in enumerate(
            product(sets, ["", "xy", "É, x"], [(), ("Xay",), ("Bo", "x y")])
        )
    ]
    with store.transaction() as db:
        entries.save(db, "one", changes, DAY)
    return store


@given(EXPRESSIONS, PATTERNS, PATTERNS)
def test_the_query_and_python_select_the_same(stocked: Store, text: str, title: str, author: str) -> None:
    patterns = "".join(f"exclude_{key} = '{p}'\n" for key, p in (("title", title), ("author", author)) if p)
    settings = parse(
        f'[site]\ntitle = "R"\nurl = "https://x.example/"\n[[feed]]\nslug = "f"\nselect = "{text}"\n{patterns}',
        file=Path("/nowhere/tagwire.toml"),
    )
    with stocked.transaction() as db:
        everything = entries.by_key(db, db.scalars(select(entry.c.key)).all())
        selected = set(db.scalars(current(of_settings(settings.feed[0]), 1000)))
    assert selected == {key for key, one in everything.items() if "f" in carriers(one, (), settings)}


# Tags


def test_tags_that_only_look_different_are_one_called_as_most_articles_have_it(site: TableSite) -> None:
    site.show([ARTICLES[0], article(8, "Autre", "guerre en Ukraine"), *ARTICLES[1:4]])
    assert len(site.titles("guerre-en-ukraine")) == 5
    assert site.feed("guerre-en-ukraine")["title"] == "guerre en Ukraine – Revue"
    assert {tag for item in site.items().values() for tag in item["tags"]} == {
        "guerre en Ukraine",
        "sport",
        "météo",
    }


def test_a_tag_is_called_anew_in_every_document_that_names_it(site: TableSite) -> None:
    site.publish = "entries = 2"
    site.configure(table("choix", select="sport or meteo"))
    shown = [article(n, f"Numéro {n}", "meteo" if n < 30 else "sport", "sport") for n in range(40, 0, -1)]
    site.show(shown)
    shown += [article(-n, f"Plus {n}", "Météo") for n in range(1, 31)]
    site.show(shown)
    documents = documents_below(site.tree)
    assert not [path for path, document in documents.items() if b'label="meteo"' in document]
    assert not [path for path, document in documents.items() if b"<category>meteo<" in document]
    assert [path for path, document in documents.items() if "/2025-" in path and "Météo".encode() in document]
    site.build()
    assert documents_below(site.tree) == documents


def test_different_tags_of_one_slug_have_feeds_of_their_own_for_good(site: TableSite) -> None:
    first = [article(1, "Un", "C"), article(2, "Deux", "C++", "C"), article(3, "Trois", "C#")]
    site.show(first)
    expected = {"c": ["Deux", "Un"], "c-plus-plus": ["Deux"], "c-sharp": ["Trois"]}
    assert {slug: site.titles(slug) for slug in expected} == expected
    assert site.feed("c-plus-plus")["title"] == "C++ – Revue"
    assert site.items()["Deux"]["tags"] == ["C", "C++"]
    site.show([article(-1, "Quatre", "c++"), *first])
    assert site.titles("c-plus-plus") == ["Deux", "Quatre"]
    assert site.titles("c") == ["Deux", "Un"]


def test_collecting_again_settles_tags_the_same(site: TableSite) -> None:
    site.show([article(1, "Un", "C++"), article(2, "Deux", "C"), article(3, "Trois", "Meteo", "MÉTÉO")])
    before = site.rows(), site.print()
    site.refresh()
    assert (site.rows(), site.print()) == before


# Hidden articles


@pytest.mark.parametrize(
    "name",
    [
        "https://example.org/1",
        "https://EXAMPLE.org:443/1?utm_source=x#top",
        "https://example.org/?p=77",
    ],
    ids=["id", "another spelling", "alias"],
)
def test_a_hidden_article_is_in_no_feed_and_stays_away(site: TableSite, name: str) -> None:
    site.publish = "entries = 2"
    site.configure(table("choix", select="sport"))
    site.show(ARTICLES)
    with site.store() as store, store.transaction() as db:
        known = entries.find(db, "https://example.org/1")
        assert known
        entries.save(db, "exemple", [Change(known.record, frozenset({"https://example.org/?p=77"}), frozenset(known.record.tags), "exemple", known)], site.now)  # fmt: skip
    before = documents_below(site.tree)
    site.hide(name)
    assert named(site, "Pont coupé") == []
    site.show([*ARTICLES[1:], article(1, "Pont coupé, puis réparé", "guerre en Ukraine", "sport", "ponts")])
    assert named(site, "Pont coupé") == []
    assert named(site, "puis réparé") == []
    site.build()
    assert named(site, "Pont coupé") == []
    site.hide(name, hidden=False)
    assert named(site, "puis réparé")
    site.show(ARTICLES)
    assert {path for path in documents_below(site.tree) if "ponts" not in path} == before.keys()


def named(site: TableSite, words: str) -> list[str]:
    """The published files that hold these words."""
    return [
        path
        for path, (_, _, data) in site.print().items()
        if not path.endswith((".gz", ".br")) and words.encode() in data
    ]


def test_a_tag_keeps_its_feed_when_its_only_article_is_hidden(site: TableSite) -> None:
    site.show(ARTICLES)
    site.hide("https://example.org/2")
    assert site.titles("meteo") == []
    with site.store() as store, store.transaction() as db:
        contents = {slug: state.content for slug, state in listed(db, site.settings()).items()}
    counts = {slug: one.entries for slug, one in contents.items() if one and one.kind is not Kind.SOURCE}
    assert counts == {"all": 5, "guerre-en-ukraine": 3, "meteo": 0, "sport": 2}


def test_a_tag_keeps_its_feed_when_no_article_has_it_any_more(site: TableSite) -> None:
    site.show([article(1, "Un", "sport", "all"), article(2, "Deux", "météo")])
    there = documents_below(site.tree).keys()
    site.show([article(1, "Un", "météo"), article(2, "Deux", "météo")])
    assert site.titles("sport") == site.titles("all-tag") == []
    assert documents_below(site.tree).keys() == there
    site.build()
    assert documents_below(site.tree).keys() == there
    site.configure(table("sport", gone=True))
    site.refresh()
    assert documents_below(site.tree).keys() == {path for path in there if "sport" not in path}


def test_hiding_writes_only_the_feeds_concerned(site: TableSite) -> None:
    site.show(ARTICLES)
    before = site.print()
    site.hide("https://example.org/5")
    changed = {path for path, found in site.print().items() if before.get(path) != found}
    assert not [path for path in changed if "guerre" in path or "meteo" in path]
    assert "feeds/sport.atom" in changed


def test_what_nobody_knows_cannot_be_hidden(site: TableSite) -> None:
    site.show(ARTICLES)
    before = site.all_rows()
    with pytest.raises(TagwireError, match=r"^https://example.org/77: no article has this id or address"):
        site.hide("https://example.org/77")
    assert site.all_rows() == before
