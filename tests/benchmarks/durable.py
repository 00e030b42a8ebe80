"""Databases that are as durable as in production: every commit reaches the disk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Engine, text

from tests.support.databases import Databases, PostgresDatabases
from tests.support.office import Office, open_office


class DurablePostgres(PostgresDatabases):
    """A PostgreSQL server with the settings that it ships with."""

    @cached_property
    def _administration(self) -> Engine:
        engine: Engine = PostgresDatabases._administration.func(self)
        with engine.connect() as connection:
            connection.execute(text("ALTER SYSTEM RESET ALL"))
            connection.execute(text("SELECT pg_reload_conf()"))
        return engine


@contextmanager
def opened(databases: Databases, preparation: Callable[[str], None]) -> Iterator[Office]:
    """An office on a copy of its own."""
    url = databases.copy_of(preparation)
    office = open_office(url)
    yield office
    office.engine.close()
    databases.drop(url)
