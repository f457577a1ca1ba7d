"""Archives by month, labels that are one tag, and hidden entries.

Columns are added plainly, never in Alembic's batch mode: where that makes `entry` anew, dropping the old one
takes along, by their foreign keys, the names and tags of every entry.
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

entry = sa.table(
    "entry",
    *(sa.column(name) for name in ("key", "published", "month", "byline")),
    sa.column("details", sa.JSON),
)
tag = sa.table("tag", sa.column("slug"), sa.column("label"), sa.column("same"))


def upgrade() -> None:
    _entries()
    _tags()
    op.add_column("feed", sa.Column("whole", sa.Boolean, nullable=False, server_default=sa.true()))
    op.execute("UPDATE feed SET stale = true")
    op.create_table(
        "stale_month",
        sa.Column("feed", sa.String, nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("feed", "month", name="pk_stale_month"),
    )
    op.create_table(
        "archive",
        sa.Column("feed", sa.String, nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("feed", "month", "part", name="pk_archive"),
    )


def _entries() -> None:
    op.add_column("entry", sa.Column("month", sa.Integer, nullable=False, server_default="0"))
    op.add_column("entry", sa.Column("byline", sa.Text, nullable=False, server_default=""))
    op.add_column("entry", sa.Column("hidden", sa.Boolean, nullable=False, server_default=sa.false()))
    db, last = op.get_bind(), 0
    select = sa.select(entry.c.key, entry.c.published, entry.c.details).order_by(entry.c.key).limit(1000)
    while rows := db.execute(select.where(entry.c.key > last)).all():
        for row in rows:
            names = "\n".join(author["name"] for author in row.details.get("authors", ()))
            values = {"month": _month(row.published), "byline": names}
            db.execute(sa.update(entry).where(entry.c.key == row.key).values(values))
        last = rows[-1].key
    op.create_index("ix_entry_month_hidden", "entry", ["month", "hidden"])


def _month(published: int) -> int:
    moment = EPOCH + timedelta(microseconds=published)
    return moment.year * 12 + moment.month - 1


def _tags() -> None:
    from sources.text import same_label

    op.add_column("tag", sa.Column("same", sa.Text, nullable=False, server_default=""))
    db = op.get_bind()
    for row in db.execute(sa.select(tag.c.slug, tag.c.label)).all():
        db.execute(sa.update(tag).where(tag.c.slug == row.slug).values(same=same_label(row.label)))
    op.create_index("ix_tag_same", "tag", ["same"])
    op.create_table(
        "tag_label",
        sa.Column("key", KEY, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("tag", sa.String, nullable=False),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_tag_label"),
        sa.UniqueConstraint("label", name="uq_tag_label_label"),
        sa.ForeignKeyConstraint(["tag"], ["tag.slug"], name="fk_tag_label_tag"),
    )
    op.create_index("ix_tag_label_tag", "tag_label", ["tag"])
    op.execute(
        "INSERT INTO tag_label (label, tag, uses) SELECT tag.label, min(tag.slug), count(entry_tag.entry) "
        "FROM tag LEFT JOIN entry_tag ON entry_tag.tag = tag.slug GROUP BY tag.label"
    )
