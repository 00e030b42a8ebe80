"""Rules over the sheet by which items of a cycle go by other processes; the program as somebody.

Revision ID: 0045
Revises: 0044
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import unique_where

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("cycles", sa.Column("tracks", sa.Text(), nullable=False, server_default="[]"))
    kind = sa.Column("kind", sa.String(10), nullable=False, server_default="person")
    op.add_column("people", kind)
    unique_where("uq_people_system", "people", ["kind"], "kind = 'system'")


def downgrade() -> None:
    """Take back."""
    op.drop_index("uq_people_system", "people")
    op.drop_column("people", "kind")
    op.drop_column("cycles", "tracks")
