"""What a source usually lists, where it has moved, and how far into its past it was followed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("source") as source:
        source.add_column(sa.Column("yields", sa.JSON, nullable=False, server_default="[]"))
        source.add_column(sa.Column("moved_to", sa.Text))
        source.add_column(sa.Column("past", sa.JSON))
        source.add_column(sa.Column("location", sa.Text))
