"""Published processes, and the items that move through them.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference, unique_where

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _process_versions()
    _items()
    _item_funding()
    _item_joint_departments()


def _process_versions() -> None:
    op.create_table(
        "process_versions",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_hash", sa.String(64), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        primary_key("process_versions", "name", "version"),
    )


def _items() -> None:
    op.create_table(
        "items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.String(20), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("process_name", sa.String(60), nullable=False),
        sa.Column("process_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("arrived_at", MOMENT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ledger_length", sa.Integer(), nullable=False),
        sa.Column("ledger_head", sa.String(64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_key", sa.String(400), nullable=True),
        sa.Column("field", sa.String(20), nullable=True),
        sa.Column("category_code", sa.String(40), nullable=True),
        sa.Column("amount_kyen", sa.BigInteger(), nullable=True),
        sa.Column("dx_step", sa.String(2), nullable=True),
        sa.Column("goal_number", sa.Integer(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        primary_key("items", "id"),
        reference("items", "cycle_id", "cycles"),
        reference("items", "department_id", "departments"),
        reference("items", "meeting_id", "meetings"),
        reference("items", "created_by", "people"),
        reference("items", "submitted_by", "people"),
        reference("items", "section_id", "sections"),
        reference("items", "category_code", "categories", "code"),
        check(
            "items", "beyond_draft_was_submitted", "state IN ('draft', 'withdrawn') OR round > 0"
        ),
        check("items", "report_has_meeting", "state <> 'reported' OR meeting_id IS NOT NULL"),
        check("items", "round_counts_up", "round >= 0"),
    )
    op.create_index("ix_items_cycle_arrived", "items", ["cycle_id", "arrived_at", "id"])
    op.create_index(
        "ix_items_cycle_department", "items", ["cycle_id", "department_id", "section_id", "id"]
    )
    op.create_index("ix_items_department_state", "items", ["department_id", "state"])
    op.create_index("ix_items_state_cycle", "items", ["state", "cycle_id"])
    unique_where(
        "uq_items_name_in_cycle",
        "items",
        ["cycle_id", "section_id", "name_key"],
        "state <> 'withdrawn'",
    )


def _item_funding() -> None:
    op.create_table(
        "item_funding",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("label", sa.String(100), nullable=False),
        sa.Column("amount_kyen", sa.BigInteger(), nullable=False),
        primary_key("item_funding", "item_id", "position"),
        reference("item_funding", "item_id", "items"),
    )


def _item_joint_departments() -> None:
    op.create_table(
        "item_joint_departments",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        primary_key("item_joint_departments", "item_id", "department_id"),
        reference("item_joint_departments", "item_id", "items"),
        reference("item_joint_departments", "department_id", "departments"),
    )
    op.create_index(
        "ix_item_joint_departments_department_id", "item_joint_departments", ["department_id"]
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("item_joint_departments")
    op.drop_table("item_funding")
    op.drop_table("items")
    op.drop_table("process_versions")
