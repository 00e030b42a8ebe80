"""Definitions of processes that are being written.

Revision ID: 0046
Revises: 0045
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, primary_key, reference

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "process_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_hash", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(200), nullable=False),
        sa.Column("begun_by", sa.Integer(), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        primary_key("process_drafts", "id"),
        reference("process_drafts", "begun_by", "people"),
        reference("process_drafts", "changed_by", "people"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("process_drafts")
