"""Files of an item.

Rows cannot be deleted, and cannot be changed but to say once that a file was taken off.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes_of
from migrations.constraints import unique_where

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

FIXED = (
    "id", "item_id", "name", "sha256", "size", "kind", "added_by", "added_at", "first_revision",
)  # fmt: skip


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_revision", sa.Integer(), nullable=False),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_revision", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (last_revision IS NULL)"
            " AND (removed_at IS NULL) = (removed_by IS NULL)",
            name=op.f("ck_attachments_removed_by_someone"),
        ),
        sa.CheckConstraint(
            "size > 0 AND first_revision > 0", name=op.f("ck_attachments_holds_something")
        ),
        sa.CheckConstraint(
            "last_revision >= first_revision - 1", name=op.f("ck_attachments_revisions_in_order")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_attachments_item_id")),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name=op.f("fk_attachments_added_by")),
        sa.ForeignKeyConstraint(
            ["removed_by"], ["people.id"], name=op.f("fk_attachments_removed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    unique_where(
        "uq_attachments_item_file",
        "attachments",
        ["item_id", "sha256", "name"],
        "removed_at IS NULL",
    )
    op.create_index("ix_attachments_item", "attachments", ["item_id", "id"])
    refuse_changes_of("attachments", FIXED, once_set="removed_at")


def downgrade() -> None:
    """Take back; the triggers go with their table."""
    op.drop_table("attachments")
