"""The connection by which a database is written to: kept where there is one writer at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Connection, Engine


class Writer:
    """Begins transactions that write.

    SQLite has one writer at a time, so that one connection stays taken for it: to take one from
    the pool and give it back costs a twentieth of a move. Whoever writes beside, or on PostgreSQL,
    where a connection that slept is looked at before it is used, has one of the pool.
    """

    def __init__(self, engine: Engine) -> None:
        """Open nothing yet."""
        self._engine = engine
        self._keeps = engine.dialect.name == "sqlite"
        self._kept: Connection | None = None
        self._free = Lock()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A connection in a transaction, which is committed at the end or rolled back."""
        if not self._keeps or not self._free.acquire(blocking=False):
            with self._engine.begin() as connection:
                yield connection
            return
        try:
            connection = self._kept = self._kept or self._engine.connect()
            try:
                with connection.begin():
                    yield connection
            finally:
                if self._kept is not connection:  # closed meanwhile
                    connection.close()
        finally:
            self._free.release()

    def close(self) -> None:
        """Give the connection that was kept back to the pool, once nobody writes by it."""
        kept, self._kept = self._kept, None
        if kept and self._free.acquire(blocking=False):
            kept.close()
            self._free.release()
