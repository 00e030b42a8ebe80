"""Sections by fiscal year, the last days of departments and sections, plans to reorganise.

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("departments", sa.Column("ends_on", sa.Date(), nullable=True))
    op.add_column("sections", sa.Column("ends_on", sa.Date(), nullable=True))
    _section_places()
    _successions()
    _plans()


def _section_places() -> None:
    """Every section is there in each year that its department is in, in the order it has."""
    op.create_table(
        "section_places",
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        primary_key("section_places", "fiscal_year", "section_id"),
        reference("section_places", "section_id", "sections"),
    )
    op.execute(
        "INSERT INTO section_places (fiscal_year, section_id, position)"
        " SELECT department_places.fiscal_year, sections.id, sections.position FROM sections"
        " JOIN department_places ON department_places.department_id = sections.department_id"
    )


def _successions() -> None:
    op.create_table(
        "department_successions",
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        primary_key("department_successions", "old_id", "new_id"),
        reference("department_successions", "old_id", "departments"),
        reference("department_successions", "new_id", "departments"),
    )
    op.create_index("ix_department_successions_new_id", "department_successions", ["new_id"])


def _plans() -> None:
    table = "reorganisation_plans"
    op.create_table(
        table,
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
        sa.Column("done", sa.Text(), nullable=False),
        primary_key(table, "id"),
        reference(table, "created_by", "people"),
        reference(table, "decided_by", "people"),
        check(
            table,
            "state_is_known",
            "state IN ('draft', 'decided', 'overtaken', 'done', 'cancelled')",
        ),
        check(table, "done_at_a_moment", "(state = 'done') = (done_at IS NOT NULL)"),
        check(
            table,
            "decided_by_someone",
            "state NOT IN ('decided', 'overtaken', 'done') OR decided_by IS NOT NULL",
        ),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("reorganisation_plans")
    op.drop_table("department_successions")
    op.drop_table("section_places")
    op.drop_column("sections", "ends_on")
    op.drop_column("departments", "ends_on")
