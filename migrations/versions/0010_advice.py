"""Advisors, what they were asked, and their advice.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import MOMENT, check, primary_key, reference, unique, unique_where

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _advisor_expertise()
    _advice_requests()
    _advice()
    refuse_changes("advice")


def _advisor_expertise() -> None:
    op.create_table(
        "advisor_expertise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(20), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("begun_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        primary_key("advisor_expertise", "id"),
        reference("advisor_expertise", "person_id", "people"),
        reference("advisor_expertise", "department_id", "departments"),
        reference("advisor_expertise", "begun_by", "people"),
        reference("advisor_expertise", "ended_by", "people"),
        check("advisor_expertise", "one_subject", "field IS NULL OR department_id IS NULL"),
    )
    op.create_index("ix_advisor_expertise_person_id", "advisor_expertise", ["person_id"])


def _advice_requests() -> None:
    op.create_table(
        "advice_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("advisor_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        primary_key("advice_requests", "id"),
        reference("advice_requests", "item_id", "items"),
        reference("advice_requests", "advisor_id", "people"),
        reference("advice_requests", "asked_by", "people"),
        reference("advice_requests", "withdrawn_by", "people"),
        check(
            "advice_requests",
            "answered_or_withdrawn",
            "answered_at IS NULL OR withdrawn_at IS NULL",
        ),
        check(
            "advice_requests",
            "withdrawn_by_someone",
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
        ),
    )
    op.create_index("ix_advice_requests_advisor_id", "advice_requests", ["advisor_id"])
    op.create_index("ix_advice_requests_item_id", "advice_requests", ["item_id"])
    unique_where(
        "uq_advice_requests_open",
        "advice_requests",
        ["item_id", "advisor_id"],
        "answered_at IS NULL AND withdrawn_at IS NULL",
    )


def _advice() -> None:
    op.create_table(
        "advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        primary_key("advice", "id"),
        unique("advice", "replaces_id"),
        reference("advice", "request_id", "advice_requests"),
        reference("advice", "replaces_id", "advice"),
        check("advice", "says_something", "text <> ''"),
    )
    op.create_index("ix_advice_request_id", "advice", ["request_id"])
    unique_where("uq_advice_first", "advice", ["request_id"], "replaces_id IS NULL")


def downgrade() -> None:
    """Take back; the triggers go with their tables."""
    op.drop_table("advice")
    op.drop_table("advice_requests")
    op.drop_table("advisor_expertise")
