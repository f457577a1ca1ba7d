"""One regeneration after another: nothing is lost, doubled or re-dated."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.errors import SettingsError
from tests.captures import Style, capture_text, make_articles
from tests.site import START, Site

ARTICLES = make_articles("fr", 8, agencies=("Reuters", None))


def capture(articles: list, **how: object) -> str:  # type: ignore[type-arg]
    return capture_text(
        articles, **({"language": "fr", "style": Style.TITLED, "heading": "pont de bois"} | how)
    )  # type: ignore[arg-type]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "site")
    site.save(capture(ARTICLES))
    return site


def dates(site: Site) -> dict[str, tuple[str, str]]:
    return {title: (item["id"], item["date_published"]) for title, item in site.items().items()}


def test_a_capture_becomes_the_feed_of_its_tag(site: Site) -> None:
    done = site.refresh()
    assert [(visit.outcome, visit.listed, visit.new) for visit in done.visits] == [("collected", 8, 8)]
    assert list(site.items("pont-de-bois")) == [article.title for article in ARTICLES]
    assert (
        site.feed("pont-de-bois")["items"]
        == site.feed("all")["items"]
        == site.feed("source/exemple")["items"]
    )


def test_a_second_run_leaves_every_inode_mtime_byte_and_row(site: Site) -> None:
    site.refresh()
    files, rows = site.print(), site.rows()
    done = site.refresh()
    assert [visit.outcome for visit in done.visits] == ["unchanged"]
    assert site.print() == files
    assert site.rows() == rows


def test_the_same_articles_captured_again_later_change_nothing(site: Site) -> None:
    site.refresh()
    files, rows = site.print(), site.rows()
    site.save(capture(ARTICLES) + "\n", captured=START + timedelta(days=9))
    done = site.refresh()
    assert [(visit.outcome, visit.new, visit.changed) for visit in done.visits] == [("collected", 0, 0)]
    assert site.print() == files
    assert site.rows() == rows


def test_rebuilding_everything_touches_nothing_that_stays_the_same(site: Site) -> None:
    site.refresh()
    files = site.print()
    site.build()
    assert site.print() == files


def test_a_lost_tree_is_built_again_the_same(site: Site) -> None:
    site.refresh()
    before = {path: data for path, (_, _, data) in site.print().items()}
    for path in site.tree.rglob("*"):
        if path.is_file():
            path.unlink()
    site.build()
    assert {path: data for path, (_, _, data) in site.print().items()} == before


def test_an_edited_excerpt_updates_that_article_alone(site: Site) -> None:
    site.refresh()
    before = site.items()
    edited = replace(
        ARTICLES[3], text="Entièrement récrit, ce texte dit maintenant tout autre chose de la soirée."
    )
    site.save(capture([*ARTICLES[:3], edited, *ARTICLES[4:]]))
    site.refresh()
    after = site.items()
    assert [title for title in after if after[title] != before[title]] == [edited.title]
    item = after[edited.title]
    assert item["id"] == before[edited.title]["id"]
    assert item["date_published"] == before[edited.title]["date_published"]
    assert item["date_modified"].startswith("2025-10-25T20:30")


def test_a_new_article_on_top_and_one_less_below(site: Site) -> None:
    site.refresh()
    before = dates(site)
    (new,) = make_articles("fr", 12)[-1:]
    site.save(capture([new, *ARTICLES[:-1]]), captured=START + timedelta(days=1))
    site.refresh()
    after = dates(site)
    assert list(after) == [new.title, *(article.title for article in ARTICLES)]  # what left the list stays
    assert {title: after[title] for title in before} == before


EDITS = st.lists(
    st.tuples(st.sampled_from(["grow", "shrink", "excerpt", "title"]), st.integers(0, 7)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    language=st.sampled_from(["fr", "en", "de", "es", "pt", "it"]),
    style=st.sampled_from(list(Style)),
    edits=EDITS,
)
def test_no_id_changes_and_no_date_moves_whatever_is_edited(
    tmp_path_factory: pytest.TempPathFactory, language: str, style: Style, edits: list[tuple[str, int]]
) -> None:
    site = Site(tmp_path_factory.mktemp("site"))
    pool = make_articles(language, 14)
    listing, spare = pool[6:], pool[:6]
    minted: dict[str, tuple[str, str]] = {}  # an article's last title -> id and date
    text = capture_text(listing, language=language, style=style, heading="archive")
    site.save(text)
    site.refresh()
    minted = dates(site)
    for number, (edit, place) in enumerate(edits):
        old = listing[place % len(listing)]
        if edit == "grow":
            listing = [spare.pop(), *listing]
        elif edit == "shrink" and len(listing) > 4:
            listing = listing[:-1]
        elif edit == "excerpt":
            listing[listing.index(old)] = replace(old, text=old.text.replace(". ", f", {number}. ", 1))
        elif edit == "title":
            listing[listing.index(old)] = replace(old, title=old.title + " !")
            minted[old.title + " !"] = minted.pop(old.title)
        site.save(
            capture_text(listing, language=language, style=style, heading="archive"),
            captured=START + timedelta(hours=number + 1),
        )
        site.refresh()
        after = dates(site)
        assert {title: after.get(title) for title in minted} == minted
        assert len(after) == len(minted) + (edit == "grow")
        minted = after


def test_two_sources_feed_one_tag(tmp_path: Path) -> None:
    site = Site(tmp_path, sources=("un", "deux"))
    site.save(capture(ARTICLES[:4]), "un")
    site.save(capture(ARTICLES[4:]), "deux")
    site.refresh()
    assert set(site.items("pont-de-bois")) == {article.title for article in ARTICLES}
    assert len(site.items("source/un")) == len(site.items("source/deux")) == 4
    assert {item["_tagwire"]["source"]["name"] for item in site.feed("all")["items"]} == {
        "un info",
        "deux info",
    }


def test_a_source_that_fails_keeps_its_articles_and_harms_no_other(tmp_path: Path) -> None:
    site = Site(tmp_path, sources=("un", "deux"))
    site.save(capture(ARTICLES[:4]), "un")
    site.save(capture(ARTICLES[4:]), "deux")
    site.refresh()
    before = site.items()
    site.files["un"].unlink()
    (new,) = make_articles("fr", 12)[-1:]
    site.save(capture([new, *ARTICLES[4:]]), "deux")
    done = site.refresh()
    assert [(visit.source, visit.error) for visit in done.failures] == [
        ("un", f"{site.files['un']}: no such file")
    ]
    assert site.items() == before | {new.title: site.items()[new.title]}
    with site.store() as store, store.transaction() as db:
        from feeds.store import book

        states = book.source_states(db)
    assert states["un"].failures == 1
    assert states["un"].error == f"{site.files['un']}: no such file"
    assert states["deux"].failures == 0


def test_a_source_recovers_by_itself(site: Site) -> None:
    site.refresh()
    site.files["exemple"].unlink()
    assert site.refresh().failures
    site.save(capture(ARTICLES))
    assert not site.refresh().failures


def test_sources_that_are_not_due_are_left_alone(site: Site) -> None:
    site.config.write_text(site.text().replace('every = "0s"', 'every = "15m"'))
    assert len(site.refresh().visits) == 1
    assert len(site.refresh().visits) == 1  # a quarter of an hour later: cron need not strike to the second
    site.now -= timedelta(minutes=10)
    assert site.refresh().visits == ()


def test_a_source_that_is_not_configured_is_named(site: Site) -> None:
    from feeds.refresh import refresh

    with (
        site.store() as store,
        pytest.raises(SettingsError, match="no source is named mars; configured: exemple"),
    ):
        refresh(store, site.settings(), clock=lambda: START, names=["mars"])


def test_changed_settings_are_published_at_the_next_run(site: Site) -> None:
    site.refresh()
    site.config.write_text(site.text().replace('title = "Revue"', 'title = "Autre nom"'))
    site.refresh()
    assert site.feed("all")["title"] == "Autre nom"
    assert "Autre nom" in (site.tree / "index.html").read_text()


def test_moving_the_site_renames_no_feed_and_doubles_no_entry(site: Site) -> None:
    site.refresh()
    ids, feed_id = (
        dates(site),
        (site.tree / "feeds/all.atom").read_text().partition("<id>")[2].partition("<")[0],
    )
    site.config.write_text(site.text().replace("https://feeds.example.org/", "https://moved.example/x/"))
    site.refresh()
    assert dates(site) == ids
    assert f"<id>{feed_id}</id>" in (site.tree / "feeds/all.atom").read_text()
    assert site.feed("all")["feed_url"] == "https://moved.example/x/feeds/all.json"


def test_a_lost_store_mints_the_same_ids_again(site: Site) -> None:
    site.refresh()
    before = dates(site)
    for file in site.folder.glob("tagwire.db*"):
        file.unlink()
    site.refresh()
    assert dates(site) == before


def test_a_removed_source_takes_its_own_feed_along_and_leaves_its_articles(tmp_path: Path) -> None:
    site = Site(tmp_path, sources=("un", "deux"))
    site.save(capture(ARTICLES[:4]), "un")
    site.save(capture(ARTICLES[4:]), "deux")
    site.refresh()
    site.sources = ("deux",)
    site.config.write_text(site.text())
    site.refresh()
    assert not (site.tree / "feeds/source/un.xml").exists()
    assert len(site.items("pont-de-bois")) == 8


def test_only_the_newest_entries_are_carried(site: Site) -> None:
    site.config.write_text(site.text().replace("[publish]", "[publish]\nentries = 3"))
    site.refresh()
    assert list(site.items()) == [article.title for article in ARTICLES[:3]]
