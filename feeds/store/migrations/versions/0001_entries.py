"""Entries, their names and tags; sources, feeds, runs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "entry",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("title_key", sa.Text, nullable=False),
        sa.Column("excerpt", sa.Text),
        sa.Column("content", sa.Text),
        sa.Column("published", sa.BigInteger, nullable=False),
        sa.Column("date_basis", sa.String, nullable=False),
        sa.Column("updated", sa.BigInteger),
        sa.Column("language", sa.String),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("first_seen", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_entry"),
        sa.UniqueConstraint("id", name="uq_entry_id"),
    )
    op.create_index("ix_entry_title_key", "entry", ["title_key"])
    op.create_index("ix_entry_published", "entry", ["published"])
    op.create_table(
        "alias",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("entry", KEY, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_alias"),
        sa.ForeignKeyConstraint(["entry"], ["entry.key"], name="fk_alias_entry", ondelete="CASCADE"),
    )
    op.create_index("ix_alias_entry", "alias", ["entry"])
    op.create_table(
        "tag",
        sa.Column("slug", sa.String, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_tag"),
    )
    op.create_table(
        "entry_tag",
        sa.Column("tag", sa.String, nullable=False),
        sa.Column("entry", KEY, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("tag", "entry", "source", name="pk_entry_tag"),
        sa.ForeignKeyConstraint(["tag"], ["tag.slug"], name="fk_entry_tag_tag"),
        sa.ForeignKeyConstraint(["entry"], ["entry.key"], name="fk_entry_tag_entry", ondelete="CASCADE"),
    )
    op.create_index("ix_entry_tag_entry", "entry_tag", ["entry"])
    op.create_table(
        "listed",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("entry", KEY, nullable=False),
        sa.PrimaryKeyConstraint("source", "entry", name="pk_listed"),
        sa.ForeignKeyConstraint(["entry"], ["entry.key"], name="fk_listed_entry", ondelete="CASCADE"),
    )
    op.create_index("ix_listed_entry", "listed", ["entry"])
    op.create_table(
        "source",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("validators", sa.JSON, nullable=False),
        sa.Column("last_checked", sa.BigInteger),
        sa.Column("last_success", sa.BigInteger),
        sa.Column("next_due", sa.BigInteger),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("error", sa.Text),
        sa.PrimaryKeyConstraint("name", name="pk_source"),
    )
    op.create_table(
        "feed",
        sa.Column("slug", sa.String, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_feed"),
        sa.UniqueConstraint("id", name="uq_feed_id"),
    )
    op.create_table(
        "site",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_site"),
    )
    op.create_table(
        "run",
        sa.Column("key", KEY, nullable=False),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("finished", sa.BigInteger, nullable=False),
        sa.Column("summary", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_run"),
    )
