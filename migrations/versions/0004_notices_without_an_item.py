"""A notice may speak of no single item: the daily summary is one, not one an item.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("notices") as notices:
        notices.alter_column("item_id", existing_type=sa.Integer(), nullable=True)
    op.create_index(
        "uq_notices_without_item",
        "notices",
        ["person_id", "kind", "mark"],
        unique=True,
        sqlite_where=sa.text("item_id IS NULL"),
        postgresql_where=sa.text("item_id IS NULL"),
    )
    op.create_index("ix_notices_person_id_id", "notices", ["person_id", "id"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_notices_person_id_id", table_name="notices")
    op.drop_index("uq_notices_without_item", table_name="notices")
    op.execute("DELETE FROM notices WHERE item_id IS NULL")
    with op.batch_alter_table("notices") as notices:
        notices.alter_column("item_id", existing_type=sa.Integer(), nullable=False)
