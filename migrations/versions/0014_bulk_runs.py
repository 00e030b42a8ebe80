"""Moves of many items at once.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

from migrations.constraints import reference

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "bulk_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.String(length=20), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("particulars", sa.Text(), nullable=False),
        sa.Column("asked_count", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("previewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "finished_at IS NULL OR committed_at IS NOT NULL",
            name=op.f("ck_bulk_runs_finished_was_committed"),
        ),
        sa.CheckConstraint("asked_count > 0", name=op.f("ck_bulk_runs_asks_for_something")),
        reference("bulk_runs", "person_id", "people"),
        reference("bulk_runs", "cycle_id", "cycles"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_runs")),
    )
    op.create_index("ix_bulk_runs_person_previewed", "bulk_runs", ["person_id", "previewed_at"])
    op.create_index("ix_bulk_runs_expires_at", "bulk_runs", ["expires_at"])
    _create_rows()


def _create_rows() -> None:
    op.create_table(
        "bulk_rows",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("seen", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("amount_kyen", sa.BigInteger(), nullable=True),
        sa.Column("foreseen", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(outcome IS NULL AND sequence IS NULL AND refusal IS NULL)"
            " OR (outcome = 'done' AND sequence IS NOT NULL AND refusal IS NULL)"
            " OR (outcome = 'refused' AND sequence IS NULL AND refusal IS NOT NULL)",
            name=op.f("ck_bulk_rows_outcome_is_told"),
        ),
        sa.CheckConstraint(
            "foreseen IS NULL OR outcome IS NULL", name=op.f("ck_bulk_rows_refused_is_not_tried")
        ),
        sa.ForeignKeyConstraint(
            ["item_id", "sequence"],
            ["ledger_entries.item_id", "ledger_entries.sequence"],
            name=op.f("fk_bulk_rows_item_id_sequence"),
        ),
        reference("bulk_rows", "run_id", "bulk_runs"),
        reference("bulk_rows", "item_id", "items"),
        sa.PrimaryKeyConstraint("run_id", "place", name=op.f("pk_bulk_rows")),
        sa.UniqueConstraint("run_id", "item_id", name=op.f("uq_bulk_rows_run_id_item_id")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("bulk_rows")
    op.drop_table("bulk_runs")
