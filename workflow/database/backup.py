"""Backup of an SQLite database while others work on it, and its restoration.

A PostgreSQL server has its own tools, which do this better: see `server_commands`.
"""

import os
import shlex
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy.engine import URL

OURS: Final = "alembic_version"
"""The table that every database of Jizen has: how far its migrations are."""


class BackupRefused(Exception):
    """Nothing was written; says why."""


class Restoring(NamedTuple):
    """The copy that becomes the database, and where what it replaces is kept, if anything."""

    draft: Path
    replaced: Path | None


def server_commands(url: URL, file: Path) -> tuple[str, str]:
    """The shell commands that back a PostgreSQL database up to `file` and restore it.

    The address is without its password, which belongs in ~/.pgpass or PGPASSWORD.
    """
    plain = url.set(drivername="postgresql")._replace(password=None).render_as_string()
    address, name = shlex.quote(f"--dbname={plain}"), shlex.quote(str(file))
    return (
        f"pg_dump --format=custom --file={name} {address}",
        "pg_restore --clean --if-exists --no-owner --exit-on-error --single-transaction"
        f" {address} {name}",
    )


def back_up(database: Path, file: Path, *, force: bool) -> None:
    """Write one consistent copy of the SQLite file `database` to `file`, mode 0600.

    Others may read and write meanwhile. Raises BackupRefused where `file` exists
    (without `force`), `database` does not, the copy is not whole, or nothing of Jizen is in it.
    """
    _require_two_files(database, file, f"{database}: there is no such database")
    with _draft_of(file, force) as draft:
        _copy(database, draft)
        _require_whole(draft)
        _require_ours(draft, database)


@contextmanager
def restoring(file: Path, database: Path, *, force: bool) -> Iterator[Restoring]:
    """Give a copy of the backup `file` to check; at the end of the block it is the database.

    What was the database is kept beside it: jizen.db.replaced-1, or the next number that is free.
    Where the block raises, everything stays as it was. Raises BackupRefused where
    `file` is not a whole SQLite file or has nothing of Jizen, where `database` exists
    (without `force`), or where somebody has it open.
    """
    _require_two_files(file, database, f"{file}: there is no such backup")
    with _draft_of(database, force) as draft:
        _copy(file, draft)
        _require_whole(draft)
        _require_ours(draft, file)
        replaced = _place_beside(database) if database.exists() else None
        yield Restoring(draft, replaced)
        _close_journal(draft)
        _require_unused(database)
        if replaced:
            _keep(database, replaced)


def _place_beside(database: Path) -> Path:
    places = (Path(f"{database}.replaced-{number}") for number in count(1))
    return next(place for place in places if not place.exists())


def _keep(database: Path, place: Path) -> None:
    """Give the file a second name; where the disk knows one name alone, copy it."""
    try:
        os.link(database, place)
    except OSError:
        shutil.copyfile(database, place)
        place.chmod(stat.S_IRUSR | stat.S_IWUSR)


def _require_two_files(source: Path, target: Path, missing: str) -> None:
    if not source.is_file():
        raise BackupRefused(missing)
    if target.exists() and target.samefile(source):
        raise BackupRefused(f"{source} and {target} are the same file")


@contextmanager
def _draft_of(file: Path, force: bool) -> Iterator[Path]:
    """A file beside `file`, its owner's only, which takes its place when all went well."""
    if file.exists() and not force:
        raise BackupRefused(f"{file} exists already: --force overwrites it")
    if not file.parent.is_dir():
        raise BackupRefused(f"{file.parent}: there is no such folder")
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(draft, file)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{draft}{ending}").unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    address = f"{source.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as there, closing(_open(target)) as here:
            # All at once: in steps it would begin anew with every move made meanwhile.
            there.backup(here)
            # One file, without a journal beside it, whatever the original has.
            here.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        raise BackupRefused(f"{source}: {error}") from error


def _require_whole(file: Path) -> None:
    try:
        with closing(_open(file)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as error:
        raise BackupRefused(f"the copy is not whole: {error}") from error
    if found != ["ok"]:
        raise BackupRefused(f"the copy is not whole: {found[0]}")


def _require_ours(draft: Path, source: Path) -> None:
    """See that there are tables of Jizen: an empty file is whole too, and saves nobody anything."""
    with closing(_open(draft)) as connection:
        found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (OURS,)).fetchone()
        numbered = found and connection.execute(f"SELECT 1 FROM {OURS}").fetchone()  # noqa: S608
    if found is None:
        raise BackupRefused(f"{source}: there is nothing of Jizen in it")
    if numbered is None:
        raise BackupRefused(
            f"{source}: its table {OURS} is empty, so nothing tells which version made it"
        )


def _close_journal(file: Path) -> None:
    with closing(_open(file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _require_unused(database: Path) -> None:
    """See that nobody has the file open, and leave no journal that would spoil its successor.

    SQLite gives a journal up only when nobody else has the file open. A file that is no
    database any more is nobody's.
    """
    if database.exists():
        try:
            with closing(_open(database)) as connection:
                connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise BackupRefused(f"{database} is in use: stop Jizen first ({error})") from error
        except sqlite3.DatabaseError:
            pass
    for ending in ("-wal", "-shm", "-journal"):
        Path(f"{database}{ending}").unlink(missing_ok=True)


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=0, isolation_level=None)
