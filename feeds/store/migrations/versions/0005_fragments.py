"""Rendered entries, and what the list of feeds says of each."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fragment",
        sa.Column(
            "entry",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            sa.ForeignKey("entry.key", name="fk_fragment_entry_entry", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_fragment"),
    )
    op.add_column("feed", sa.Column("kind", sa.String))
    op.add_column("feed", sa.Column("label", sa.Text, nullable=False, server_default=""))
    op.add_column("feed", sa.Column("entries", sa.Integer, nullable=False, server_default="0"))
    op.add_column("feed", sa.Column("newest", sa.BigInteger))
    op.add_column("feed", sa.Column("headline", sa.Text, nullable=False, server_default=""))
    op.add_column("feed", sa.Column("sources", sa.JSON, nullable=False, server_default="[]"))
    op.execute("UPDATE feed SET stale = true, whole = true")
    op.create_index("ix_entry_hidden_published", "entry", ["hidden", "published"])
    op.drop_index("ix_entry_published", "entry")
