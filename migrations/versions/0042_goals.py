"""Goals with a state, field and step, indicators that are typed, results, files of goals.

Revision ID: 0042
Revises: 0041
"""

import json
import re
from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import MOMENT, check, primary_key, reference, unique

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

STATES = "'draft', 'submitted', 'returned', 'confirmed', 'set', 'closed', 'withdrawn'"
TARGET = re.compile(r"^.+（([0-9０-９][0-9０-９,，]*)([^0-9０-９（）]{1,10}?)(?:以上)?）$")
OLD_COLUMNS = {"year_end": "indicators_this_year", "later": "indicators_later"}


def upgrade() -> None:
    """Apply: the goals that are there were set."""
    # In one statement each: SQLite takes no constraint for a column that is there.
    op.execute(
        "ALTER TABLE goals ADD COLUMN field VARCHAR(40)"
        " CONSTRAINT fk_goals_field REFERENCES fields (code)"
    )
    op.add_column("goals", sa.Column("dx_step", sa.String(2), nullable=True))
    op.execute(
        "ALTER TABLE goals ADD COLUMN state VARCHAR(20) NOT NULL DEFAULT 'set'"
        f" CONSTRAINT ck_goals_state_is_known CHECK (state IN ({STATES}))"
    )
    number = sa.Column("revision", sa.Integer(), nullable=False, server_default="0")
    op.add_column("goals", number)
    op.execute(
        "ALTER TABLE goals ADD COLUMN submitted_by INTEGER"
        " CONSTRAINT fk_goals_submitted_by REFERENCES people (id)"
    )
    op.execute(
        "ALTER TABLE goals ADD COLUMN carried_from INTEGER"
        " CONSTRAINT fk_goals_carried_from REFERENCES goals (id)"
    )
    op.add_column("goals", sa.Column("conclusion", sa.String(20), nullable=True))
    op.add_column("goals", sa.Column("outcome", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_goal_departments_department_id", "goal_departments", ["department_id"])
    op.execute("UPDATE goals SET revision = 1")  # as the record takes them over
    _place()
    _indicators()
    _results()
    _staged()


def _place() -> None:
    """Give goals the field and the step under which the matrix prints them."""
    cell = (
        "(SELECT matrix_entries.{column} FROM matrix_entries"
        " JOIN fields ON fields.code = matrix_entries.field"
        " WHERE matrix_entries.fiscal_year = goals.fiscal_year"
        " AND matrix_entries.goal_number = goals.number"
        " ORDER BY matrix_entries.position LIMIT 1)"
    )
    field, step = cell.format(column="field"), cell.format(column="dx_step")
    op.execute(f"UPDATE goals SET field = {field}, dx_step = {step}")  # noqa: S608 - no input


def _indicators() -> None:
    table = op.create_table(
        "goal_indicators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("horizon", sa.String(10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(400), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(20), nullable=False),
        primary_key("goal_indicators", "id"),
        reference("goal_indicators", "goal_id", "goals"),
        unique("goal_indicators", "goal_id", "horizon", "position"),
        check("goal_indicators", "horizon_is_known", "horizon IN ('year_end', 'later')"),
        check("goal_indicators", "kind_is_known", "kind IN ('number', 'share', 'yes_no', 'state')"),
        check(
            "goal_indicators",
            "counted_has_target",
            "(kind IN ('number', 'share')) = (target IS NOT NULL)",
        ),
    )
    columns = ", ".join(OLD_COLUMNS.values())
    goals = op.get_bind().execute(sa.text(f"SELECT id, {columns} FROM goals"))  # noqa: S608
    rows = [
        {"goal_id": goal_id, "horizon": horizon, "position": position, **_read(text)}
        for goal_id, *texts in goals.all()
        for horizon, given in zip(OLD_COLUMNS, texts, strict=True)
        for position, text in enumerate(json.loads(given), 1)
    ]
    if rows:
        op.bulk_insert(table, rows)
    for column in OLD_COLUMNS.values():
        op.drop_column("goals", column)


def _read(text: str) -> dict[str, Any]:
    """The type of an indicator by its last brackets: （1,500人）, （80%）; else a state of work."""
    found = TARGET.match(text)
    if found is None:
        return {"text": text, "kind": "state", "target": None, "unit": ""}
    target = int(found[1].replace(",", "").replace("，", ""))
    kind = "share" if found[2] in ("%", "％") else "number"
    return {"text": text, "kind": kind, "target": target, "unit": found[2]}


def _results() -> None:
    op.create_table(
        "goal_results",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        primary_key("goal_results", "id"),
        reference("goal_results", "indicator_id", "goal_indicators"),
        reference("goal_results", "by_id", "people"),
    )
    op.create_index(
        "ix_goal_results_indicator_id_measured_on", "goal_results", ["indicator_id", "measured_on"]
    )
    refuse_changes("goal_results")


def _staged() -> None:
    op.create_table(
        "staged_goals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("staged_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("committed_at", MOMENT, nullable=True),
        sa.Column("added_count", sa.Integer(), nullable=True),
        sa.Column("changed_count", sa.Integer(), nullable=True),
        primary_key("staged_goals", "id"),
        reference("staged_goals", "person_id", "people"),
        check(
            "staged_goals",
            "committed_is_counted",
            "(committed_at IS NULL) = (added_count IS NULL)",
        ),
    )
    op.create_index("ix_staged_goals_expires_at", "staged_goals", ["expires_at"])


def downgrade() -> None:
    """Take back: of indicators the words stay, results and what is no set goal are lost."""
    op.drop_table("staged_goals")
    op.drop_table("goal_results")
    unset = "SELECT id FROM goals WHERE state NOT IN ('set', 'closed')"
    op.execute("UPDATE goals SET carried_from = NULL")
    for table in ("goal_indicators", "goal_departments"):
        op.execute(f"DELETE FROM {table} WHERE goal_id IN ({unset})")  # noqa: S608 - no input
    op.execute("DELETE FROM goals WHERE state NOT IN ('set', 'closed')")
    _words_again()
    op.drop_table("goal_indicators")
    op.drop_index("ix_goal_departments_department_id", "goal_departments")
    added = ("outcome", "conclusion", "carried_from", "submitted_by", "revision", "state")
    for column in (*added, "dx_step", "field"):
        op.drop_column("goals", column)


def _words_again() -> None:
    connection = op.get_bind()
    for column in OLD_COLUMNS.values():
        op.add_column("goals", sa.Column(column, sa.Text(), nullable=False, server_default="[]"))
    words: dict[tuple[int, str], list[str]] = {}
    query = "SELECT goal_id, horizon, text FROM goal_indicators ORDER BY goal_id, position"
    for goal_id, horizon, text in connection.execute(sa.text(query)).all():
        words.setdefault((goal_id, OLD_COLUMNS[horizon]), []).append(text)
    for (goal_id, column), texts in words.items():
        put = sa.text(f"UPDATE goals SET {column} = :texts WHERE id = :id")  # noqa: S608 - ours
        written = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
        connection.execute(put, {"texts": written, "id": goal_id})
