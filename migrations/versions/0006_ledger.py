"""The history of items: frozen revisions, the ledger's entries, receipts of orders.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import MOMENT, primary_key, reference

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _item_revisions()
    _ledger_entries()
    _receipts()
    refuse_changes("item_revisions", "ledger_entries")


def _item_revisions() -> None:
    op.create_table(
        "item_revisions",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=False),
        primary_key("item_revisions", "item_id", "number"),
        reference("item_revisions", "item_id", "items"),
        reference("item_revisions", "submitted_by", "people"),
    )


def _ledger_entries() -> None:
    op.create_table(
        "ledger_entries",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("from_state", sa.String(40), nullable=False),
        sa.Column("to_state", sa.String(40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor_login", sa.String(64), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("particulars", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("entry_hash", sa.String(64), nullable=False),
        primary_key("ledger_entries", "item_id", "sequence"),
        reference("ledger_entries", "item_id", "items"),
        reference("ledger_entries", "actor_id", "people"),
    )
    op.create_index(
        "ix_ledger_entries_action_actor", "ledger_entries", ["item_id", "action", "actor_id"]
    )
    op.create_index("ix_ledger_entries_at", "ledger_entries", ["at"])


def _receipts() -> None:
    op.create_table(
        "receipts",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("order_hash", sa.String(64), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("entry_hash", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        primary_key("receipts", "key"),
        reference("receipts", "item_id", "items"),
    )


def downgrade() -> None:
    """Take back; the triggers go with their tables."""
    op.drop_table("receipts")
    op.drop_table("ledger_entries")
    op.drop_table("item_revisions")
