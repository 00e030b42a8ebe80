"""What an office set up is known by a mark, which any change of it makes another one.

So that it need not be read again for every page. Triggers write it, whoever changes the rows.

Revision ID: 0058
Revises: 0057
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import primary_key

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

TABLES = (
    *("cycles", "meetings", "meeting_cycles"),
    *("departments", "department_places", "sections", "section_places"),
    *("office_profile", "funding_kinds", "fields", "categories", "criteria", "verdicts"),
    *("process_versions", "process_withdrawals", "goals", "goal_departments"),
)
FUNCTION = (
    "CREATE FUNCTION mark_masters() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " UPDATE masters_mark SET mark = gen_random_uuid()::text; RETURN NULL; END $$"
)
MARKED = "UPDATE masters_mark SET mark = lower(hex(randomblob(16)))"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "masters_mark",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(36), nullable=False),
        primary_key("masters_mark", "id"),
    )
    op.execute("INSERT INTO masters_mark (id, mark) VALUES (1, 'as it was set up')")
    if _on_postgresql():
        op.execute(FUNCTION)
    for table in TABLES:
        _mark(table)


def _mark(table: str) -> None:
    if _on_postgresql():
        op.execute(
            f"CREATE TRIGGER {table}_marked AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
            f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION mark_masters()"
        )
        return
    for verb in ("insert", "update", "delete"):
        op.execute(
            f"CREATE TRIGGER {table}_marked_{verb} AFTER {verb} ON {table} BEGIN {MARKED}; END"
        )


def downgrade() -> None:
    """Take back."""
    for table in TABLES:
        if _on_postgresql():
            op.execute(f"DROP TRIGGER {table}_marked ON {table}")
        else:
            for verb in ("insert", "update", "delete"):
                op.execute(f"DROP TRIGGER {table}_marked_{verb}")
    if _on_postgresql():
        op.execute("DROP FUNCTION mark_masters()")
    op.drop_table("masters_mark")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
