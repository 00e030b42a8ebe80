"""What a database file holds, read past the program."""

import sqlite3
from pathlib import Path


def rows_of(file: Path) -> list[tuple]:
    """The entries of its ledger."""
    connection = sqlite3.connect(file)
    found = connection.execute("SELECT * FROM ledger_entries").fetchall()
    connection.close()
    return found
