"""What undertakings are found by.

Revision ID: 0052
Revises: 0051
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import primary_key, reference

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; the texts are derived after the last migration."""
    table = "undertaking_texts"
    op.create_table(
        table,
        sa.Column("undertaking_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        primary_key(table, "undertaking_id"),
        reference(table, "undertaking_id", "undertakings"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("undertaking_texts")
