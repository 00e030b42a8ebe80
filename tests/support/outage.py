"""Databases that fail: a server of its own that is stopped and started, one that is only read."""

import shutil
import tempfile
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from tests.support.databases import PostgresServer, get_server, pg_ctl
from workflow.engine import Engine


class StoppableServer:
    """Holds one database. It is as durable as in production: nothing is switched off."""

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="jizen-outage-")
        self._server: PostgresServer = get_server(self._folder, cleanup_mode="stop")
        self.url = self._created()

    def _created(self) -> str:
        address = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        administration = create_engine(address, isolation_level="AUTOCOMMIT")
        with administration.connect() as connection:
            connection.execute(text("CREATE DATABASE jizen"))
        administration.dispose()
        return address.set(database="jizen").render_as_string(hide_password=False)

    def stop(self, how: str) -> None:
        """`fast`: sessions are broken off in order; `immediate`: as if the power went."""
        pg_ctl(["-w", "-m", how, "stop"], pgdata=self._pgdata, user=self._server.system_user)

    def start(self) -> None:
        """Take up the same data again; returns when the server answers."""
        self._server.ensure_postgres_running()

    def close(self) -> None:
        """Stop it for good and remove what it kept."""
        self._server.cleanup()
        shutil.rmtree(self._folder)

    @property
    def _pgdata(self) -> Path:
        return self._server.pgdata


def only_read(engine: Engine) -> str:
    """What a connection of this engine's database is told, to write nothing from then on."""
    if engine.database.engine.dialect.name == "sqlite":
        return "PRAGMA query_only = 1"
    return "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"
