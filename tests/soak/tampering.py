"""A thousand random ways to falsify the ledger: is every one found, and rightly named?

    python -m tests.soak.tampering [--tries 1000] [--rounds 3]

Runs on SQLite and on PostgreSQL, against a head printed beforehand, with `jizen audit
verify` and the stand-alone verifier. Prints its figures; exits 1 if anything was missed.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.support.attacks import NAMED, ONLY_BY_HEAD, Attacker
from tests.support.databases import Databases, PostgresDatabases, SqliteFiles
from tests.support.office import Office, open_office, prepare
from tests.support.tampering import by_database, by_file, fill, unguarded

ATTACKS = (*NAMED, *ONLY_BY_HEAD)


def main() -> int:
    """Run on both databases; the number of tampering attempts that were not found or misnamed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tries", type=int, default=1000, help="on each database")
    parser.add_argument("--rounds", type=int, default=3, help="times nine items in the ledger")
    given = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        postgres = PostgresDatabases()
        kinds: dict[str, Databases] = {"SQLite": SqliteFiles(Path(folder)), "PostgreSQL": postgres}
        for name, databases in kinds.items():
            office = open_office(databases.copy_of(prepare))
            fill(office, given.rounds)
            missed += _run(name, office, given.tries, Path(folder))
            office.engine.close()
        postgres.close()
    return 1 if missed else 0


def _run(name: str, office: Office, tries: int, folder: Path) -> int:
    head = office.engine.ledger_head()
    done: Counter[str] = Counter()
    right: Counter[str] = Counter()
    began = time.perf_counter()
    for seed in range(tries):
        attack = ATTACKS[seed % len(ATTACKS)]
        done[attack.__name__] += 1
        with unguarded(office.engine) as session:
            expected = attack(Attacker(session, seed))
            within = by_database(session, head)
            outside = by_file(session, head, folder / "ledger.jsonl")
        found = not within.sound and not outside.sound
        named = outside.named == expected and (within.named == expected or not expected)
        if found and named:
            right[attack.__name__] += 1
        else:
            _print(f"MISSED on {name}: {attack.__name__}, seed {seed}: {within} {outside}")
    seconds = time.perf_counter() - began
    _print(f"\n{name}: {office.count_entries()} entries, {tries} tries, {seconds:.0f} s")
    for kind, count in done.items():
        _print(f"  {kind:<18} {right[kind]:>5} of {count:>5} found and rightly named")
    _print(f"  {'together':<18} {right.total():>5} of {tries:>5}")
    return tries - right.total()


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
