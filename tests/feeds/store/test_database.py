"""The store's schema and transactions."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.dialects import sqlite

from feeds.errors import Locked, StoreError
from feeds.record import month_of
from feeds.selection.query import current, of_tag
from feeds.store import archives, book, open_store, tags
from feeds.store.database import HEAD, upgrade
from feeds.store.lock import locked
from feeds.store.schema import entry, metadata, tag_label
from sources.text import tag_of
from tests.site import START
from tests.table_site import Article, TableSite


def test_migrations_lead_to_the_schema(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/tagwire.db").close()
    engine = create_engine(f"sqlite:///{tmp_path}/tagwire.db")
    with engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), metadata) == []
        assert set(inspect(db).get_table_names()) == {*metadata.tables, "alembic_version"}
    engine.dispose()


def test_the_newest_revision_is_the_one_that_is_opened() -> None:
    folder = Path(__file__).parents[3] / "feeds" / "store" / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == HEAD


def test_a_store_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/tagwire.db")
    with engine.begin() as connection:
        upgrade(connection, "0001")
        connection.exec_driver_sql(
            "INSERT INTO source (name, validators, failures) VALUES ('exemple', '{\"etag\": \"x\"}', 2)"
        )
    engine.dispose()
    store = open_store(f"sqlite:///{tmp_path}/tagwire.db")
    with store.transaction() as db:
        assert book.source_states(db) == {"exemple": book.SourceState(validators={"etag": "x"}, failures=2)}
    store.close()


def test_articles_of_an_older_schema_get_their_months_bylines_and_labels(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/tagwire.db")
    october = 1_761_393_600_000_000  # 2025-10-25T12:00:00Z in microseconds
    with engine.begin() as connection:
        upgrade(connection, "0003")
        connection.exec_driver_sql(
            "INSERT INTO entry (id, owner, title, title_key, published, date_basis, details, first_seen) VALUES "
            f"""('a', 'one', 'A', 'a', {october}, 'stated', '{{"origin": {{"name": "E"}}, "authors": """
            f"""[{{"name": "Ann"}}, {{"name": "Bo"}}]}}', 0), """
            """('b', 'one', 'B', 'b', -1, 'day', '{"origin": {"name": "E"}}', 0)"""
        )
        connection.exec_driver_sql(
            "INSERT INTO tag (slug, label) VALUES ('meteo', 'Météo'), ('idle', 'Idle')"
        )
        connection.exec_driver_sql("INSERT INTO entry_tag VALUES ('meteo', 1, 'one'), ('meteo', 2, 'one')")
        connection.exec_driver_sql("INSERT INTO feed VALUES ('meteo', 'tag:x', 0, false)")
    engine.dispose()
    store = open_store(f"sqlite:///{tmp_path}/tagwire.db")
    with store.transaction() as db:
        columns = (entry.c.month, entry.c.byline, entry.c.hidden)
        assert list(db.execute(select(*columns).order_by(entry.c.id))) == [
            (month_of(datetime(2025, 10, 25, 12, tzinfo=UTC)), "Ann\nBo", False),
            (month_of(datetime(1969, 12, 31, 23, 59, tzinfo=UTC)), "", False),
        ]
        assert set(db.execute(select(tag_label.c.tag, tag_label.c.label, tag_label.c.uses))) == {
            ("meteo", "Météo", 2),
            ("idle", "Idle", 0),
        }
        assert tags.settle(db, [tag_of("METEO")])["METEO"].slug == "meteo"
        assert book.feed_states(db)["meteo"].whole
        assert book.feed_states(db)["meteo"].stale
    store.close()


