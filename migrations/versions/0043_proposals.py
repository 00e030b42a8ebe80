"""Proposals of the staff, what was said about them, and what became of them.

Revision ID: 0043
Revises: 0042
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import MOMENT, check, primary_key, reference, unique

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _groups()
    _proposals()
    _answers()
    refuse_changes("proposal_groups", "proposal_answers")


def _groups() -> None:
    op.create_table(
        "proposal_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        primary_key("proposal_groups", "id"),
        unique("proposal_groups", "title"),
        reference("proposal_groups", "made_by", "people"),
    )


def _proposals() -> None:
    table = "proposals"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("idea", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("goal_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        primary_key(table, "id"),
        reference(table, "proposer_id", "people"),
        reference(table, "group_id", "proposal_groups"),
        reference(table, "department_id", "departments"),
        reference(table, "item_id", "items"),
        reference(table, "goal_id", "goals"),
        check(
            table,
            "state_is_known",
            "state IN ('proposed', 'answered', 'forwarded', 'adopted', 'closed', 'withdrawn')",
        ),
        check(table, "forwarded_to_somebody", "state != 'forwarded' OR department_id IS NOT NULL"),
        check(
            table,
            "adopted_as_something",
            "(state = 'adopted') = (item_id IS NOT NULL OR goal_id IS NOT NULL)",
        ),
    )
    for column in ("proposer_id", "department_id", "item_id", "goal_id"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _answers() -> None:
    op.create_table(
        "proposal_answers",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(10), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        primary_key("proposal_answers", "proposal_id", "number"),
        reference("proposal_answers", "proposal_id", "proposals"),
        reference("proposal_answers", "by_id", "people"),
    )


def downgrade() -> None:
    """Take back."""
    for table in ("proposal_answers", "proposals", "proposal_groups"):
        op.drop_table(table)
