"""Goals of a team (班) within a department.

Revision ID: 0050
Revises: 0049
"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply: the goals that are there are of whole departments."""
    column = sa.Column("team", sa.String(100), nullable=False, server_default="")
    op.add_column("goals", column)


def downgrade() -> None:
    """Take back: what a team set itself stays as a goal of its department, without its name."""
    op.drop_column("goals", "team")
