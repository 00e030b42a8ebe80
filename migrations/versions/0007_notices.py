"""Notices, the mails that carry them, and the workers that send them.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import (
    MOMENT,
    check,
    index_where,
    primary_key,
    reference,
    unique,
    unique_where,
)

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _workers_seen()
    _mail_preferences()
    _mails()
    _notices()


def _workers_seen() -> None:
    op.create_table(
        "workers_seen",
        sa.Column("executor_id", sa.String(100), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        primary_key("workers_seen", "executor_id"),
    )


def _mail_preferences() -> None:
    op.create_table(
        "mail_preferences",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        sa.Column("reminders", sa.Boolean(), nullable=False),
        sa.Column("digest_minutes", sa.Integer(), nullable=False),
        primary_key("mail_preferences", "person_id"),
        reference("mail_preferences", "person_id", "people"),
        check("mail_preferences", "within_a_day", "digest_minutes BETWEEN 0 AND 1440"),
    )


def _mails() -> None:
    op.create_table(
        "mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("composed_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", MOMENT, nullable=True),
        sa.Column("last_error", sa.String(300), nullable=False),
        primary_key("mails", "id"),
        unique("mails", "message_id"),
        reference("mails", "person_id", "people"),
        check("mails", "attempts_count_up", "attempts >= 0"),
    )
    index_where("ix_mails_waiting", "mails", ["composed_at"], "sent_at IS NULL")


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("mark", sa.String(20), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT, nullable=True),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        primary_key("notices", "id"),
        unique("notices", "person_id", "item_id", "kind", "mark"),
        reference("notices", "person_id", "people"),
        reference("notices", "item_id", "items"),
        reference("notices", "mail_id", "mails"),
    )
    op.create_index("ix_notices_person_id_id", "notices", ["person_id", "id"])
    index_where("ix_notices_unmailed", "notices", ["person_id"], "mail_id IS NULL AND by_mail")
    unique_where(
        "uq_notices_without_item", "notices", ["person_id", "kind", "mark"], "item_id IS NULL"
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("notices")
    op.drop_table("mails")
    op.drop_table("mail_preferences")
    op.drop_table("workers_seen")
