"""Sixty-four threads in four processes race for every move of one item, on both databases.

    python -m tests.soak.racing [--rounds 200] [--processes 4] [--threads 16] [--on …]

Prints its figures; exits 1 unless every move has exactly one winner and the ledger is whole.
"""

import argparse
import sys
import time
from pathlib import Path

from tests.soak.both import on_both, parser, say
from tests.support.racing import race


def main() -> int:
    """Run on both databases; 1 where something was broken."""
    arguments = parser(__doc__)
    arguments.add_argument("--rounds", type=int, default=200, help="raced for by all")
    arguments.add_argument("--processes", type=int, default=4)
    arguments.add_argument("--threads", type=int, default=16, help="in each process")
    return on_both(_race, arguments.parse_args())


def _race(name: str, url: str, _folder: Path, given: argparse.Namespace) -> int:
    began = time.perf_counter()
    found = race(url, given.processes, given.threads, given.rounds)
    say(
        f"{name}: {given.processes} × {given.threads} racers, {found.moves} moves in "
        f"{time.perf_counter() - began:.0f} s; "
        f"refused: {dict(found.refusals)}; {len(found.broken)} faults"
    )
    for fault in found.broken:
        say(f"  {fault}")
    return len(found.broken)


if __name__ == "__main__":
    sys.exit(main())
