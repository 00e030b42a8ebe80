"""Items that tasks of meetings are about; files of steps of undertakings that were brought in.

Revision ID: 0053
Revises: 0052
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    table = "meeting_task_items"
    op.create_table(
        table,
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        primary_key(table, "task_id", "item_id"),
        reference(table, "task_id", "meeting_tasks"),
        reference(table, "item_id", "items"),
    )
    op.create_index("ix_meeting_task_items_item_id", table, ["item_id"])
    _staged_steps()


def _staged_steps() -> None:
    table = "staged_steps"
    op.create_table(
        table,
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
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
        primary_key(table, "id"),
        reference(table, "person_id", "people"),
        check(table, "committed_is_counted", "(committed_at IS NULL) = (added_count IS NULL)"),
    )
    op.create_index("ix_staged_steps_expires_at", table, ["expires_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("staged_steps")
    op.drop_table("meeting_task_items")
