"""Transactions, the same on SQLite and PostgreSQL.

Writers on SQLite begin with BEGIN IMMEDIATE and wait their turn for a bounded time; on PostgreSQL
they lock the item's row. What the database refuses comes out as the refusal a person can read.
Ids may be known before their rows are written, so that other rows can be made of them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from workflow.database.timeouts import WatchedConnection, limit_statements
from workflow.database.writer import Writer
from workflow.values.errors import DuplicateItem, Refusal, SomeoneElseActedFirst, WaitedInACircle
from workflow.values.lazy import cached_property

WAIT_SECONDS: Final = 20
"""How long a writer waits for another one before the database gives up."""

HURRY_SECONDS: Final = 0.2
"""How long one waits that a page can do without."""

PATIENCE: Final[dict[str, dict[str, Any]]] = {
    "sqlite": {"timeout": WAIT_SECONDS},
    "postgresql": {"connect_timeout": 5, "tcp_user_timeout": WAIT_SECONDS * 1000},
}
"""How long a database that is busy or silent is waited for: seconds (tcp: milliseconds).

What the database's address itself says of them goes first.
"""

POOLED: Final = {"sqlite": 3, "postgresql": 5}
"""Connections that stay open when nobody needs them; more are opened while they are needed.

Two pages are made at a time, and one change; each connection of SQLite has pages and prepared
statements of its own, four megabytes in the end.
"""

DEADLOCK: Final = "40P01"
"""PostgreSQL's code for a transaction that it ended because another one waited for it too."""

_READING: Final = "jizen_reading"
_DUPLICATE_NAME: Final = ("uq_items_name_in_cycle", "items.cycle_id, items.section_id")


class Database:
    """A database, and the two ways into it: to write and to read."""

    def __init__(self, url: str, statement_seconds: float | None = None) -> None:
        """Prepare connections to `url`; nothing is opened yet.

        With `statement_seconds` a statement that takes longer raises TookTooLong.
        """
        self.url = _completed(url)
        self.engine = _engine(self.url)
        if statement_seconds is not None:
            limit_statements(self.engine, statement_seconds)
        self._reader, self._writer = _for_reading(self.engine), Writer(self.engine)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction that is committed at the end, or leaves nothing behind.

        Raises SomeoneElseActedFirst, DuplicateItem or WaitedInACircle where the database was
        the last guard.
        """
        try:
            # Begun before the caller asks for the time: on SQLite, moments are in the order of
            # the moves. The session joins in when somebody first asks it for something.
            with self._writer.begin() as connection, _joining(connection) as session:
                yield session
        except (StaleDataError, IntegrityError) as broken:
            raise refusal_of(broken) from broken
        except OperationalError as failed:
            if getattr(failed.orig, "sqlstate", "") != DEADLOCK:
                raise
            raise WaitedInACircle() from failed

    @contextmanager
    def noting(self) -> Iterator[Session]:
        """One short transaction that gives up, with a DBAPIError, rather than wait for others."""
        with Session(self._noting_engine, expire_on_commit=False) as session, session.begin():
            if self.engine.dialect.name == "postgresql":
                session.execute(text(f"SET LOCAL lock_timeout = {int(HURRY_SECONDS * 1000)}"))
            yield session

    @cached_property
    def _noting_engine(self) -> Engine:
        """SQLite waits as long as a connection says: those in a hurry are others."""
        if self.engine.dialect.name != "sqlite":
            return self.engine
        return _engine(self.url.update_query_dict({"timeout": str(HURRY_SECONDS)}))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent look; writers are not held up."""
        connection = self._reader.connect()
        on_sqlite = self.engine.dialect.name == "sqlite"
        if on_sqlite:
            connection.info[_READING] = True
        session = Session(connection, expire_on_commit=False)
        try:
            yield session
        finally:
            # Nothing is committed: a connection that breaks only now takes nothing along.
            try:
                session.close()
                if on_sqlite:
                    del connection.info[_READING]
            except DBAPIError:
                connection.invalidate()
            connection.close()

    def is_alive(self) -> bool:
        """Whether the database answers. Raises SQLAlchemy's OperationalError where not."""
        with self.reading() as session:
            return bool(session.scalar(text("SELECT 1")))

    @property
    def address(self) -> str:
        """The whole address, with its password: for others who work on the same database."""
        return self.url.render_as_string(hide_password=False)

    def close(self) -> None:
        """Give every connection back."""
        if "_noting_engine" in self.__dict__:
            self._noting_engine.dispose()
        self._writer.close()
        self.engine.dispose()


def _completed(url: str) -> URL:
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    place = parsed.database if parsed.get_backend_name() == "sqlite" else None
    if place and not place.startswith("file:"):
        Path(place).parent.mkdir(parents=True, exist_ok=True)
    return parsed


def _engine(url: URL) -> Engine:
    backend = url.get_backend_name()
    patience = {n: time for n, time in PATIENCE.get(backend, {}).items() if n not in url.query}
    if backend == "sqlite":
        patience["factory"] = WatchedConnection
    engine = create_engine(
        url,
        pool_pre_ping=backend != "sqlite",
        poolclass=QueuePool,  # also for a database in memory, of which nobody asks anything
        # The connection that was given back last: its pages and prepared statements are the
        # warmest, and connections that are seldom needed fill no memory with theirs.
        pool_use_lifo=True,
        pool_size=POOLED[backend],
        hide_parameters=True,
        connect_args=patience,
    )
    if backend == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        # Were it an event, SQLAlchemy would take a longer way at every statement.
        engine.dialect.do_begin = _begin_sqlite  # type: ignore[assignment, method-assign]
    return engine


@contextmanager
def _joining(connection: Connection) -> Iterator[Session]:
    """A session in the connection's transaction; one that nobody used costs nothing."""
    session = Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only")
    try:
        yield session
        if session.in_transaction():
            session.flush()
    finally:
        if session.in_transaction():
            session.close()


def connection_of(session: Session) -> Connection:
    """The connection that a session was given, without setting the session itself in motion.

    Whoever sets a savepoint by the session asks it for its connection: else there is none yet.
    """
    return session.bind if isinstance(session.bind, Connection) else session.connection()


def _for_reading(engine: Engine) -> Engine:
    if engine.dialect.name == "sqlite":
        return engine
    # PostgreSQL's own default looks anew with every statement.
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: PoolProxiedConnection) -> None:
    reading = connection.info.get(_READING, False)
    cast(Any, connection).execute("BEGIN" if reading else "BEGIN IMMEDIATE")


def refusal_of(broken: StaleDataError | IntegrityError) -> Refusal:
    """What the database means by this, as a refusal; `broken` again where it is none."""
    if isinstance(broken, StaleDataError):
        return SomeoneElseActedFirst()
    words = str(broken.orig)
    if any(name in words for name in _DUPLICATE_NAME):
        return DuplicateItem(name="")
    if "UNIQUE" in words or "unique" in words:
        return SomeoneElseActedFirst()
    raise broken


_FROM_SEQUENCE: Final = text(
    "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :many)"
)


def next_ids(session: Session, table: Table, many: int) -> Sequence[int]:
    """So many ids of a table that nobody else is given, rising; for a transaction that writes."""
    connection = connection_of(session)
    if connection.dialect.name == "postgresql":
        given = {"name": table.name, "many": many}
        return connection.execute(_FROM_SEQUENCE, given).scalars().all()
    # SQLite has one writer at a time, and gives the ids in this way itself.
    last = connection.execute(text(f"SELECT max(id) FROM {table.name}")).scalar() or 0  # noqa: S608
    return range(last + 1, last + 1 + many)