def test_archives_of_an_older_schema_keep_their_addresses_and_have_room_for_all(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/tagwire.db")
    newest = 1_761_393_600_000_000  # 2025-10-25T12:00:00Z in microseconds
    september, october = (month_of(datetime(2025, month, 1, tzinfo=UTC)) for month in (9, 10))
    with engine.begin() as connection:
        upgrade(connection, "0005")
        connection.exec_driver_sql(
            "INSERT INTO entry (id, owner, title, title_key, published, date_basis, details, first_seen) "
            f"VALUES ('a', 'one', 'A', 'a', {newest}, 'stated', '{{}}', 0)"
        )
        connection.exec_driver_sql(
            f"INSERT INTO archive VALUES ('all', {september}, 1, 200), ('all', {september}, 2, 90), "
            f"('all', {october}, 1, 51)"
        )
    engine.dispose()
    store = open_store(f"sqlite:///{tmp_path}/tagwire.db")
    with store.transaction() as db:
        found = archives.archives_of(db, ["all"])["all"]
    store.close()
    assert [one.name for one in found] == ["2025-09", "2025-09-2", "2025-10"]
    assert [one.until.instant for one in found] == [
        datetime(2025, 9, 16, tzinfo=UTC),
        datetime(2025, 10, 1, tzinfo=UTC),
        datetime(2025, 10, 25, 12, 0, 0, 1, tzinfo=UTC),
    ]
    assert not any(one.fresh for one in found)


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        store = open_store(f"sqlite:///{tmp_path}/tagwire.db")
        with store.transaction() as db:
            book.remember(db, "id", "tag:example.org,2026:")
        store.close()
    with sqlite3.connect(tmp_path / "tagwire.db") as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("SELECT count(*) FROM site").fetchone() == (1,)
    db.close()


def test_a_schema_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tagwire.db"
    open_store(f"sqlite:///{file}").close()
    db = sqlite3.connect(file)
    with db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    with pytest.raises(StoreError, match=r"schema 9999 is not known here.*newer tagwire"):
        open_store(f"sqlite:///{file}")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "cannot be opened"),
        ("mars://x/y", "cannot be opened"),
        ("sqlite:////dev/null/x.db", "folder"),
    ],
)
def test_a_store_that_cannot_be_opened_says_so_in_one_line(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says) as raised:
        open_store(url)
    assert "\n" not in str(raised.value)


def test_the_password_of_a_server_that_cannot_be_asked_is_not_shown() -> None:
    with pytest.raises(StoreError, match="cannot be opened") as raised:
        open_store("nothing://jo:geheim@db.example/feeds")
    assert "geheim" not in str(raised.value)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "tagwire.db"
    file.write_text("not a database, but something that somebody wants to keep\n" * 50)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{file}")
    assert file.read_text().startswith("not a database, but")


def test_a_transaction_that_raises_leaves_nothing(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/tagwire.db")
    with pytest.raises(RuntimeError), store.transaction() as db:
        book.remember(db, "id", "tag:example.org,2026:")
        raise RuntimeError
    with store.transaction() as db:
        assert book.remembered(db, "id") is None
    store.close()


def test_a_second_run_finds_the_lock_taken(tmp_path: Path) -> None:
    file = tmp_path / "tagwire.lock"
    code = f"""
from pathlib import Path
from feeds.store.lock import locked
with locked(Path({str(file)!r})):
    print("held", flush=True)
    input()
"""
    holder = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(Locked) as raised, locked(file):
        pass
    assert raised.value.exit_code == 75
    holder.kill()  # however it ends, the lock is free again
    holder.communicate()
    with locked(file):
        pass


def test_articles_of_a_rare_tag_are_looked_up_by_the_tag(tmp_path: Path) -> None:
    site = TableSite(tmp_path / "site")
    site.show([Article(number=1, published=START)])
    with site.store() as store, store.transaction(writing=True) as db:
        numbers = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 1500)"
        copied = "owner, title, title_key, date_basis, details, first_seen, month"
        db.exec_driver_sql(
            f"INSERT INTO entry (id, published, {copied}) {numbers} SELECT n, published - n, {copied} FROM n, entry"
        )
        db.exec_driver_sql(f"INSERT INTO tag (slug, label) {numbers} SELECT 't' || n, n FROM n LIMIT 300")
        db.exec_driver_sql(
            "INSERT INTO entry_tag SELECT 't' || (key % 300 + 1), key, 'exemple' FROM entry WHERE key > 1"
        )
    site.show([Article(number=n, published=START) for n in (1, 2)])
    query = current(of_tag("t7"), 50).compile(
        dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
    )
    with site.store() as store, store.transaction() as db:
        steps = [row[3] for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}")]
    assert any(step.startswith("SEARCH entry_tag") for step in steps)
    assert any(step.startswith("SEARCH entry USING INTEGER PRIMARY KEY") for step in steps)
