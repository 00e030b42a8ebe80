"""Which advisors read every submitted item: all others read what they are asked about.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference, unique_where

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "advisor_reach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("begun_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        primary_key("advisor_reach", "id"),
        reference("advisor_reach", "person_id", "people"),
        reference("advisor_reach", "begun_by", "people"),
        reference("advisor_reach", "ended_by", "people"),
        check("advisor_reach", "ended_by_someone", "(ended_at IS NULL) = (ended_by IS NULL)"),
    )
    unique_where("uq_advisor_reach_live", "advisor_reach", ["person_id"], "ended_at IS NULL")


def downgrade() -> None:
    """Take back."""
    op.drop_table("advisor_reach")
