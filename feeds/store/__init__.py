"""What is remembered between runs: entries, their names and tags, the state of sources and feeds.

SQLAlchemy Core over SQLite (write-ahead log) or PostgreSQL; the schema is versioned with Alembic.
Open with `open_store`, work inside `store.transaction()`, with the functions of `entries` and `book`.
"""

from feeds.store.database import Store, open_store

__all__ = ["Store", "open_store"]
