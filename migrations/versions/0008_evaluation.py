"""Evaluations, and the sessions in which evaluators score.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import MOMENT, check, primary_key, reference, unique, unique_where

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _evaluations()
    _session_set_ups()
    _session_entries()
    _evaluation_seats()
    _score_sheets()
    _score_sheet_entries()
    _conflicts_of_interest()
    refuse_changes("session_entries", "score_sheet_entries")


def _evaluations() -> None:
    op.create_table(
        "evaluations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("verdict_code", sa.String(40), nullable=False),
        sa.Column("verdict_ja", sa.String(100), server_default="", nullable=False),
        sa.Column("verdict_en", sa.String(100), server_default="", nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("finalised_by", sa.Integer(), nullable=False),
        sa.Column("finalised_at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT, nullable=True),
        primary_key("evaluations", "id"),
        reference("evaluations", "item_id", "items"),
        reference("evaluations", "verdict_code", "verdicts", "code"),
        reference("evaluations", "finalised_by", "people"),
        check("evaluations", "findings_given", "findings <> ''"),
    )
    op.create_index("ix_evaluations_item_id", "evaluations", ["item_id"])
    unique_where("uq_evaluations_live", "evaluations", ["item_id"], "undone_at IS NULL")


def _session_set_ups() -> None:
    op.create_table(
        "session_set_ups",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        primary_key("session_set_ups", "session_id"),
        reference("session_set_ups", "session_id", "evaluation_sessions"),
        check("session_set_ups", "closed_was_open", "closed_at IS NULL OR opened_at IS NOT NULL"),
    )


def _session_entries() -> None:
    op.create_table(
        "session_entries",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        primary_key("session_entries", "session_id", "sequence"),
        reference("session_entries", "session_id", "evaluation_sessions"),
        reference("session_entries", "by", "people"),
    )


def _evaluation_seats() -> None:
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
        primary_key("evaluation_seats", "id"),
        reference("evaluation_seats", "session_id", "evaluation_sessions"),
        reference("evaluation_seats", "person_id", "people"),
        reference("evaluation_seats", "seated_by", "people"),
        reference("evaluation_seats", "left_by", "people"),
        check("evaluation_seats", "does_something", "scores OR finalises"),
        check("evaluation_seats", "left_by_someone", "(left_at IS NULL) = (left_by IS NULL)"),
    )
    unique_where(
        "uq_evaluation_seats_live",
        "evaluation_seats",
        ["session_id", "person_id"],
        "left_at IS NULL",
    )


def _score_sheets() -> None:
    op.create_table(
        "score_sheets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=True),
        sa.Column("content_hash", sa.String(64), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        primary_key("score_sheets", "id"),
        unique("score_sheets", "session_id", "item_id", "person_id"),
        reference("score_sheets", "session_id", "evaluation_sessions"),
        reference("score_sheets", "item_id", "items"),
        reference("score_sheets", "person_id", "people"),
        check(
            "score_sheets",
            "submitted_on_content",
            "(submitted_at IS NULL) = (content_hash IS NULL)",
        ),
        check("score_sheets", "times_count_up", "times >= 0"),
    )
    op.create_index("ix_score_sheets_item_id", "score_sheets", ["item_id"])


def _score_sheet_entries() -> None:
    op.create_table(
        "score_sheet_entries",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        primary_key("score_sheet_entries", "sheet_id", "sequence"),
        reference("score_sheet_entries", "sheet_id", "score_sheets"),
    )


def _conflicts_of_interest() -> None:
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
        primary_key("conflicts_of_interest", "id"),
        reference("conflicts_of_interest", "item_id", "items"),
        reference("conflicts_of_interest", "person_id", "people"),
        reference("conflicts_of_interest", "declared_by", "people"),
        reference("conflicts_of_interest", "withdrawn_by", "people"),
        check("conflicts_of_interest", "reason_given", "reason <> ''"),
        check(
            "conflicts_of_interest",
            "withdrawn_by_someone",
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
        ),
    )
    unique_where(
        "uq_conflicts_of_interest_live",
        "conflicts_of_interest",
        ["item_id", "person_id"],
        "withdrawn_at IS NULL",
    )


def downgrade() -> None:
    """Take back; the triggers go with their tables."""
    op.drop_table("conflicts_of_interest")
    op.drop_table("score_sheet_entries")
    op.drop_table("score_sheets")
    op.drop_table("evaluation_seats")
    op.drop_table("session_entries")
    op.drop_table("session_set_ups")
    op.drop_table("evaluations")
