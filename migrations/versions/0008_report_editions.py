"""Frozen editions of reports, the agenda of meetings.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "stored_files",
    "report_editions",
    "report_files",
    "report_items",
    "report_lifts",
    "agendas",
)


def upgrade() -> None:
    """Apply: the tables, and the triggers that let nobody change what is in them."""
    _editions()
    _parts()
    _agendas()
    refuse_changes(*APPEND_ONLY)


def _editions() -> None:
    op.create_table(
        "stored_files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_files")),
    )
    op.create_table(
        "report_editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("snapshot_hash", sa.String(length=64), nullable=False),
        sa.Column("ledger_head", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("frozen_by", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_report_editions_editions_count_from_one")),
        sa.CheckConstraint(
            "number = 1 OR note <> ''", name=op.f("ck_report_editions_correction_has_reason")
        ),
        sa.CheckConstraint(
            "stage IN ('planned', 'evaluated')", name=op.f("ck_report_editions_stage_known")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_report_editions_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_hash"],
            ["stored_files.sha256"],
            name=op.f("fk_report_editions_snapshot_hash"),
        ),
        sa.ForeignKeyConstraint(
            ["frozen_by"], ["people.id"], name=op.f("fk_report_editions_frozen_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_editions")),
        sa.UniqueConstraint(
            "meeting_id", "stage", "number", name=op.f("uq_report_editions_meeting_id_stage_number")
        ),
    )


def _parts() -> None:
    op.create_table(
        "report_files",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["report_editions.id"], name=op.f("fk_report_files_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_files.sha256"], name=op.f("fk_report_files_sha256")
        ),
        sa.PrimaryKeyConstraint("edition_id", "form", name=op.f("pk_report_files")),
    )
    op.create_index(op.f("ix_report_files_sha256"), "report_files", ["sha256"], unique=False)
    op.create_table(
        "report_items",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("ledger_head", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["report_editions.id"], name=op.f("fk_report_items_edition_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_report_items_item_id")),
        sa.PrimaryKeyConstraint("edition_id", "item_id", name=op.f("pk_report_items")),
    )
    op.create_index(op.f("ix_report_items_item_id"), "report_items", ["item_id"], unique=False)
    op.create_table(
        "report_lifts",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("lifted_by", sa.Integer(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_report_lifts_reason_given")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["report_editions.id"], name=op.f("fk_report_lifts_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by"], ["people.id"], name=op.f("fk_report_lifts_lifted_by")
        ),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_report_lifts")),
    )


def _agendas() -> None:
    op.create_table(
        "agendas",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_agendas_versions_count_from_one")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_agendas_meeting_id")
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["people.id"], name=op.f("fk_agendas_saved_by")),
        sa.PrimaryKeyConstraint("meeting_id", "version", name=op.f("pk_agendas")),
    )


def downgrade() -> None:
    """Take back; the triggers go with their tables."""
    for table in ("agendas", "report_lifts", "report_items", "report_files"):
        op.drop_table(table)
    op.drop_table("report_editions")
    op.drop_table("stored_files")
