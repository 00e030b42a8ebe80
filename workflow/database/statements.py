"""Statements: those that are asked again and again are made once; what takes too long is ended."""

import re
import sqlite3
import time
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from functools import lru_cache
from typing import Any, Final, TypeVar, cast
from weakref import WeakKeyDictionary, WeakValueDictionary

from sqlalchemy import (
    VARCHAR,
    BindParameter,
    ColumnElement,
    Engine,
    Executable,
    Row,
    String,
    Text,
    bindparam,
    event,
    false,
    literal_column,
    null,
    select,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import Compiled
from sqlalchemy.sql.elements import ClauseList
from sqlalchemy.sql.visitors import replacement_traverse

from workflow.values.actor import ME
from workflow.values.errors import TookTooLong

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


# ---------------------------------------------------------------- ended in time


STEPS: Final = 50_000
"""Instructions of SQLite's machine, some milliseconds of them, between two looks at the clock."""
LONGEST_GAP: Final = 0.5
"""Seconds between two looks that are counted at most: the rest went by between two rows."""
CANCELLED: Final = "57014"
"""PostgreSQL's code for a statement that was ended."""


class WatchedConnection(sqlite3.Connection):
    """A connection to SQLite that may know how long its statement has taken so far."""

    watch: "_Watch | None" = None

    def cursor(self, factory: Any = None) -> Any:
        """A cursor whose statements are watched where this connection's are."""
        return super().cursor(factory or (_WatchedCursor if self.watch else sqlite3.Cursor))


class _WatchedCursor(sqlite3.Cursor):
    """Tells its connection of each statement, of which there may be many: rows go in batches."""

    connection: WatchedConnection

    def execute(self, *given: Any) -> Any:
        self._begin()
        return super().execute(*given)

    def executemany(self, *given: Any) -> Any:
        self._begin()
        return super().executemany(*given)

    def _begin(self) -> None:
        if watch := self.connection.watch:
            watch.begin()


class _Watch:
    """How long a statement has taken so far."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.begin()

    def begin(self) -> None:
        """A new statement."""
        self._spent, self._last = 0.0, time.monotonic()

    def is_over(self) -> bool:
        """Whether it is to be ended; SQLite asks."""
        now = time.monotonic()
        self._spent += min(now - self._last, LONGEST_GAP)
        self._last = now
        return self._spent > self._seconds


def limit_statements(engine: Engine, seconds: float) -> None:
    """End whatever statement of `engine` takes longer: it raises TookTooLong."""
    event.listen(engine, "handle_error", _say)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda made, _record: _watch(made, seconds))
    else:
        event.listen(engine, "connect", lambda made, _record: _set_timeout(made, seconds))


def _watch(connection: WatchedConnection, seconds: float) -> None:
    connection.watch = _Watch(seconds)
    connection.set_progress_handler(connection.watch.is_over, STEPS)


def _set_timeout(connection: Any, seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {round(seconds * 1000)}")
    connection.commit()


def _say(context: ExceptionContext) -> None:
    original = context.original_exception
    name, code = getattr(original, "sqlite_errorname", ""), getattr(original, "sqlstate", "")
    if name == "SQLITE_INTERRUPT" or code == CANCELLED:
        raise TookTooLong() from original
