"""Who reviews what, and what nobody can act on.

Revision ID: 0034
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes, refuse_changes_of
from migrations.parts import MOMENT, check, primary_key, reference, unique_where

revision = "0034"
down_revision = "0036"
branch_labels = None
depends_on = None

FIXED = ("id", "department_id", "part", "person_id", "set_by", "set_at")


def upgrade() -> None:
    """Apply."""
    _department_handlers()
    _item_handlers()
    _findings()
    refuse_changes_of("department_handlers", FIXED, once_set="ended_at")
    refuse_changes("item_handlers")


def _department_handlers() -> None:
    op.create_table(
        "department_handlers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        primary_key("department_handlers", "id"),
        reference("department_handlers", "department_id", "departments"),
        reference("department_handlers", "person_id", "people"),
        reference("department_handlers", "set_by", "people"),
        reference("department_handlers", "ended_by", "people"),
        check("department_handlers", "part_is_known", "part IN ('main', 'deputy')"),
        check("department_handlers", "ended_by_someone", "(ended_at IS NULL) = (ended_by IS NULL)"),
    )
    unique_where(
        "uq_department_handlers_live",
        "department_handlers",
        ["department_id", "part"],
        "ended_at IS NULL",
    )


def _item_handlers() -> None:
    op.create_table(
        "item_handlers",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        primary_key("item_handlers", "item_id", "number"),
        reference("item_handlers", "item_id", "items"),
        reference("item_handlers", "person_id", "people"),
        reference("item_handlers", "by_id", "people"),
    )


def _findings() -> None:
    op.create_table(
        "staffing_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("gone_on", sa.Date(), nullable=True),
        primary_key("staffing_findings", "id"),
        check("staffing_findings", "days_in_order", "gone_on >= found_on"),
    )
    unique_where("uq_staffing_findings_open", "staffing_findings", ["subject"], "gone_on IS NULL")


def downgrade() -> None:
    """Take back."""
    for table in ("staffing_findings", "item_handlers", "department_handlers"):
        op.drop_table(table)
