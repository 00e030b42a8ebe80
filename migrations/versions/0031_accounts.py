"""Sign-in sessions, one-use links, counted attempts and the security log.

Whoever is signed in by the earlier cookie signs in again.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference, unique, unique_where

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _sessions()
    _links()
    _attempts_and_events()


def downgrade() -> None:
    """Take back."""
    op.drop_column("mails", "link_id")
    for table in ("security_events", "attempt_counts", "account_links", "sign_in_sessions"):
        op.drop_table(table)


def _sessions() -> None:
    table = "sign_in_sessions"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(300), nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("why_ended", sa.String(20), nullable=True),
        primary_key(table, "id"),
        unique(table, "token_hash"),
        reference(table, "person_id", "people"),
        check(table, "ends_for_a_reason", "(ended_at IS NULL) = (why_ended IS NULL)"),
    )
    op.create_index("ix_sign_in_sessions_person_id", table, ["person_id"])


def _links() -> None:
    table = "account_links"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        primary_key(table, "id"),
        unique(table, "token_hash"),
        reference(table, "person_id", "people"),
        check(table, "used_or_withdrawn", "used_at IS NULL OR withdrawn_at IS NULL"),
    )
    live = "used_at IS NULL AND withdrawn_at IS NULL"
    unique_where("uq_account_links_live", table, ["person_id"], live)
    op.execute(
        "ALTER TABLE mails ADD COLUMN link_id INTEGER"
        " CONSTRAINT fk_mails_link_id REFERENCES account_links (id)"
    )


def _attempts_and_events() -> None:
    op.create_table(
        "attempt_counts",
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("locks", sa.Integer(), nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        primary_key("attempt_counts", "what", "login", "address"),
    )
    op.create_table(
        "security_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
        sa.Column("about", sa.String(300), nullable=False),
        primary_key("security_events", "id"),
    )
    op.create_index("ix_security_events_at", "security_events", ["at"])
