"""Advisors' advice, the conditions that a department answers, and versions of masters.

Evaluations keep the title of their verdict as it read then. Conditions that were
written before become lists too.

Revision ID: 0007
Revises: 0006
"""

import re

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.constraints import reference, unique_where

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MARK = re.compile(
    r"\s*(?:[・●○◦•◆◇■□※*＊－–—]|-(?!\d)|[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|[、)）:：]|\u3000)"
    r"|[(（][0-9０-９]{1,2}[)）]|[①-⑳]|[(（]?[ア-ン][)）])\s*"
)


def upgrade() -> None:
    """Apply."""
    _advice()
    _conditions()
    _masters()
    _list_what_was_written()
    refuse_changes("advice", "conditions", "condition_entries", "master_versions")


def _advice() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "advisor_expertise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", moment, nullable=False),
        sa.Column("begun_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "field IS NULL OR department_id IS NULL", name=op.f("ck_advisor_expertise_one_subject")
        ),
        reference("advisor_expertise", "person_id", "people"),
        reference("advisor_expertise", "department_id", "departments"),
        reference("advisor_expertise", "begun_by", "people"),
        reference("advisor_expertise", "ended_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advisor_expertise")),
    )
    op.create_index("ix_advisor_expertise_person_id", "advisor_expertise", ["person_id"])
    op.create_table(
        "advice_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("advisor_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("answered_at", moment, nullable=True),
        sa.Column("withdrawn_at", moment, nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "answered_at IS NULL OR withdrawn_at IS NULL",
            name=op.f("ck_advice_requests_answered_or_withdrawn"),
        ),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
            name=op.f("ck_advice_requests_withdrawn_by_someone"),
        ),
        reference("advice_requests", "item_id", "items"),
        reference("advice_requests", "advisor_id", "people"),
        reference("advice_requests", "asked_by", "people"),
        reference("advice_requests", "withdrawn_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice_requests")),
    )
    unique_where(
        "uq_advice_requests_open",
        "advice_requests",
        ["item_id", "advisor_id"],
        "answered_at IS NULL AND withdrawn_at IS NULL",
    )
    op.create_index("ix_advice_requests_item_id", "advice_requests", ["item_id"])
    op.create_index("ix_advice_requests_advisor_id", "advice_requests", ["advisor_id"])
    op.create_table(
        "advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("given_at", moment, nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_advice_says_something")),
        reference("advice", "request_id", "advice_requests"),
        reference("advice", "replaces_id", "advice"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_advice_replaces_id")),
    )
    op.create_index("ix_advice_request_id", "advice", ["request_id"])
    unique_where("uq_advice_first", "advice", ["request_id"], "replaces_id IS NULL")


def _conditions() -> None:
    op.create_table(
        "conditions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        reference("conditions", "evaluation_id", "evaluations"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conditions")),
        sa.UniqueConstraint(
            "evaluation_id", "number", name=op.f("uq_conditions_evaluation_id_number")
        ),
    )
    op.create_table(
        "condition_entries",
        sa.Column("condition_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('answered', 'met', 'sent_back')", name=op.f("ck_condition_entries_known_kind")
        ),
        sa.CheckConstraint(
            "kind = 'met' OR text <> ''", name=op.f("ck_condition_entries_answer_or_reason_given")
        ),
        reference("condition_entries", "condition_id", "conditions"),
        reference("condition_entries", "by_id", "people"),
        sa.PrimaryKeyConstraint("condition_id", "sequence", name=op.f("pk_condition_entries")),
    )


def _masters() -> None:
    op.create_table(
        "master_versions",
        sa.Column("master", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title_ja", sa.String(length=100), nullable=False),
        sa.Column("title_en", sa.String(length=100), nullable=False),
        sa.Column("needs_conditions", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("version > 0", name=op.f("ck_master_versions_version_counts_up")),
        sa.CheckConstraint(
            "version = 1 OR (changed_by IS NOT NULL AND changed_at IS NOT NULL)",
            name=op.f("ck_master_versions_change_has_author"),
        ),
        reference("master_versions", "changed_by", "people"),
        sa.PrimaryKeyConstraint("master", "code", "version", name=op.f("pk_master_versions")),
    )
    for column in ("verdict_ja", "verdict_en"):
        op.add_column(
            "evaluations",
            sa.Column(column, sa.String(length=100), server_default="", nullable=False),
        )
    op.execute(
        "UPDATE evaluations SET "
        "verdict_ja = (SELECT title_ja FROM verdicts WHERE code = verdict_code), "
        "verdict_en = (SELECT title_en FROM verdicts WHERE code = verdict_code)"
    )


def _list_what_was_written() -> None:
    evaluations = sa.table("evaluations", sa.column("id"), sa.column("conditions"))
    conditions = sa.table(
        "conditions", sa.column("evaluation_id"), sa.column("number"), sa.column("text")
    )
    written = sa.select(evaluations).where(evaluations.c.conditions != "").order_by("id")
    rows = [
        {"evaluation_id": one.id, "number": number, "text": line}
        for one in op.get_bind().execute(written).all()
        for number, line in enumerate(_lines(one.conditions), 1)
    ]
    if rows:
        op.bulk_insert(conditions, rows)


def _lines(text: str) -> list[str]:
    marks = [(line, MARK.match(line)) for line in text.split("\n")]
    lines = [(line[mark.end() :] if mark else line).strip() for line, mark in marks]
    return [line for line in lines if line] or [text.strip()]


def downgrade() -> None:
    """Take back; triggers go with their tables."""
    for column in ("verdict_en", "verdict_ja"):
        op.drop_column("evaluations", column)
    op.drop_table("master_versions")
    op.drop_table("condition_entries")
    op.drop_table("conditions")
    op.drop_index("uq_advice_first", table_name="advice")
    op.drop_index("ix_advice_request_id", table_name="advice")
    op.drop_table("advice")
    for index in ("ix_advice_requests_advisor_id", "ix_advice_requests_item_id"):
        op.drop_index(index, table_name="advice_requests")
    op.drop_index("uq_advice_requests_open", table_name="advice_requests")
    op.drop_table("advice_requests")
    op.drop_index("ix_advisor_expertise_person_id", table_name="advisor_expertise")
    op.drop_table("advisor_expertise")
