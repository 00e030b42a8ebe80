"""By when conditions are to be met and by whom, and the files of answers to them.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import check, primary_key, reference, shared_reference

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "condition_terms",
        sa.Column("condition_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("who", sa.String(100), nullable=False),
        primary_key("condition_terms", "condition_id"),
        reference("condition_terms", "condition_id", "conditions"),
        check("condition_terms", "says_something", "due_on IS NOT NULL OR who <> ''"),
    )
    op.create_index("ix_condition_terms_due_on", "condition_terms", ["due_on"])
    op.create_table(
        "condition_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("condition_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        primary_key("condition_files", "id"),
        shared_reference("condition_files", "condition_entries", "condition_id", "sequence"),
        check("condition_files", "holds_something", "size > 0"),
    )
    op.create_index("ix_condition_files_condition_id", "condition_files", ["condition_id"])
    refuse_changes("condition_terms", "condition_files")


def downgrade() -> None:
    """Take back; the triggers go with their tables."""
    op.drop_table("condition_files")
    op.drop_table("condition_terms")
