"""What takes too long is ended: how long a statement may take on either database."""

import sqlite3
import time
from typing import Any, Final

from sqlalchemy import (
    Engine,
    event,
)
from sqlalchemy.engine import ExceptionContext

from workflow.values.errors import TookTooLong

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
