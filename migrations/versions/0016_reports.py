"""Frozen editions of reports, the files they are made of, agendas of meetings.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import MOMENT, check, primary_key, reference, unique

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _stored_files()
    _report_editions()
    _report_files()
    _report_items()
    _report_lifts()
    _agendas()
    refuse_changes(
        "stored_files", "report_editions", "report_files", "report_items", "report_lifts", "agendas"
    )


def _stored_files() -> None:
    op.create_table(
        "stored_files",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        primary_key("stored_files", "sha256"),
    )


def _report_editions() -> None:
    op.create_table(
        "report_editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("snapshot_hash", sa.String(64), nullable=False),
        sa.Column("ledger_head", sa.String(64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("frozen_by", sa.Integer(), nullable=False),
        sa.Column("frozen_at", MOMENT, nullable=False),
        primary_key("report_editions", "id"),
        unique("report_editions", "meeting_id", "stage", "number"),
        reference("report_editions", "meeting_id", "meetings"),
        reference("report_editions", "snapshot_hash", "stored_files", "sha256"),
        reference("report_editions", "frozen_by", "people"),
        check("report_editions", "correction_has_reason", "number = 1 OR note <> ''"),
        check("report_editions", "editions_count_from_one", "number >= 1"),
        check("report_editions", "stage_known", "stage IN ('planned', 'evaluated')"),
    )


def _report_files() -> None:
    op.create_table(
        "report_files",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(10), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        primary_key("report_files", "edition_id", "form"),
        reference("report_files", "edition_id", "report_editions"),
        reference("report_files", "sha256", "stored_files", "sha256"),
    )
    op.create_index("ix_report_files_sha256", "report_files", ["sha256"])


def _report_items() -> None:
    op.create_table(
        "report_items",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("ledger_head", sa.String(64), nullable=False),
        primary_key("report_items", "edition_id", "item_id"),
        reference("report_items", "edition_id", "report_editions"),
        reference("report_items", "item_id", "items"),
    )
    op.create_index("ix_report_items_item_id", "report_items", ["item_id"])


def _report_lifts() -> None:
    op.create_table(
        "report_lifts",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("lifted_by", sa.Integer(), nullable=False),
        sa.Column("lifted_at", MOMENT, nullable=False),
        primary_key("report_lifts", "edition_id"),
        reference("report_lifts", "edition_id", "report_editions"),
        reference("report_lifts", "lifted_by", "people"),
        check("report_lifts", "reason_given", "reason <> ''"),
    )


def _agendas() -> None:
    op.create_table(
        "agendas",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=True),
        sa.Column("saved_at", MOMENT, nullable=False),
        primary_key("agendas", "meeting_id", "version"),
        reference("agendas", "meeting_id", "meetings"),
        reference("agendas", "saved_by", "people"),
        check("agendas", "versions_count_from_one", "version >= 1"),
    )


def downgrade() -> None:
    """Take back; the triggers go with their tables."""
    op.drop_table("agendas")
    op.drop_table("report_lifts")
    op.drop_table("report_items")
    op.drop_table("report_files")
    op.drop_table("report_editions")
    op.drop_table("stored_files")
