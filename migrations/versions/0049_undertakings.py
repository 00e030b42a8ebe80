"""The rows of 資料1-3 become undertakings with steps, documents, comments and pilots.

Revision ID: 0049
Revises: 0048
"""

import json

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference, unique

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

UNDERTAKINGS = sa.table(
    "undertakings",
    *(sa.column(name) for name in ("id", "fiscal_year", "position", "number", "title", "note")),
    sa.column("removed_at", MOMENT),
)
ROWS = sa.table(
    "schedule_rows",
    *(sa.column(name) for name in ("id", "fiscal_year", "position", "number", "title", "note")),
    sa.column("quarters", sa.Text()),
    sa.column("removed_at", MOMENT),
)
STEPS = sa.table(
    "undertaking_steps",
    *(sa.column(name) for name in ("undertaking_id", "quarter", "position", "mark", "text")),
    *(sa.column(name) for name in ("cycle_ids", "state", "said")),
    sa.column("removed_at", MOMENT),
)


def upgrade() -> None:
    """Apply: every entry of a row is a step that is planned; no word is lost."""
    _undertakings()
    _steps()
    _people()
    _documents()
    _comments()
    _pilots()
    _items()
    _entries_to_steps()
    op.drop_table("schedule_rows")


def _undertakings() -> None:
    op.create_table(
        "undertakings",
        sa.Column("id", sa.Integer(), nullable=False),
        *_row_columns(),
        sa.Column("removed_at", MOMENT, nullable=True),
        primary_key("undertakings", "id"),
        unique("undertakings", "fiscal_year", "position"),
    )


def _row_columns() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("note", sa.String(400), nullable=False),
    )


