"""A thousand random ways to falsify the ledger: is every one found, and rightly named?

    python -m tests.soak.tampering [--tries 1000] [--rounds 3] [--on …]

Runs on SQLite and on PostgreSQL, against a head printed beforehand, with `jizen audit
verify` and the stand-alone verifier. Prints its figures; exits 1 if anything was missed.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from tests.soak.both import on_both, parser, say
from tests.support.attacks import NAMED, ONLY_BY_HEAD, Attacker
from tests.support.ledger import ledger_head
from tests.support.office import Office, open_office
from tests.support.tampering import by_database, by_file, fill, unguarded

ATTACKS = (*NAMED, *ONLY_BY_HEAD)


def main() -> int:
    """Run on both databases; 1 where an attempt was not found, or misnamed."""
    arguments = parser(__doc__)
    arguments.add_argument("--tries", type=int, default=1000, help="on each database")
    arguments.add_argument("--rounds", type=int, default=3, help="times nine items in the ledger")
    return on_both(_tamper, arguments.parse_args())


def _tamper(name: str, url: str, folder: Path, given: argparse.Namespace) -> int:
    office = open_office(url)
    fill(office, given.rounds)
    missed = _run(name, office, given.tries, folder)
    office.engine.close()
    return missed


def _run(name: str, office: Office, tries: int, folder: Path) -> int:
    head = ledger_head(office.engine)
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
            say(f"MISSED on {name}: {attack.__name__}, seed {seed}: {within} {outside}")
    seconds = time.perf_counter() - began
    say(f"\n{name}: {office.count_entries()} entries, {tries} tries, {seconds:.0f} s")
    for kind, count in done.items():
        say(f"  {kind:<18} {right[kind]:>5} of {count:>5} found and rightly named")
    say(f"  {'together':<18} {right.total():>5} of {tries:>5}")
    return tries - right.total()


if __name__ == "__main__":
    sys.exit(main())
