"""Files of an item.

A row cannot be changed, except to say once that the file was removed.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes_of
from migrations.parts import MOMENT, check, primary_key, reference, unique_where

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

FIXED = (
    "id", "item_id", "name", "sha256", "size", "kind", "added_by", "added_at", "first_revision",
)  # fmt: skip


def upgrade() -> None:
    """Apply."""
    _attachments()
    refuse_changes_of("attachments", FIXED, once_set="removed_at")


def _attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("first_revision", sa.Integer(), nullable=False),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("last_revision", sa.Integer(), nullable=True),
        primary_key("attachments", "id"),
        reference("attachments", "item_id", "items"),
        reference("attachments", "added_by", "people"),
        reference("attachments", "removed_by", "people"),
        check("attachments", "holds_something", "size > 0 AND first_revision > 0"),
        check(
            "attachments",
            "removed_by_someone",
            "(removed_at IS NULL) = (last_revision IS NULL)"
            " AND (removed_at IS NULL) = (removed_by IS NULL)",
        ),
        check("attachments", "revisions_in_order", "last_revision >= first_revision - 1"),
    )
    op.create_index("ix_attachments_item", "attachments", ["item_id", "id"])
    unique_where(
        "uq_attachments_item_file",
        "attachments",
        ["item_id", "sha256", "name"],
        "removed_at IS NULL",
    )


def downgrade() -> None:
    """Take back; the triggers go with their tables."""
    op.drop_table("attachments")
