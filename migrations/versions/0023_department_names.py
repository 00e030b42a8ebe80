"""Other names of departments: short and old ones, the office's and each person's.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, primary_key, reference

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "department_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("name_key", sa.String(200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        primary_key("department_names", "id"),
        reference("department_names", "department_id", "departments"),
        reference("department_names", "person_id", "people"),
        reference("department_names", "added_by", "people"),
        reference("department_names", "removed_by", "people"),
    )
    op.create_index("ix_department_names_person_id", "department_names", ["person_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("department_names")
