"""One action on many items: the run, and what came of each item.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference, shared_reference, unique

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _bulk_runs()
    _bulk_rows()


def _bulk_runs() -> None:
    op.create_table(
        "bulk_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.String(20), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("particulars", sa.Text(), nullable=False),
        sa.Column("asked_count", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("previewed_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("committed_at", MOMENT, nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        primary_key("bulk_runs", "id"),
        reference("bulk_runs", "person_id", "people"),
        reference("bulk_runs", "cycle_id", "cycles"),
        check("bulk_runs", "asks_for_something", "asked_count > 0"),
        check(
            "bulk_runs", "finished_was_committed", "finished_at IS NULL OR committed_at IS NOT NULL"
        ),
    )
    op.create_index("ix_bulk_runs_expires_at", "bulk_runs", ["expires_at"])
    op.create_index("ix_bulk_runs_person_previewed", "bulk_runs", ["person_id", "previewed_at"])


def _bulk_rows() -> None:
    op.create_table(
        "bulk_rows",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("seen", sa.String(64), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("amount_kyen", sa.BigInteger(), nullable=True),
        sa.Column("foreseen", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(10), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        primary_key("bulk_rows", "run_id", "place"),
        unique("bulk_rows", "run_id", "item_id"),
        reference("bulk_rows", "run_id", "bulk_runs"),
        reference("bulk_rows", "item_id", "items"),
        shared_reference("bulk_rows", "ledger_entries", "item_id", "sequence"),
        check(
            "bulk_rows",
            "outcome_is_told",
            "(outcome IS NULL AND sequence IS NULL AND refusal IS NULL)"
            " OR (outcome = 'done' AND sequence IS NOT NULL AND refusal IS NULL)"
            " OR (outcome = 'refused' AND sequence IS NULL AND refusal IS NOT NULL)",
        ),
        check("bulk_rows", "refused_is_not_tried", "foreseen IS NULL OR outcome IS NULL"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("bulk_rows")
    op.drop_table("bulk_runs")
