"""The loop that soak scripts share: the same on both databases, told line by line."""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.databases import Databases, PostgresDatabases, SqliteFiles
from tests.support.prepared import prepare

Soak = Callable[[str, str, Path, Any], int]
"""Is given the kind of database, the address of an office, a folder, and what was asked for
on the command line; gives the number of faults."""


def parser(doc: str) -> argparse.ArgumentParser:
    """Arguments that every script takes; `doc` is the script's own docstring."""
    made = argparse.ArgumentParser(description=doc.splitlines()[0])
    made.add_argument("--on", choices=("SQLite", "PostgreSQL"), help="one database only")
    return made


def on_both(soak: Soak, given: argparse.Namespace, filled: Callable[[str], None] = prepare) -> int:
    """Run `soak` on each database that is asked for; the exit status: 1 where there were faults.

    Each begins with what `filled` puts into an empty database.
    """
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        postgres = PostgresDatabases()
        kinds: dict[str, Databases] = {"SQLite": SqliteFiles(Path(folder)), "PostgreSQL": postgres}
        for name, databases in kinds.items():
            if given.on in (None, name):
                place = Path(folder) / name
                place.mkdir()
                faults += soak(name, databases.copy_of(filled), place, given)
        postgres.close()
    return 1 if faults else 0


def say(line: str) -> None:
    """A line for whoever waits."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
