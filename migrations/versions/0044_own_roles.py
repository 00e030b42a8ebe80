"""Own roles, readers who see what has left its department, and departments that are asked.

Revision ID: 0044
Revises: 0043
"""

import tomllib

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes, refuse_changes_of
from migrations.parts import MOMENT, check, primary_key, reference, shared_reference

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

TABLE = "substitutes"
REQUESTS = "opinion_requests"
ACTS = "role_that_acts"
WITH_OWN = "role NOT IN ('viewer', 'advisor', 'admin')"
WITHOUT_OWN = "role IN ('officer', 'reviewer', 'evaluator', 'secretariat')"
FIXED = (
    "id", "person_id", "substitute_id", "role", "department_id", "from_on", "until_on",
    "set_by", "set_at",
)  # fmt: skip


def upgrade() -> None:
    """Apply."""
    released = sa.Column("released", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("items", released)
    op.add_column("items", sa.Column("sealed_from", sa.Integer(), nullable=True))
    _mark_released()
    _let_act(WITH_OWN)
    _requests()


def downgrade() -> None:
    """Take back."""
    op.drop_table(REQUESTS)
    _let_act(WITHOUT_OWN)
    op.drop_column("items", "sealed_from")
    op.drop_column("items", "released")


def _requests() -> None:
    op.create_table(
        REQUESTS,
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        primary_key(REQUESTS, "item_id", "sequence", "department_id"),
        shared_reference(REQUESTS, "ledger_entries", "item_id", "sequence"),
        reference(REQUESTS, "department_id", "departments"),
    )
    op.create_index(f"ix_{REQUESTS}_department_id", REQUESTS, ["department_id"])
    refuse_changes(REQUESTS)


def _mark_released() -> None:
    """Mark what stood somewhere else than with its department since it was submitted last."""
    versions = sa.text("SELECT name, version, source FROM process_versions")
    for name, version, source in op.get_bind().execute(versions).all():
        states = _states(source)
        inside = [state for state, table in states.items() if _asked(table) <= {"officer"}]
        marked = sa.text(
            "UPDATE items SET released = true WHERE process_name = :name"
            " AND process_version = :version AND EXISTS ("
            "SELECT 1 FROM ledger_entries one WHERE one.item_id = items.id"
            " AND one.to_state NOT IN :inside AND one.sequence >= ("
            "SELECT max(sequence) FROM ledger_entries last"
            " WHERE last.item_id = items.id AND last.action = 'submit'))"
        ).bindparams(sa.bindparam("inside", type_=sa.String(), expanding=True))
        given = {"name": name, "version": version, "inside": inside}
        op.get_bind().execute(marked, given)


def _states(source: str) -> dict:
    """The states of a definition; none of one that nobody can read, on which nothing stands."""
    try:
        return tomllib.loads(source).get("states", {})
    except tomllib.TOMLDecodeError:
        return {}


def _asked(state: dict) -> set[str]:
    """Whose turn it is in a state: of nobody where an item ends."""
    return {*state.get("turn", ()), *state.get("opinions", {}).get("of", ())}


def _let_act(condition: str) -> None:
    """Let those roles be lent that a condition names; SQLite makes the table anew for it."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(f"ck_{TABLE}_{ACTS}"), TABLE)
        op.create_check_constraint(op.f(f"ck_{TABLE}_{ACTS}"), TABLE, condition)
        return
    op.execute("CREATE TABLE substitutes_kept AS SELECT * FROM substitutes")
    op.drop_table(TABLE)
    _create(condition)
    op.execute("INSERT INTO substitutes SELECT * FROM substitutes_kept")
    op.drop_table("substitutes_kept")


def _create(condition: str) -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        primary_key(TABLE, "id"),
        reference(TABLE, "person_id", "people"),
        reference(TABLE, "substitute_id", "people"),
        reference(TABLE, "department_id", "departments"),
        reference(TABLE, "set_by", "people"),
        reference(TABLE, "ended_by", "people"),
        check(TABLE, "days_in_order", "until_on >= from_on"),
        check(TABLE, "ended_by_someone", "(ended_at IS NULL) = (ended_by IS NULL)"),
        check(TABLE, "officer_has_department", "role <> 'officer' OR department_id IS NOT NULL"),
        check(TABLE, ACTS, condition),
        check(TABLE, "somebody_else", "person_id <> substitute_id"),
    )
    op.create_index("ix_substitutes_person", TABLE, ["person_id", "until_on"])
    op.create_index("ix_substitutes_substitute", TABLE, ["substitute_id", "until_on"])
    refuse_changes_of(TABLE, FIXED, once_set="ended_at")
