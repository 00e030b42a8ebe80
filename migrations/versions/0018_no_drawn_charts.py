"""Charts are drawn when they are asked for: no table keeps them.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.drop_index("ix_drawn_charts_used_on", table_name="drawn_charts")
    op.drop_table("drawn_charts")


def downgrade() -> None:
    """Take back; what was drawn is drawn again when it is asked for."""
    op.create_table(
        "drawn_charts",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("svg", sa.Text(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.CheckConstraint("svg <> ''", name=op.f("ck_drawn_charts_svg_drawn_or_missing")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_drawn_charts")),
    )
    op.create_index("ix_drawn_charts_used_on", "drawn_charts", ["used_on"], unique=False)
