"""Whether the database guards its rows as migrations made it: its triggers, and what they do.

Whoever holds the database can take a trigger away, so that nothing refuses a change any more, or
add one that changes rows behind everybody's back; models know nothing of triggers.

`guards.toml` has what a new database has of each kind: `python -m migrations.guards ADDRESS` prints
that part of it for a database that was just migrated.
"""

import hashlib
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, create_engine, text

_SHOWN: Final = 16
"""Digits of a hash."""

_TRIGGERS: Final = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": (
        # Columns by their names: a column that was dropped and added again has another number.
        "SELECT tgname, concat_ws(' ', tgtype, tgenabled, tgqual IS NULL, ARRAY("
        "SELECT attname FROM pg_attribute WHERE attrelid = tgrelid AND attnum = ANY (tgattr)"
        " ORDER BY attname), prosrc)"
        " FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
        " ORDER BY tgname"
    ),
}


def found(connection: Connection) -> dict[str, str]:
    """The triggers there are, each with a hash of what it does."""
    rows = connection.execute(text(_TRIGGERS[connection.dialect.name]))
    return {name: _hash(what) for name, what in rows}


def differing(connection: Connection) -> Iterator[str]:
    """A line for each trigger that is missing, that does something else, or is none of ours."""
    there, made = found(connection), _made()[connection.dialect.name]
    for name in sorted({*there, *made}):
        if name not in there:
            yield f"trigger {name}: missing"
        elif name not in made:
            yield f"trigger {name}: made by somebody else"
        elif there[name] != made[name]:
            yield f"trigger {name}: changed or switched off"


@cache
def _made() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _hash(what: str) -> str:
    return hashlib.sha256(" ".join(what.split()).encode()).hexdigest()[:_SHOWN]


def main(address: str) -> None:
    """Print the part of `guards.toml` that a database gives."""
    engine = create_engine(address)
    with engine.connect() as connection:
        lines = [f'{name} = "{what}"' for name, what in found(connection).items()]
        sys.stdout.write("\n".join([f"[{connection.dialect.name}]", *lines, ""]))
    engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
