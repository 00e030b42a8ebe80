"""Two hundred SIGKILLs during moves with mail, on both databases: is anything lost or made up?

    python -m tests.soak.killing [--kills 200] [--seed 1] [--on SQLite|PostgreSQL]

Prints its figures; exits 1 if anything is not as it should be.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.support.databases import Databases, PostgresDatabases, SqliteFiles
from tests.support.killing import kill_often
from tests.support.office import prepare


def main() -> int:
    """Run on both databases; 1 where something was broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200, help="on each database")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", choices=("SQLite", "PostgreSQL"), help="one database only")
    given = parser.parse_args()
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        postgres = PostgresDatabases()
        kinds: dict[str, Databases] = {"SQLite": SqliteFiles(Path(folder)), "PostgreSQL": postgres}
        for name, databases in kinds.items():
            if given.on not in (None, name):
                continue
            place = Path(folder) / name
            place.mkdir()
            found = kill_often(databases.copy_of(prepare), place, given.kills, given.seed)
            _print(
                f"{name}: {found.kills} kills in {found.seconds:.0f} s; "
                f"{found.acknowledged} moves acknowledged, {found.entries} ledger entries; "
                f"{found.mails} mails due, {found.repeats} repeats; {len(found.broken)} faults"
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
