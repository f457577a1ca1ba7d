"""Archives that are closed for good: where each ends, and what came late for them.

Of the archives there were only their numbers of entries are known, and how many a feed has of a month. They
keep their addresses: of each month, each gets as much time as the others, up to the newest article.
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

archive = sa.table(
    "archive", *(sa.column(name) for name in ("feed", "month", "part", "until", "until_key", "late", "fresh"))
)


def upgrade() -> None:
    op.add_column("stale_month", sa.Column("until", sa.BigInteger, nullable=False, server_default="0"))
    op.execute("UPDATE stale_month SET until = since")
    op.execute("UPDATE feed SET stale = true, whole = true")
    op.create_table(
        "late",
        sa.Column("feed", sa.String, nullable=False),
        sa.Column("entry", KEY, nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("feed", "entry", "month", "part", name="pk_late"),
        sa.ForeignKeyConstraint(["entry"], ["entry.key"], name="fk_late_entry_entry", ondelete="CASCADE"),
    )
    op.create_index("ix_late_entry", "late", ["entry"])
    op.create_table(
        "news",
        sa.Column("entry", KEY, nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_news"),
        sa.ForeignKeyConstraint(["entry"], ["entry.key"], name="fk_news_entry_entry", ondelete="CASCADE"),
    )
    _archives()


def _archives() -> None:
    db = op.get_bind()
    query = "SELECT feed, month, count(*) AS parts FROM archive GROUP BY feed, month"
    months = db.execute(sa.text(query)).all()
    op.drop_table("archive")
    op.create_table(
        "archive",
        sa.Column("feed", sa.String, nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("until_key", KEY, nullable=False),
        sa.Column("late", sa.Integer, nullable=False, server_default="0"),
        sa.Column("fresh", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("feed", "month", "part", name="pk_archive"),
    )
    newest = db.execute(sa.text("SELECT max(published) FROM entry")).scalar() or 0
    for row in months:
        begin, end = _begin(row.month), min(_begin(row.month + 1), max(_begin(row.month), newest) + 1)
        ends = [begin + (end - begin) * part // row.parts for part in range(1, row.parts + 1)]
        values = {"feed": row.feed, "month": row.month, "until_key": 0, "late": 0, "fresh": False}
        db.execute(
            sa.insert(archive), [values | {"part": n, "until": until} for n, until in enumerate(ends, 1)]
        )


def _begin(month: int) -> int:
    year, number = divmod(month, 12)
    return (datetime(year, number + 1, 1, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)
