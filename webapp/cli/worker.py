"""`jizen worker`, and the same work inside `jizen serve`."""

import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Final

import click

from webapp.app.settings import Settings
from webapp.cli.main import KEPT
from webapp.cli.standing import require_current
from webapp.request import logs
from workflow.engine import Engine
from workflow.jobs import JobContext, Worker

WORKERS: Final = Path("var/workers")
TAKEN: Final = (
    "Another worker here is called {name}: give each process a JIZEN_WORKER_ID of its own, or none."
)


@click.command()
@click.pass_context
def worker(context: click.Context) -> None:
    """Work on jobs only (notices, mails, reminders), until SIGTERM."""
    engine: Engine = context.obj
    settings: Settings = context.meta[KEPT]
    require_current(engine)
    logs.take_over()
    with at_work(engine, settings) as working:
        for asked in (signal.SIGTERM, signal.SIGINT):
            signal.signal(asked, lambda *_: working.ask_to_stop())
        working.wait()
    click.echo("The worker has ended.", err=True)


@contextmanager
def at_work(engine: Engine, settings: Settings) -> Iterator[Worker]:
    """A worker in this process while the block runs."""
    job_context = JobContext(
        database=engine.database,
        clock=engine.clock,
        mail=settings.mail,
        hook=settings.hook,
        library=engine.library,
        listeners=engine.listeners,
        account_rules=settings.account_rules,
    )
    with worker_name(settings.worker_id, WORKERS, settings.database_url) as name:
        working = Worker(job_context, name)
        working.start()
        click.echo(f"Worker: {name}", err=True)
        try:
            yield working
        finally:
            working.stop()


def end_on_sigterm() -> None:
    """Let SIGTERM end this process the way Ctrl-C does: what is open is put down in order."""

    def end(*_: object) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)


@contextmanager
def worker_name(given: str, folder: Path, database: str = "") -> Iterator[str]:
    """The name a worker is known by: `given`, or the host's with the first free number.

    Two of one name would do each other's jobs once more: the second one of a database on a machine
    is refused.
    A number is held as a lock that ends with the process, however it ends: so the next
    one to start has the dead one's name and goes on with its jobs. The lock is SQLite's
    own, which every system has.
    """
    if given:
        with _alone(f"{given} {database}", folder, TAKEN.format(name=given)):
            yield given
        return
    folder.mkdir(parents=True, exist_ok=True)
    for number in count(1):
        if lock := _held(folder / f"{number}.lock"):
            with closing(lock):
                yield f"{socket.gethostname()}-{number}"
            return


@contextmanager
def _alone(what: str, folder: Path, taken: str) -> Iterator[None]:
    """No other process here is this; not looked at where the folder cannot be written to."""
    file = folder / f"named-{sha256(what.encode()).hexdigest()[:16]}.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = _held(file)
    except (OSError, sqlite3.OperationalError):
        lock = sqlite3.connect(":memory:")
    if lock is None:
        raise click.ClickException(taken)
    with closing(lock):
        yield


def _held(file: Path) -> sqlite3.Connection | None:
    """A lock that ends with the connection; None where somebody else holds it."""
    lock = sqlite3.connect(file, timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as refused:
        lock.close()
        if refused.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise  # The folder cannot be written to: no lock will ever be free.
        return None
    return lock
