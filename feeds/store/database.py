"""The connection to the database, and the version of its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from feeds.errors import StoreError

HEAD = "0006"  # the newest revision; a test compares it with migrations/versions
ANALYSED = 1000  # rows of each index: enough to tell, and no work
BUSY_TIMEOUT = 10  # seconds that a reader waits for a writer to finish


class Store:
    """What is remembered between runs. Open with `open_store`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def transaction(self, *, writing: bool = False) -> Iterator[Connection]:
        """A connection whose work is kept whole, or not at all when the block raises.

        Where several processes work on the store, whoever will be `writing` says so: it waits for its turn.
        """
        engine = self._engine.execution_options(begin="BEGIN IMMEDIATE") if writing else self._engine
        try:
            with engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise _store_error(self._engine, error) from error

    def close(self) -> None:
        """Give back the database; with SQLite this folds the write-ahead log into the file."""
        self._engine.dispose()


def open_store(url: str) -> Store:
    """The store at `url` (an SQLAlchemy URL), made or brought up to date first.

    Raises StoreError where it cannot be opened, or was written by a newer version.
    """
    try:
        engine = create_engine(url, connect_args=_connect_args(url))
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        shown = re.sub(r"//[^/]*@", "//…@", url)  # a password may stand there
        raise StoreError(f"[store] url {shown!r} cannot be opened: {error}") from None
    if engine.dialect.name == "sqlite":
        _make_folder(engine)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        _migrate(engine)
    except SQLAlchemyError as error:
        raise _store_error(engine, error) from error
    return Store(engine)


def _connect_args(url: str) -> dict[str, object]:
    return {"timeout": BUSY_TIMEOUT} if make_url(url).get_backend_name() == "sqlite" else {}


def _make_folder(engine: Engine) -> None:
    file = engine.url.database
    if file and file != ":memory:":
        try:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{file}: its folder cannot be made: {error.strerror}") from None


def _prepare_sqlite(connection, _record) -> None:  # type: ignore[no-untyped-def]  # a DBAPI connection
    connection.isolation_level = None  # transactions begin where SQLAlchemy says, DDL included
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _migrate(engine: Engine) -> None:
    with engine.begin() as connection:
        if _version(connection) == HEAD:
            return
    with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
        if _version(connection) != HEAD:
            upgrade(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(connection: Connection, revision: str = HEAD) -> None:
    """Bring the schema up to `revision`. Raises StoreError where the one that is there is not known."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "feeds.store:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError:
        raise StoreError(
            f"{_place(connection.engine)}: schema {_version(connection)} is not known here "
            f"(newest known: {HEAD}); it was written by a newer tagwire"
        ) from None


def analyse(connection: Connection) -> None:
    """Let SQLite learn how rows are spread: it chooses indexes by that. Servers see to it themselves.

    Without, it looks for the entries of a tag among all entries, the newest first.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA analysis_limit = {ANALYSED}")
        connection.exec_driver_sql("ANALYZE")


def _store_error(engine: Engine, error: SQLAlchemyError) -> StoreError:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return StoreError(f"{_place(engine)}: {str(cause).splitlines()[0]}")


def _place(engine: Engine) -> str:
    return engine.url.database or engine.url.render_as_string(hide_password=True)