def _steps() -> None:
    table = "undertaking_steps"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("undertaking_id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(1), nullable=False),
        sa.Column("text", sa.String(100), nullable=False),
        sa.Column("cycle_ids", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        primary_key(table, "id"),
        reference(table, "undertaking_id", "undertakings"),
        check(table, "quarter_of_a_year", "quarter BETWEEN 1 AND 4"),
        check(table, "mark_is_known", "mark IN ('○', '●', '□')"),
        check(table, "state_is_known", "state IN ('planned', 'under_way', 'done', 'dropped')"),
        check(table, "done_on_a_day", "(state = 'done') = (done_on IS NOT NULL)"),
        check(table, "days_in_order", "begins_on <= due_on"),
    )
    op.create_index(f"ix_{table}_undertaking_id", table, ["undertaking_id"])


def _people() -> None:
    table = "undertaking_step_people"
    op.create_table(
        table,
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        primary_key(table, "step_id", "person_id"),
        reference(table, "step_id", "undertaking_steps"),
        reference(table, "person_id", "people"),
    )
    op.create_index(f"ix_{table}_person_id", table, ["person_id"])


def _documents() -> None:
    table = "undertaking_documents"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("undertaking_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("outline", sa.Text(), nullable=False),
        sa.Column("comment_from", sa.Date(), nullable=True),
        sa.Column("comment_until", sa.Date(), nullable=True),
        sa.Column("file_name", sa.String(120), nullable=True),
        sa.Column("sha256", sa.String(64), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(10), nullable=True),
        sa.Column("added_by", sa.Integer(), nullable=False),
        primary_key(table, "id"),
        reference(table, "undertaking_id", "undertakings"),
        reference(table, "added_by", "people"),
        unique(table, "undertaking_id", "title", "stage", "version"),
        check(table, "stage_is_known", "stage IN ('outline', 'draft', 'proposal', 'adopted')"),
        check(
            table,
            "comment_days_in_order",
            "(comment_from IS NULL) = (comment_until IS NULL) AND comment_from <= comment_until",
        ),
        check(table, "file_is_whole", "(file_name IS NULL) = (sha256 IS NULL)"),
    )


def _comments() -> None:
    table = "undertaking_comments"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("undertaking_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("said_by", sa.String(200), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        primary_key(table, "id"),
        reference(table, "undertaking_id", "undertakings"),
        reference(table, "document_id", "undertaking_documents"),
        check(
            table,
            "outcome_is_known",
            "outcome IN ('taken_up', 'partly', 'there_already', 'noted', 'declined')",
        ),
        check(table, "answered_in_words", "(outcome IS NULL) = (answer = '')"),
    )
    for column in ("undertaking_id", "document_id"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _pilots() -> None:
    table = "undertaking_pilots"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("undertaking_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(200), nullable=False),
        sa.Column("partner", sa.String(200), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("conclusion", sa.String(20), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        primary_key(table, "id"),
        reference(table, "undertaking_id", "undertakings"),
        check(table, "result_is_known", "conclusion IN ('reached', 'partly', 'missed')"),
        check(table, "result_in_words", "(conclusion IS NULL) = (outcome = '')"),
        check(table, "days_in_order", "begins_on <= ends_on"),
    )
    op.create_index(f"ix_{table}_undertaking_id", table, ["undertaking_id"])


def _items() -> None:
    table = "undertaking_items"
    op.create_table(
        table,
        sa.Column("undertaking_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        primary_key(table, "undertaking_id", "item_id"),
        reference(table, "undertaking_id", "undertakings"),
        reference(table, "item_id", "items"),
    )
    op.create_index(f"ix_{table}_item_id", table, ["item_id"])


def _entries_to_steps() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.select(ROWS).order_by(ROWS.c.id)).mappings().all()
    names = [column.name for column in UNDERTAKINGS.columns]
    if not rows:
        return
    op.bulk_insert(UNDERTAKINGS, [{name: row[name] for name in names} for row in rows])
    steps = [
        {
            "undertaking_id": row["id"],
            "quarter": quarter,
            "position": position,
            "mark": entry["mark"],
            "text": entry["text"],
            "cycle_ids": _json(entry.get("cycle_ids", [])),
            "state": "planned",
            "said": "",
            "removed_at": None,
        }
        for row in rows
        for quarter, entries in enumerate(json.loads(row["quarters"]), 1)
        for position, entry in enumerate(entries, 1)
    ]
    if steps:
        op.bulk_insert(STEPS, steps)
    _go_on_numbering("undertakings")


def _go_on_numbering(table: str) -> None:
    """Let the next row of a table whose ids were given come after the last of them."""
    if op.get_bind().dialect.name == "postgresql":
        last = f"(SELECT max(id) FROM {table})"  # noqa: S608 - no input
        op.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})")


def downgrade() -> None:
    """Take back: of steps the words stay; days, reports, documents and comments are lost."""
    op.create_table(
        "schedule_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        *_row_columns(),
        sa.Column("quarters", sa.Text(), nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        primary_key("schedule_rows", "id"),
        unique("schedule_rows", "fiscal_year", "position"),
    )
    connection = op.get_bind()
    rows = connection.execute(sa.select(UNDERTAKINGS).order_by(UNDERTAKINGS.c.id)).mappings().all()
    quarters: dict[int, list[list[dict[str, object]]]] = {
        row["id"]: [[] for _ in "1234"] for row in rows
    }
    there = sa.select(STEPS).where(STEPS.c.removed_at.is_(None))
    in_order = there.order_by(STEPS.c.undertaking_id, STEPS.c.quarter, STEPS.c.position)
    for step in connection.execute(in_order).mappings():
        entry = {
            "mark": step["mark"],
            "text": step["text"],
            "cycle_ids": json.loads(step["cycle_ids"]),
        }
        quarters[step["undertaking_id"]][step["quarter"] - 1].append(entry)
    if rows:
        op.bulk_insert(ROWS, [{**row, "quarters": _json(quarters[row["id"]])} for row in rows])
        _go_on_numbering("schedule_rows")
    for table in (
        "undertaking_items",
        "undertaking_pilots",
        "undertaking_comments",
        "undertaking_documents",
        "undertaking_step_people",
        "undertaking_steps",
        "undertakings",
    ):
        op.drop_table(table)


def _json(value: object) -> str:
    """As the program keeps it: canonical."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
