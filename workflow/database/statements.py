"""Statements sent again and again, questions and rows to write: each is made ready once."""

import re
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar, cast
from weakref import WeakKeyDictionary, WeakValueDictionary

from sqlalchemy import (
    VARCHAR,
    BindParameter,
    ColumnElement,
    Connection,
    CursorResult,
    Dialect,
    Executable,
    Insert,
    Row,
    String,
    Text,
    Update,
    bindparam,
    false,
    literal_column,
    null,
    select,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.engine.interfaces import Compiled
from sqlalchemy.sql.elements import ClauseList
from sqlalchemy.sql.visitors import replacement_traverse

from workflow.values.actor import ME

R = TypeVar("R")

_SHARED: Final[WeakValueDictionary[Any, Compiled]] = WeakValueDictionary()
"""What statements were compiled to, for as long as one of them is kept."""


class _OneCompiled(MutableMapping[Any, Compiled]):
    """What one statement is compiled to: a cache of one entry, found without looking at its key.

    Statements that differ in nothing but values share what they are compiled to.
    """

    def __init__(self) -> None:
        self._found: dict[Any, Compiled] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        dialect = key[0]
        if dialect not in self._found:
            if (shared := _SHARED.get(key)) is None:
                return default
            self._found[dialect] = shared
        return self._found[dialect]

    def __setitem__(self, key: Any, compiled: Compiled) -> None:
        self._found[key[0]] = _SHARED[key] = compiled

    def __getitem__(self, key: Any) -> Compiled:
        return self._found[key[0]]

    def __delitem__(self, key: Any) -> None:
        del self._found[key[0]]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class _Kept:
    """A statement that was sent before."""

    def __init__(self, statement: Executable) -> None:
        self._for_me = False
        self._statement = cast(
            Executable, replacement_traverse(cast(Any, statement), {}, self._made_plain)
        )
        self._options = {"compiled_cache": _OneCompiled()}

    def send(self, execute: Callable[..., R], values: dict[str, Any], person_id: int | None) -> R:
        if self._for_me:
            values = {**values, _ME: person_id}
        return execute(self._statement, values, execution_options=self._options)

    def _made_plain(self, element: Any, **_options: Any) -> Any:
        """A parameter for each value of a list, which SQLAlchemy fills in late, and for who asks.

        Codes are no parameters: each of those takes time whenever a statement is sent. None for
        what stays as it is.
        """
        if not isinstance(element, BindParameter) or element.required or element.literal_execute:
            return None
        if not element.expanding:
            stands = element.value is ME or _is_code(element.value, element.type)
            return self._single(element.value, element.type) if stands else None
        if element.type._is_tuple_type:
            return None
        if not element.value:
            return select(sql_cast(null(), element.type)).where(false()).scalar_subquery()
        return ClauseList(*(self._single(one, element.type) for one in element.value)).self_group()

    def _single(self, value: Any, kind: Any) -> ColumnElement[Any]:
        if value is ME:
            self._for_me = True
            return bindparam(_ME, type_=kind)
        if _is_code(value, kind):
            return literal_column(f"'{value}'", type_=kind)
        return bindparam(None, value, type_=kind, unique=True)


def _is_code(value: Any, kind: Any) -> bool:
    """Whether a value is a code of ours, as of a state: it stands in a statement as it is."""
    return isinstance(value, str) and type(kind) in _TEXTS and bool(_CODE.fullmatch(value))


_SENT: Final[WeakKeyDictionary[Executable, _Kept | None]] = WeakKeyDictionary()
"""Statements that were sent, with what is kept of those that were sent twice."""
_ME: Final = "who_asks"
_CODE: Final = re.compile(r"[A-Za-z0-9_]+", re.ASCII)
_TEXTS: Final = (String, Text, VARCHAR)


def keep(statement: Executable) -> None:
    """Keep a statement from the first time on that it is sent, and not only from the second."""
    _SENT.setdefault(statement, None)


def send(
    execute: Callable[..., R],
    statement: Executable,
    values: dict[str, Any],
    person_id: int | None = None,
) -> R:
    """What a connection or session gives by `execute`: what was sent before is not looked up.

    A statement is known by what it is, not by what it says: who asks again keeps it. Where it
    says `ME`, `person_id` is meant.
    """
    if statement not in _SENT:
        _SENT[statement] = None
        return execute(statement, values)
    kept = _SENT[statement]
    if kept is None:
        kept = _SENT[statement] = _Kept(statement)
    return kept.send(execute, values, person_id)


def plain(rows: Sequence[Row[Any]]) -> list[Any]:
    """Rows of one statement as named tuples: for many rows that are asked for many columns.

    A row of SQLAlchemy takes ten times as long to give a value by its name.
    """
    if not rows:
        return []
    return list(map(_named(rows[0]._fields)._make, rows))


@lru_cache(maxsize=100)
def _named(columns: tuple[str, ...]) -> Any:
    return namedtuple("Line", columns, rename=True)


# ------------------------------------------------------------- words looked for


ESCAPE: Final = "/"
"""What stands before a character that a pattern means itself."""


def holds(column: Any, place: int) -> ColumnElement[bool]:
    """A column has the word of a place (from 0): a parameter, see `words_given`."""
    # SQLite makes a statement anew for each value of a parameter that is a pattern all by itself.
    found: ColumnElement[bool] = column.contains(bindparam(f"word_{place}"), escape=ESCAPE)
    return found


def words_given(words: Iterable[str]) -> dict[str, str]:
    """The parameters of a statement that says `holds` of each of the words."""
    return {f"word_{place}": escaped(word) for place, word in enumerate(words)}


def escaped(word: str) -> str:
    """A word as it stands in a pattern."""
    for special in (ESCAPE, "%", "_"):
        word = word.replace(special, ESCAPE + special)
    return word


Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement as the driver takes it."""

    text: str
    made: Sequence[tuple[str, Callable[[Any], Any] | None]]
    """Each parameter in its order, and what makes its value one of the driver's."""
    positional: bool

    def values(self, row: Values) -> Any:
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

    def send(self, connection: Connection, rows: Sequence[Values]) -> CursorResult[Any]:
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
