"""Plans to transfer staff, and what is handed over by them.

Revision ID: 0036
Revises: 0035
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _transfer_plans()
    _handovers()


def _transfer_plans() -> None:
    op.create_table(
        "transfer_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("takes_effect_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(64), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        primary_key("transfer_plans", "id"),
        reference("transfer_plans", "created_by", "people"),
        reference("transfer_plans", "decided_by", "people"),
        check(
            "transfer_plans",
            "state_is_known",
            "state IN ('draft', 'decided', 'overtaken', 'done', 'cancelled')",
        ),
        check("transfer_plans", "done_at_a_moment", "(state = 'done') = (done_at IS NOT NULL)"),
        check(
            "transfer_plans",
            "decided_by_someone",
            "state NOT IN ('decided', 'overtaken') OR decided_by IS NOT NULL",
        ),
    )


def _handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        primary_key("handovers", "id"),
        reference("handovers", "plan_id", "transfer_plans"),
        reference("handovers", "from_id", "people"),
        reference("handovers", "to_id", "people"),
        reference("handovers", "department_id", "departments"),
        check("handovers", "somebody_else", "from_id <> to_id"),
    )
    op.create_index("ix_handovers_to_id", "handovers", ["to_id"])
    op.create_table(
        "handover_items",
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        primary_key("handover_items", "handover_id", "item_id"),
        reference("handover_items", "handover_id", "handovers"),
        reference("handover_items", "item_id", "items"),
    )
    op.create_index("ix_handover_items_item_id", "handover_items", ["item_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("handover_items")
    op.drop_table("handovers")
    op.drop_table("transfer_plans")
