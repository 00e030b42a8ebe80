"""Lists of people that are brought in.

Revision ID: 0035
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference

revision = "0035"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "staged_rosters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("staged_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("committed_at", MOMENT, nullable=True),
        sa.Column("added_count", sa.Integer(), nullable=True),
        sa.Column("changed_count", sa.Integer(), nullable=True),
        primary_key("staged_rosters", "id"),
        reference("staged_rosters", "person_id", "people"),
        check(
            "staged_rosters",
            "committed_is_counted",
            "(committed_at IS NULL) = (added_count IS NULL)",
        ),
    )
    op.create_index("ix_staged_rosters_expires_at", "staged_rosters", ["expires_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("staged_rosters")
