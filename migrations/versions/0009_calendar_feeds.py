"""The calendar's log, secret addresses of personal calendars, rows taken off the schedule.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.constraints import unique_where

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LOG = "calendar_changes"


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "schedule_rows", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_table(
        LOG,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=20), nullable=False),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["people.id"], name=op.f("fk_calendar_changes_actor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_changes")),
    )
    op.create_index("ix_calendar_changes_subject", LOG, ["subject", "subject_id", "id"])
    _create_feeds()
    refuse_changes(LOG)


def _create_feeds() -> None:
    op.create_table(
        "calendar_feeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "length(token_hash) = 64", name=op.f("ck_calendar_feeds_token_is_hashed")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calendar_feeds_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feeds_token_hash")),
    )
    unique_where("uq_calendar_feeds_live", "calendar_feeds", ["person_id"], "revoked_at IS NULL")


def downgrade() -> None:
    """Take back; rows that were taken off the schedule are gone, the older program knows none."""
    op.drop_index("uq_calendar_feeds_live", table_name="calendar_feeds")
    op.drop_table("calendar_feeds")
    op.drop_index("ix_calendar_changes_subject", table_name=LOG)
    op.drop_table(LOG)
    op.execute("DELETE FROM schedule_rows WHERE removed_at IS NOT NULL")
    op.drop_column("schedule_rows", "removed_at")
