"""A department's items found by their state: few of them are under way.

Revision ID: 0013
Revises: 0012
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index("ix_items_department_state", "items", ["department_id", "state"])
    op.drop_index("ix_items_department_id", "items")


def downgrade() -> None:
    """Take back."""
    op.create_index("ix_items_department_id", "items", ["department_id"])
    op.drop_index("ix_items_department_state", "items")
