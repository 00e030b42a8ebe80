"""The editable masters and their versions, the goals and the matrix.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import MOMENT, check, primary_key, reference, unique

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _categories()
    _verdicts()
    _criteria()
    _master_versions()
    _goals()
    _goal_departments()
    _matrix_entries()
    refuse_changes("master_versions")


def _categories() -> None:
    op.create_table(
        "categories",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("title_ja", sa.String(100), nullable=False),
        sa.Column("title_en", sa.String(100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        primary_key("categories", "code"),
    )


def _verdicts() -> None:
    op.create_table(
        "verdicts",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("title_ja", sa.String(100), nullable=False),
        sa.Column("title_en", sa.String(100), nullable=False),
        sa.Column("needs_conditions", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        primary_key("verdicts", "code"),
    )


def _criteria() -> None:
    op.create_table(
        "criteria",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("title_ja", sa.String(100), nullable=False),
        sa.Column("title_en", sa.String(100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        primary_key("criteria", "code"),
    )


def _master_versions() -> None:
    op.create_table(
        "master_versions",
        sa.Column("master", sa.String(20), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title_ja", sa.String(100), nullable=False),
        sa.Column("title_en", sa.String(100), nullable=False),
        sa.Column("needs_conditions", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", MOMENT, nullable=True),
        primary_key("master_versions", "master", "code", "version"),
        reference("master_versions", "changed_by", "people"),
        check(
            "master_versions",
            "change_has_author",
            "version = 1 OR (changed_by IS NOT NULL AND changed_at IS NOT NULL)",
        ),
        check("master_versions", "version_counts_up", "version > 0"),
    )


def _goals() -> None:
    op.create_table(
        "goals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("overview", sa.Text(), nullable=False),
        sa.Column("indicators_this_year", sa.Text(), nullable=False),
        sa.Column("indicators_later", sa.Text(), nullable=False),
        primary_key("goals", "id"),
        unique("goals", "fiscal_year", "number"),
    )


def _goal_departments() -> None:
    op.create_table(
        "goal_departments",
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(2), nullable=False),
        primary_key("goal_departments", "goal_id", "department_id"),
        reference("goal_departments", "goal_id", "goals"),
        reference("goal_departments", "department_id", "departments"),
    )


def _matrix_entries() -> None:
    op.create_table(
        "matrix_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("dx_step", sa.String(2), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("examples", sa.String(300), nullable=False),
        sa.Column("goal_number", sa.Integer(), nullable=True),
        sa.Column("item_name", sa.String(200), nullable=False),
        primary_key("matrix_entries", "id"),
        reference("matrix_entries", "department_id", "departments"),
    )


def downgrade() -> None:
    """Take back; the triggers go with their tables."""
    op.drop_table("matrix_entries")
    op.drop_table("goal_departments")
    op.drop_table("goals")
    op.drop_table("master_versions")
    op.drop_table("criteria")
    op.drop_table("verdicts")
    op.drop_table("categories")
