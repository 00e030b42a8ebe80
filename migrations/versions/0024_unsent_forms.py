"""What is typed into forms is kept until it is sent.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, primary_key, reference, unique

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "unsent_forms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(300), nullable=False),
        sa.Column("fields", sa.Text(), nullable=True),
        sa.Column("kept_at", MOMENT, nullable=False),
        primary_key("unsent_forms", "id"),
        unique("unsent_forms", "person_id", "place"),
        reference("unsent_forms", "person_id", "people"),
    )
    op.create_index("ix_unsent_forms_kept_at", "unsent_forms", ["kept_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("unsent_forms")
