"""Evaluators' scores, comments and conflicts of interest; who sits in a session.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

APPEND_ONLY = ("session_entries", "score_sheet_entries")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    _sessions()
    _sheets()
    _conflicts()
    _refuse_changes()


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
        _to("session_set_ups", "session_id", "evaluation_sessions"),
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
        _to("session_entries", "by", "people"),
        _to("session_entries", "session_id", "evaluation_sessions"),
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
        _to("evaluation_seats", "left_by", "people"),
        _to("evaluation_seats", "person_id", "people"),
        _to("evaluation_seats", "seated_by", "people"),
        _to("evaluation_seats", "session_id", "evaluation_sessions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_seats")),
    )
    _one_live("evaluation_seats", ["session_id", "person_id"], "left_at IS NULL")


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
        _to("score_sheets", "item_id", "items"),
        _to("score_sheets", "person_id", "people"),
        _to("score_sheets", "session_id", "evaluation_sessions"),
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
        _to("score_sheet_entries", "sheet_id", "score_sheets"),
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
        _to("conflicts_of_interest", "declared_by", "people"),
        _to("conflicts_of_interest", "item_id", "items"),
        _to("conflicts_of_interest", "person_id", "people"),
        _to("conflicts_of_interest", "withdrawn_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflicts_of_interest")),
    )
    _one_live("conflicts_of_interest", ["item_id", "person_id"], "withdrawn_at IS NULL")


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _one_live(table: str, columns: list[str], condition: str) -> None:
    op.create_index(
        f"uq_{table}_live",
        table,
        columns,
        unique=True,
        sqlite_where=sa.text(condition),
        postgresql_where=sa.text(condition),
    )


def _refuse_changes() -> None:
    """What was said when is refused to every UPDATE and DELETE, as in 0002."""
    for table in APPEND_ONLY:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
            op.execute(
                f"CREATE TRIGGER {table}_refuse_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
            continue
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
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
