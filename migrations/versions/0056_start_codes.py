"""Beside a link for a first password, a short code that can be typed from paper.

Revision ID: 0056
Revises: 0055
"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply: links that are there have no code."""
    op.add_column("account_links", sa.Column("code_hash", sa.String(64), nullable=True))


def downgrade() -> None:
    """Undo: codes that were handed out open nothing any more; their links do."""
    op.drop_column("account_links", "code_hash")
