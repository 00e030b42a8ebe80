"""Evaluators' scores, comments and conflicts of interest; who sits in a session.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.constraints import reference, unique_where

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    _sessions()
    _sheets()
    _conflicts()
    refuse_changes("session_entries", "score_sheet_entries")


def _sessions() -> None:
    op.create_table(
        "session_set_ups",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "closed_at IS NULL OR opened_at IS NOT NULL",
            name=op.f("ck_session_set_ups_closed_was_open"),
        ),
        reference("session_set_ups", "session_id", "evaluation_sessions"),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_session_set_ups")),
    )
    op.create_table(
        "session_entries",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        reference("session_entries", "by", "people"),
        reference("session_entries", "session_id", "evaluation_sessions"),
        sa.PrimaryKeyConstraint("session_id", "sequence", name=op.f("pk_session_entries")),
    )
    op.create_table(
        "evaluation_seats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("scores", sa.Boolean(), nullable=False),
        sa.Column("finalises", sa.Boolean(), nullable=False),
        sa.Column("seated_at", MOMENT, nullable=False),
        sa.Column("seated_by", sa.Integer(), nullable=False),
        sa.Column("left_at", MOMENT, nullable=True),
        sa.Column("left_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("scores OR finalises", name=op.f("ck_evaluation_seats_does_something")),
        sa.CheckConstraint(
            "(left_at IS NULL) = (left_by IS NULL)",
            name=op.f("ck_evaluation_seats_left_by_someone"),
        ),
        reference("evaluation_seats", "left_by", "people"),
        reference("evaluation_seats", "person_id", "people"),
        reference("evaluation_seats", "seated_by", "people"),
        reference("evaluation_seats", "session_id", "evaluation_sessions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_seats")),
    )
    unique_where(
        "uq_evaluation_seats_live",
        "evaluation_seats",
        ["session_id", "person_id"],
        "left_at IS NULL",
    )


def _sheets() -> None:
    op.create_table(
        "score_sheets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(submitted_at IS NULL) = (content_hash IS NULL)",
            name=op.f("ck_score_sheets_submitted_on_content"),
        ),
        sa.CheckConstraint("times >= 0", name=op.f("ck_score_sheets_times_count_up")),
        reference("score_sheets", "item_id", "items"),
        reference("score_sheets", "person_id", "people"),
        reference("score_sheets", "session_id", "evaluation_sessions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheets")),
        sa.UniqueConstraint(
            "session_id",
            "item_id",
            "person_id",
            name=op.f("uq_score_sheets_session_id_item_id_person_id"),
        ),
    )
    op.create_index("ix_score_sheets_item_id", "score_sheets", ["item_id"], unique=False)
    op.create_table(
        "score_sheet_entries",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        reference("score_sheet_entries", "sheet_id", "score_sheets"),
        sa.PrimaryKeyConstraint("sheet_id", "sequence", name=op.f("pk_score_sheet_entries")),
    )


def _conflicts() -> None:
    op.create_table(
        "conflicts_of_interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("declared_at", MOMENT, nullable=False),
        sa.Column("declared_by", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_conflicts_of_interest_reason_given")),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
            name=op.f("ck_conflicts_of_interest_withdrawn_by_someone"),
        ),
        reference("conflicts_of_interest", "declared_by", "people"),
        reference("conflicts_of_interest", "item_id", "items"),
        reference("conflicts_of_interest", "person_id", "people"),
        reference("conflicts_of_interest", "withdrawn_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflicts_of_interest")),
    )
    unique_where(
        "uq_conflicts_of_interest_live",
        "conflicts_of_interest",
        ["item_id", "person_id"],
        "withdrawn_at IS NULL",
    )


def downgrade() -> None:
    """Take back; triggers go with their tables."""
    op.drop_index("uq_conflicts_of_interest_live", table_name="conflicts_of_interest")
    op.drop_table("conflicts_of_interest")
    op.drop_table("score_sheet_entries")
    op.drop_index("ix_score_sheets_item_id", table_name="score_sheets")
    op.drop_table("score_sheets")
    op.drop_index("uq_evaluation_seats_live", table_name="evaluation_seats")
    op.drop_table("evaluation_seats")
    op.drop_table("session_entries")
    op.drop_table("session_set_ups")
