"""From the outbox into the queues: what transactions asked for becomes jobs of DBOS.

Each batch is one transaction with the rows that it takes away, so a job is enqueued once,
whoever dies when. Whatever lies in the outbox when a dispatcher starts is dispatched first.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any, Final

from dbos import DBOSClient
from sqlalchemy import Connection, delete, select, text
from sqlalchemy.exc import SQLAlchemyError

from workflow.database.transactions import Database
from workflow.jobs import outbox
from workflow.models import OutboxRow
from workflow.models.base import table_of

AT_ONCE: Final = 50
"""Rows a transaction: on SQLite whoever moves an item waits for its end."""

CHANNEL: Final = "jizen_outbox"
"""What PostgreSQL's trigger on the outbox notifies."""

_ROWS: Final = table_of(OutboxRow)
_ANY: Final = select(_ROWS.c.id).limit(1)
_NEXT: Final = (
    select(_ROWS.c.id).order_by(_ROWS.c.id).limit(AT_ONCE).with_for_update(skip_locked=True)
)
_TAKE: Final = delete(_ROWS).where(_ROWS.c.id.in_(_NEXT)).returning(*_ROWS.c)

_log = logging.getLogger(__name__)


class Dispatcher:
    """A thread that dispatches as soon as something is written, and looks now and then besides.

    Woken within this process on SQLite, by notifications on PostgreSQL. What another process
    writes to an SQLite database is found within `poll_seconds`, as is what no word came of.
    """

    def __init__(self, database: Database, poll_seconds: float) -> None:
        """Nothing is opened yet."""
        self._database = database
        self._poll_seconds = poll_seconds
        self._stopping = Event()
        self._client = DBOSClient(system_database_engine=database.engine, lazy=True)
        self._thread = Thread(target=self._run, name="jizen-dispatcher", daemon=True)

    def start(self) -> None:
        """Begin with what lies there."""
        self._thread.start()

    def stop(self) -> None:
        """End after the batch that is under way; the rest waits for the next start."""
        self._stopping.set()
        self._wake()
        if self._thread.is_alive():
            self._thread.join(timeout=self._poll_seconds)
        self._client.destroy()

    def dispatch(self) -> int:
        """Enqueue whatever lies in the outbox; gives how many jobs that was."""
        done = 0
        while self._is_waiting() and (some := self._one_batch()):
            done += some
        return done

    def _is_waiting(self) -> bool:
        """Whether there is anything, without keeping writers waiting to find out."""
        with self._database.reading() as session:
            return session.connection().scalar(_ANY) is not None

    def _one_batch(self) -> int:
        with self._database.engine.begin() as connection:
            rows = sorted(connection.execute(_TAKE), key=lambda row: row.id)
            for row in rows:
                self._enqueue(connection, row)
        return len(rows)

    def _enqueue(self, connection: Connection, row: Any) -> None:
        queue = outbox.QUEUE_OF[row.workflow]
        options = outbox.options(queue, row.workflow, row.job)
        self._client.enqueue_in_transaction(connection, options, *row.arguments)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with self._listening() as wait:
                    while not self._stopping.is_set():
                        self.dispatch()
                        wait()
            except Exception:  # whatever it is: the rows stay, and the thread must too
                _log.exception("the outbox could not be dispatched; trying again")
                self._stopping.wait(self._poll_seconds)

    @contextmanager
    def _listening(self) -> Iterator[Any]:
        """Gives what waits for word of something written, `poll_seconds` at most."""
        if self._on_sqlite:
            yield self._wait_within
            return
        engine = self._database.engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"LISTEN {CHANNEL}"))
            driver: Any = connection.connection.dbapi_connection
            try:
                yield lambda: list(driver.notifies(timeout=self._poll_seconds, stop_after=1))
            finally:
                connection.invalidate()  # nobody else is to be given one that listens

    def _wait_within(self) -> None:
        outbox.WRITTEN.wait(self._poll_seconds)
        outbox.WRITTEN.clear()

    def _wake(self) -> None:
        outbox.WRITTEN.set()
        if not self._on_sqlite:
            # Where the database does not answer, the wait is over anyway.
            with suppress(SQLAlchemyError), self._database.engine.begin() as connection:
                connection.execute(text(f"NOTIFY {CHANNEL}"))

    @property
    def _on_sqlite(self) -> bool:
        return self._database.engine.dialect.name == "sqlite"
