"""Rows that are written again and again: how a statement takes them is found out once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, CursorResult, Dialect, Insert, Update

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement as the driver takes it."""

    text: str
    made: Sequence[tuple[str, Callable[[Any], Any] | None]]
    """Each parameter in its order, and what makes its value one of the driver's."""
    positional: bool

    def values(self, row: Row) -> Any:
        if self.positional:
            return tuple([made(row[name]) if made else row[name] for name, made in self.made])
        return {name: made(row[name]) if made else row[name] for name, made in self.made}


class RowWrite:
    """An INSERT or UPDATE whose rows give a value for each of its parameters.

    SQLAlchemy would find out at each execution what is alike for all: the statement's text, its
    parameters, what each of their types does. Nothing is known of the rows afterwards but how
    many there were, and a row gives the program's own defaults too.
    """

    def __init__(self, statement: Insert | Update) -> None:
        """Keep `statement`; it is made ready when it is first sent to a kind of database."""
        inline = isinstance(statement, Insert)  # nobody asks which number a row was given
        self._statement: Final = statement.inline() if inline else statement
        self._ready: Final[dict[tuple[str, ...], _Ready]] = {}

    def send(self, connection: Connection, rows: Sequence[Row]) -> CursorResult[Any]:
        """Write the rows, of which there is at least one, all with the same names."""
        dialect = connection.dialect
        known_by = (dialect.name, *rows[0])
        ready = self._ready.get(known_by)
        if ready is None:
            ready = self._ready[known_by] = _make_ready(self._statement, dialect, list(rows[0]))
        if len(rows) == 1:  # a list of one would take the way of many, which costs more
            return connection.exec_driver_sql(ready.text, ready.values(rows[0]))
        return connection.exec_driver_sql(ready.text, [ready.values(row) for row in rows])


def _make_ready(statement: Insert | Update, dialect: Dialect, names: list[str]) -> _Ready:
    compiled = statement.compile(dialect=dialect, column_keys=names)
    if compiled.insert_prefetch or compiled.update_prefetch:
        raise ValueError("a row has to give what is a default of the program's")
    taken = compiled.positiontup if compiled.positional else list(compiled.binds)
    made = [
        (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
        for name in taken or ()
    ]
    return _Ready(compiled.string, made, bool(compiled.positional))
