"""The scale of a session, files of scores, drafts of verdicts, and what many items are given each.

Revision ID: 0051
Revises: 0050
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

FIVE = '["5","4","3","2","1"]'


def upgrade() -> None:
    """Apply: sessions that are there scored from 5 to 1."""
    op.add_column(
        "session_set_ups", sa.Column("scale", sa.Text(), nullable=False, server_default=FIVE)
    )
    op.add_column("bulk_rows", sa.Column("particulars", sa.Text(), nullable=True))
    _verdict_drafts()
    _staged_scores()


def _verdict_drafts() -> None:
    table = "verdict_drafts"
    op.create_table(
        table,
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("verdict_code", sa.String(40), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("updated_by", sa.Integer(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        primary_key(table, "session_id", "item_id"),
        reference(table, "session_id", "evaluation_sessions"),
        reference(table, "item_id", "items"),
        reference(table, "updated_by", "people"),
    )


def _staged_scores() -> None:
    table = "staged_scores"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.String(20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("staged_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("committed_at", MOMENT, nullable=True),
        sa.Column("added_count", sa.Integer(), nullable=True),
        sa.Column("changed_count", sa.Integer(), nullable=True),
        primary_key(table, "id"),
        reference(table, "cycle_id", "cycles"),
        reference(table, "person_id", "people"),
        check(table, "committed_is_counted", "(committed_at IS NULL) = (added_count IS NULL)"),
    )
    op.create_index("ix_staged_scores_expires_at", table, ["expires_at"])


def downgrade() -> None:
    """Take back: what was scored stays as numbers."""
    op.drop_table("staged_scores")
    op.drop_table("verdict_drafts")
    op.drop_column("bulk_rows", "particulars")
    op.drop_column("session_set_ups", "scale")
