"""Charts that were drawn.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import check, primary_key

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _drawn_charts()


def _drawn_charts() -> None:
    op.create_table(
        "drawn_charts",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("svg", sa.Text(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        primary_key("drawn_charts", "key"),
        check("drawn_charts", "svg_drawn_or_missing", "svg <> ''"),
    )
    op.create_index("ix_drawn_charts_used_on", "drawn_charts", ["used_on"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("drawn_charts")
