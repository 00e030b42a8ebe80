"""Who acts for whom, what was done so, and what the absent person acknowledged.

A substitution cannot be changed, except to say once that it ended early.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes, refuse_changes_of
from migrations.parts import MOMENT, check, primary_key, reference, shared_reference

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

FIXED = (
    "id", "person_id", "substitute_id", "role", "department_id", "from_on", "until_on",
    "set_by", "set_at",
)  # fmt: skip


def upgrade() -> None:
    """Apply."""
    _substitutes()
    _acts_for()
    _acknowledgements()
    refuse_changes("acts_for", "acknowledgements")
    refuse_changes_of("substitutes", FIXED, once_set="ended_at")


def _substitutes() -> None:
    op.create_table(
        "substitutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        primary_key("substitutes", "id"),
        reference("substitutes", "person_id", "people"),
        reference("substitutes", "substitute_id", "people"),
        reference("substitutes", "department_id", "departments"),
        reference("substitutes", "set_by", "people"),
        reference("substitutes", "ended_by", "people"),
        check("substitutes", "days_in_order", "until_on >= from_on"),
        check("substitutes", "ended_by_someone", "(ended_at IS NULL) = (ended_by IS NULL)"),
        check(
            "substitutes",
            "officer_has_department",
            "role <> 'officer' OR department_id IS NOT NULL",
        ),
        check(
            "substitutes",
            "role_that_acts",
            "role IN ('officer', 'reviewer', 'evaluator', 'secretariat')",
        ),
        check("substitutes", "somebody_else", "person_id <> substitute_id"),
    )
    op.create_index("ix_substitutes_person", "substitutes", ["person_id", "until_on"])
    op.create_index("ix_substitutes_substitute", "substitutes", ["substitute_id", "until_on"])


def _acts_for() -> None:
    op.create_table(
        "acts_for",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        primary_key("acts_for", "item_id", "sequence"),
        shared_reference("acts_for", "ledger_entries", "item_id", "sequence"),
        reference("acts_for", "person_id", "people"),
    )
    op.create_index("ix_acts_for_person", "acts_for", ["person_id", "item_id", "sequence"])


def _acknowledgements() -> None:
    op.create_table(
        "acknowledgements",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", MOMENT, nullable=False),
        primary_key("acknowledgements", "item_id", "sequence"),
        shared_reference("acknowledgements", "acts_for", "item_id", "sequence"),
    )


def downgrade() -> None:
    """Take back; the triggers go with their tables."""
    op.drop_table("acknowledgements")
    op.drop_table("acts_for")
    op.drop_table("substitutes")
