"""The items of a cycle by their last move: the home page shows the latest ones.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index("ix_items_cycle_arrived", "items", ["cycle_id", "arrived_at", "id"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_items_cycle_arrived", table_name="items")
