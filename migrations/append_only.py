"""Triggers by which the database itself refuses to change or remove rows, whoever asks.

On PostgreSQL they call the function that 0001 makes, and refuse TRUNCATE too. They go with
their tables. Migrations that were released call this, so what it makes never changes.
"""

from alembic import op


def refuse_changes(*tables: str) -> None:
    """Let nobody UPDATE or DELETE what is in the tables."""
    for table in tables:
        if _on_postgresql():
            _refuse(table, "change", "UPDATE OR DELETE")
            _refuse(table, "truncate", "TRUNCATE")
        else:
            _refuse(table, "update", "UPDATE")
            _refuse(table, "delete", "DELETE")


def refuse_changes_of(table: str, columns: tuple[str, ...], once_set: str) -> None:
    """Let nobody DELETE rows or UPDATE these columns, nor any once `once_set` is not null."""
    other = "IS DISTINCT FROM" if _on_postgresql() else "IS NOT"
    changed = [f"OLD.{column} {other} NEW.{column}" for column in columns]
    _refuse(table, "update", "UPDATE", " OR ".join([f"OLD.{once_set} IS NOT NULL", *changed]))
    _refuse(table, "delete", "DELETE")
    if _on_postgresql():
        _refuse(table, "truncate", "TRUNCATE")


def _refuse(table: str, name: str, verbs: str, when: str = "") -> None:
    trigger = f"CREATE TRIGGER {table}_refuse_{name} BEFORE {verbs} ON {table}"
    condition = f"WHEN ({when}) " if when else ""
    if _on_postgresql():
        each = "STATEMENT" if verbs == "TRUNCATE" else "ROW"
        op.execute(f"{trigger} FOR EACH {each} {condition}EXECUTE FUNCTION refuse_change()")
    else:
        refused = f"SELECT RAISE(ABORT, '{table} is append-only')"
        op.execute(f"{trigger} {condition}BEGIN {refused}; END")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
