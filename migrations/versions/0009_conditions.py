"""Conditions of an evaluation, and what was answered to them.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import MOMENT, check, primary_key, reference, unique

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _conditions()
    _condition_entries()
    refuse_changes("conditions", "condition_entries")


def _conditions() -> None:
    op.create_table(
        "conditions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        primary_key("conditions", "id"),
        unique("conditions", "evaluation_id", "number"),
        reference("conditions", "evaluation_id", "evaluations"),
    )


def _condition_entries() -> None:
    op.create_table(
        "condition_entries",
        sa.Column("condition_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        primary_key("condition_entries", "condition_id", "sequence"),
        reference("condition_entries", "condition_id", "conditions"),
        reference("condition_entries", "by_id", "people"),
        check("condition_entries", "answer_or_reason_given", "kind = 'met' OR text <> ''"),
        check("condition_entries", "known_kind", "kind IN ('answered', 'met', 'sent_back')"),
    )


def downgrade() -> None:
    """Take back; the triggers go with their tables."""
    op.drop_table("condition_entries")
    op.drop_table("conditions")
