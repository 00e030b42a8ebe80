"""A time limit a statement, on either database: what takes longer is ended, and says so."""

import time
from typing import Any, Final

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from workflow.values.errors import TookTooLong

STEPS: Final = 50_000
"""Instructions of SQLite's machine, some milliseconds of them, between two looks at the clock."""
LONGEST_GAP: Final = 0.5
"""Seconds between two looks that are counted at most: the rest went by between two rows."""
CANCELLED: Final = "57014"
"""PostgreSQL's code for a statement that was ended."""
_WATCH: Final = "jizen_watch"


class _Watch:
    """How long the statement that runs on a connection of SQLite has taken so far."""

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
        event.listen(engine, "connect", lambda made, record: _watch(made, record, seconds))
        event.listen(engine, "before_cursor_execute", _begin)
    else:
        event.listen(engine, "connect", lambda made, _record: _set_timeout(made, seconds))


def _watch(connection: Any, record: Any, seconds: float) -> None:
    watch = record.info[_WATCH] = _Watch(seconds)
    connection.set_progress_handler(watch.is_over, STEPS)


def _begin(connection: Any, *_statement: object) -> None:
    connection.info[_WATCH].begin()


def _set_timeout(connection: Any, seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {round(seconds * 1000)}")
    connection.commit()


def _say(context: ExceptionContext) -> None:
    original = context.original_exception
    name, code = getattr(original, "sqlite_errorname", ""), getattr(original, "sqlstate", "")
    if name == "SQLITE_INTERRUPT" or code == CANCELLED:
        raise TookTooLong() from original
