"""What one person attached lately is found by person and time.

Revision ID: 0018
Revises: 0017
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index("ix_attachments_person_added", "attachments", ["added_by", "added_at"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_attachments_person_added", "attachments")
