"""The tables. Every change here is a migration in `migrations/versions`; a test holds the two together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
    true,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Instant(TypeDecorator[datetime]):
    """An aware datetime as microseconds since 1970 in UTC: exact, sortable, the same on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002  # SQLAlchemy's signature
        return None if value is None else (value - EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's signature
        return None if value is None else EPOCH + timedelta(microseconds=value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Key = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only INTEGER PRIMARY KEY

entry = Table(
    "entry",
    metadata,
    Column("key", Key, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("owner", String, nullable=False),  # the source whose words it carries
    Column("url", Text),
    Column("title", Text, nullable=False),
    Column("title_key", Text, nullable=False),
    Column("excerpt", Text),
    Column("content", Text),
    Column("published", Instant, nullable=False),
    Column("date_basis", String, nullable=False),
    Column("updated", Instant),
    Column("language", String),
    Column("details", JSON, nullable=False),  # origin, authors, credits, image, enclosures
    Column("first_seen", Instant, nullable=False),
    Column(
        "month", Integer, nullable=False, server_default="0"
    ),  # of publication, as feeds.record.month_of counts
    Column("byline", Text, nullable=False, server_default=""),  # its authors' names, a line each
    Column("hidden", Boolean, nullable=False, server_default=false()),  # no feed carries it
    Index(None, "title_key"),
    Index(None, "hidden", "published"),
    Index(None, "month", "hidden"),
)

fragment = Table(
    "fragment",
    metadata,
    Column("entry", ForeignKey("entry.key", ondelete="CASCADE"), primary_key=True),
    Column("data", LargeBinary, nullable=False),  # the entry as every format writes it
)

alias = Table(
    "alias",
    metadata,
    Column("name", Text, primary_key=True),
    Column("entry", ForeignKey("entry.key", ondelete="CASCADE"), nullable=False, index=True),
)

tag = Table(
    "tag",
    metadata,
    Column("slug", String, primary_key=True),
    Column("label", Text, nullable=False),  # that of its labels which is used most
    Column("same", Text, nullable=False, server_default="", index=True),  # what its labels have in common
)

tag_label = Table(
    "tag_label",
    metadata,
    Column("key", Key, primary_key=True),  # in the order in which labels were first seen
    Column("label", Text, nullable=False, unique=True),
    Column("tag", ForeignKey("tag.slug"), nullable=False, index=True),
    Column("uses", Integer, nullable=False),  # how often a source gave it to an article
)

entry_tag = Table(
    "entry_tag",
    metadata,
    Column("tag", ForeignKey("tag.slug"), primary_key=True),
    Column("entry", ForeignKey("entry.key", ondelete="CASCADE"), primary_key=True, index=True),
    Column("source", String, primary_key=True),  # which source gave it
)

listed = Table(
    "listed",
    metadata,
    Column("source", String, primary_key=True),
    Column("entry", ForeignKey("entry.key", ondelete="CASCADE"), primary_key=True, index=True),
)

source = Table(
    "source",
    metadata,
    Column("name", String, primary_key=True),
    Column("validators", JSON, nullable=False),
    Column("last_checked", Instant),
    Column("last_success", Instant),
    Column("next_due", Instant),
    Column("failures", Integer, nullable=False),  # in a row
    Column("error", Text),
    Column("yields", JSON, nullable=False, server_default="[]"),  # articles listed at the last visits
    Column("moved_to", Text),  # the address that has taken the place of the configured one
    Column("past", JSON),  # how far back its pages have been read
    Column("location", Text),  # where it was, as configured, when all this was found
)

feed = Table(
    "feed",
    metadata,
    Column("slug", String, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("created", Instant, nullable=False),
    Column("stale", Boolean, nullable=False),  # its documents are behind its entries
    Column("whole", Boolean, nullable=False, server_default=true()),  # and so are all its archives
    Column("kind", String),  # feeds.record.Kind; NULL while there is no such feed
    Column("label", Text, nullable=False, server_default=""),
    Column("entries", Integer, nullable=False, server_default="0"),
    Column("newest", Instant),  # when the newest of them was published
    Column("headline", Text, nullable=False, server_default=""),  # of the newest one
    Column("sources", JSON, nullable=False, server_default="[]"),  # the names of those that list its entries
)

stale_month = Table(
    "stale_month",
    metadata,
    Column("feed", String, primary_key=True),  # its slug; the feed itself may still be to come
    Column("month", Integer, primary_key=True),  # in which its entries are not what they were
    Column("since", Instant, nullable=False),  # from those of this instant
    Column("until", Instant, nullable=False, server_default="0"),  # to those of this one
)

archive = Table(
    "archive",
    metadata,
    Column("feed", String, primary_key=True),  # its slug
    Column("month", Integer, primary_key=True),
    Column("part", Integer, primary_key=True),  # of the month, from 1
    Column("until", Instant, nullable=False),  # it ends with the entry of this instant
    Column("until_key", Key, nullable=False),  # and this key
    Column("late", Integer, nullable=False, server_default="0"),  # entries it carries that were late
    Column("fresh", Boolean, nullable=False, server_default=false()),  # its documents are what they should be
)

late = Table(  # entries that came when the archive they belong to was closed
    "late",
    metadata,
    Column("feed", String, primary_key=True),  # its slug
    Column("entry", ForeignKey("entry.key", ondelete="CASCADE"), primary_key=True, index=True),
    Column("month", Integer, primary_key=True),  # of the archive that carries them too
    Column("part", Integer, primary_key=True),  # 0 while the current document does
)

news = Table(  # entries that visits have brought or changed since the last build
    "news",
    metadata,
    Column("entry", ForeignKey("entry.key", ondelete="CASCADE"), primary_key=True),
)

site = Table(
    "site",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("key", Key, primary_key=True),
    Column("started", Instant, nullable=False),
    Column("finished", Instant, nullable=False),
    Column("summary", JSON, nullable=False),
)

ping = Table(  # what hubs have still to be told
    "ping",
    metadata,
    Column("hub", Text, primary_key=True),
    Column("topic", Text, primary_key=True),  # the address of a feed that has changed
)
