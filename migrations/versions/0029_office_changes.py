"""What administrators change: a chain of entries, and its end.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import MOMENT, check, primary_key, reference

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; the chain begins empty."""
    op.create_table(
        "office_changes",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_login", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("code", sa.String(100), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("entry_hash", sa.String(64), nullable=False),
        primary_key("office_changes", "sequence"),
        reference("office_changes", "actor_id", "people"),
    )
    op.create_index("ix_office_changes_at", "office_changes", ["at"])
    op.create_index("ix_office_changes_subject", "office_changes", ["subject", "code"])
    refuse_changes("office_changes")
    end = op.create_table(
        "office_changes_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        primary_key("office_changes_end", "id"),
        check("office_changes_end", "one_row", "id = 1"),
    )
    op.bulk_insert(end, [{"id": 1, "length": 0, "head": "0" * 64}])


def downgrade() -> None:
    """Take back; the triggers go with their tables."""
    op.drop_table("office_changes_end")
    op.drop_table("office_changes")
