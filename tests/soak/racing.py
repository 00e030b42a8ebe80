"""Sixty-four threads in four processes race for every move of one item, on both databases.

    python -m tests.soak.racing [--rounds 200] [--processes 4] [--threads 16] [--on …]

Prints its figures; exits 1 unless every move has exactly one winner and the ledger is whole.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.support.databases import Databases, PostgresDatabases, SqliteFiles
from tests.support.office import prepare
from tests.support.racing import race


def main() -> int:
    """Run on both databases; 1 where something was broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200, help="moves of the item")
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--threads", type=int, default=16, help="in each process")
    parser.add_argument("--on", choices=("SQLite", "PostgreSQL"), help="one database only")
    given = parser.parse_args()
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        postgres = PostgresDatabases()
        kinds: dict[str, Databases] = {"SQLite": SqliteFiles(Path(folder)), "PostgreSQL": postgres}
        for name, databases in kinds.items():
            if given.on not in (None, name):
                continue
            began = time.perf_counter()
            url = databases.copy_of(prepare)
            found = race(url, given.processes, given.threads, given.rounds)
            _print(
                f"{name}: {given.processes} × {given.threads} racers, {found.moves} moves in "
                f"{time.perf_counter() - began:.0f} s, one winner each; "
                f"refused: {dict(found.refusals)}; {len(found.broken)} faults"
            )
            for fault in found.broken:
                _print(f"  {fault}")
            broken += len(found.broken)
        postgres.close()
    return 1 if broken else 0


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
