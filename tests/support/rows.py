"""A row in every table, whatever the table is, and what stands in them: for tests of tables."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Table,
    TypeDecorator,
    column,
    exists,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy import table as lightweight

from workflow.models import Base
from workflow.values.clock import JAPAN
from workflow.values.sheet import Sheet

ORDINARY: Final[dict[type, Any]] = {
    bool: True,
    bytes: b"x",
    date: date(2021, 4, 1),
    datetime: datetime(2021, 4, 1, tzinfo=JAPAN),
    int: 1,
    str: "x",
}
"""What a column of a type holds, unless it refers to another table."""

SPECIAL: Final[dict[str, dict[str, Any]]] = {
    "account_links": {"withdrawn_at": None},
    "advice": {"replaces_id": None},
    "advice_requests": {"withdrawn_at": None, "withdrawn_by": None},
    "advisor_expertise": {"field": None},
    "bodies": {"kind": "board"},
    "body_meetings": {"headquarters_id": None, "state": "planned"},
    "body_members": {"person_id": None},
    "bulk_rows": {"foreseen": None, "outcome": "done", "refusal": None},
    "calendar_feeds": {"token_hash": "0" * 64},
    "condition_entries": {"kind": "answered"},
    "department_handlers": {"part": "main"},
    "goal_indicators": {"horizon": "year_end", "kind": "number"},
    "goals": {"state": "set", "carried_from": None},
    "item_revisions": {"content": Sheet().to_json()},
    "item_rewritings": {"content": Sheet().to_json()},
    "items": {"content": Sheet().to_json(), "state": "draft"},
    "mail_preferences": {"language": "ja"},
    "people": {"staff_number": None},
    "meeting_attendance": {"state": "present", "proxy": ""},
    "meeting_papers": {"edition_id": None, "report_edition_id": None},
    "meeting_tasks": {"state": "open", "settled_on": None, "person_id": None},
    "office_logos": {"media_type": "image/png"},
    "proposals": {"state": "proposed", "item_id": None, "goal_id": None},
    "reorganisation_plans": {"state": "done"},
    "report_editions": {"stage": "planned"},
    # Held without an end: what was taken back does not come along on the way down.
    "role_grants": {"until_on": None, "ended_on": None},
    "staged_rows": {"kind": "create"},
    "substitutes": {"role": "officer", "substitute_id": 2},
    "systems": {"state": "survey"},
    "thread_posts": {"corrects": None, "kind": "said", "side": "center"},
    "threads": {"side": "center"},
    "handovers": {"to_id": 2},
    "process_migrations": {"from_version": 2},
    "transfer_plans": {"state": "done"},
    "undertaking_comments": {"outcome": "noted"},
    "undertaking_documents": {"stage": "draft"},
    "undertaking_pilots": {"conclusion": "partly"},
    "undertaking_steps": {"mark": "●", "state": "done"},
}
"""Where a constraint asks for more than the type says."""


GONE: Final = {"goals": {"indicators_this_year": '["x"]', "indicators_later": "[]"}}
"""What columns hold that were there before a migration, and are in no model any more."""


def fill(connection: Connection, names: set[str]) -> None:
    """Put a row into each of these tables that has none, in the columns that it has by now."""
    looking = inspect(connection)
    for table in Base.metadata.sorted_tables:
        if table.name in names and not connection.scalar(select(exists().select_from(table))):
            known = {one["name"] for one in looking.get_columns(table.name)}
            columns = [one for one in table.c if one.name in known]  # later migrations add others
            row = {one.name: _value(connection, table, one) for one in columns}
            gone = {name: was for name, was in GONE.get(table.name, {}).items() if name in known}
            row |= gone
            fields = [*(column(one.name, one.type) for one in columns), *map(column, gone)]
            bare = lightweight(table.name, *fields)
            connection.execute(insert(bare), row)
            if table.name == "people":
                connection.execute(insert(bare), {**row, "id": 2, "login": "y"})


def _value(connection: Connection, table: Table, column: Column) -> Any:
    special = SPECIAL.get(table.name, {})
    if column.name in special:
        return special[column.name]
    for key in column.foreign_keys:
        return connection.scalar(select(key.column).order_by(key.column).limit(1))
    kept = column.type
    return ORDINARY[(kept.impl_instance if isinstance(kept, TypeDecorator) else kept).python_type]


def tables(there: Engine | Connection) -> set[str]:
    """The tables of the models that are there; the durable jobs keep tables of their own."""
    return set(inspect(there).get_table_names()) & set(Base.metadata.tables)


def rows(engine: Engine) -> dict[str, list[tuple]]:
    """What is in each table that is there, in the columns that the models have too."""
    with engine.connect() as connection:
        return {name: _told(connection, name) for name in tables(connection)}


def _told(connection: Connection, table: str) -> list[tuple]:
    """What is in a table, in an order of ours."""
    found = connection.execute(text(f"SELECT * FROM {table}"))
    there = set(found.keys())
    if table == "search_texts":  # What is derived anew has other numbers each time.
        there.remove("id")
    columns = [one.name for one in Base.metadata.tables[table].c if one.name in there]
    return sorted((tuple(row[name] for name in columns) for row in found.mappings()), key=repr)
