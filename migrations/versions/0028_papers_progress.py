"""How far the files are that jobs write, for whoever waits for them.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import primary_key

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "paper_progress",
        sa.Column("job", sa.String(40), nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        primary_key("paper_progress", "job"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("paper_progress")
