"""Cycles, meetings, evaluation sessions and schedules; the log of their changes; feeds.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import MOMENT, check, primary_key, reference, unique, unique_where

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _cycles()
    _meetings()
    _meeting_cycles()
    _evaluation_sessions()
    _session_cycles()
    _schedule_rows()
    _calendar_changes()
    _calendar_feeds()
    refuse_changes("calendar_changes")


def _cycles() -> None:
    op.create_table(
        "cycles",
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("title_ja", sa.String(100), nullable=False),
        sa.Column("title_en", sa.String(100), nullable=False),
        sa.Column("process_name", sa.String(60), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("submission_deadline", sa.Date(), nullable=False),
        sa.Column("review_deadline", sa.Date(), nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        primary_key("cycles", "id"),
        check("cycles", "deadlines_in_order", "submission_deadline <= review_deadline"),
        check("cycles", "opens_before_deadline", "opens_on <= submission_deadline"),
    )


def _meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("report_frozen_at", MOMENT, nullable=True),
        primary_key("meetings", "id"),
        unique("meetings", "fiscal_year", "number"),
    )


def _meeting_cycles() -> None:
    op.create_table(
        "meeting_cycles",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.String(20), nullable=False),
        primary_key("meeting_cycles", "meeting_id", "cycle_id"),
        reference("meeting_cycles", "meeting_id", "meetings"),
        reference("meeting_cycles", "cycle_id", "cycles"),
    )


def _evaluation_sessions() -> None:
    op.create_table(
        "evaluation_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("title_ja", sa.String(100), nullable=False),
        sa.Column("title_en", sa.String(100), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        primary_key("evaluation_sessions", "id"),
    )


def _session_cycles() -> None:
    op.create_table(
        "session_cycles",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.String(20), nullable=False),
        primary_key("session_cycles", "session_id", "cycle_id"),
        reference("session_cycles", "session_id", "evaluation_sessions"),
        reference("session_cycles", "cycle_id", "cycles"),
    )


def _schedule_rows() -> None:
    op.create_table(
        "schedule_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("note", sa.String(400), nullable=False),
        sa.Column("quarters", sa.Text(), nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        primary_key("schedule_rows", "id"),
        unique("schedule_rows", "fiscal_year", "position"),
    )


def _calendar_changes() -> None:
    op.create_table(
        "calendar_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("subject_id", sa.String(20), nullable=False),
        sa.Column("verb", sa.String(20), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        primary_key("calendar_changes", "id"),
        reference("calendar_changes", "actor_id", "people"),
    )
    op.create_index(
        "ix_calendar_changes_subject", "calendar_changes", ["subject", "subject_id", "id"]
    )


def _calendar_feeds() -> None:
    op.create_table(
        "calendar_feeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        primary_key("calendar_feeds", "id"),
        unique("calendar_feeds", "token_hash"),
        reference("calendar_feeds", "person_id", "people"),
        check("calendar_feeds", "token_is_hashed", "length(token_hash) = 64"),
    )
    unique_where("uq_calendar_feeds_live", "calendar_feeds", ["person_id"], "revoked_at IS NULL")


def downgrade() -> None:
    """Take back; the triggers go with their tables."""
    op.drop_table("calendar_feeds")
    op.drop_table("calendar_changes")
    op.drop_table("schedule_rows")
    op.drop_table("session_cycles")
    op.drop_table("evaluation_sessions")
    op.drop_table("meeting_cycles")
    op.drop_table("meetings")
    op.drop_table("cycles")
