"""Two hundred SIGKILLs during moves with mail, on both databases: is anything lost or made up?

    python -m tests.soak.killing [--kills 200] [--seed 1] [--on SQLite|PostgreSQL]

Prints its figures; exits 1 if anything is not as it should be.
"""

import argparse
import sys
from pathlib import Path

from tests.soak.both import on_both, parser, say
from tests.support.killing import kill_often, mover_processes


def main() -> int:
    """Run on both databases; 1 where something was broken."""
    arguments = parser(__doc__)
    arguments.add_argument("--kills", type=int, default=200, help="on each database")
    arguments.add_argument("--seed", type=int, default=1)
    return on_both(_kill, arguments.parse_args())


def _kill(name: str, url: str, folder: Path, given: argparse.Namespace) -> int:
    with mover_processes() as movers:
        found = kill_often(url, folder, movers, given.kills, given.seed)
    say(
        f"{name}: {found.kills} kills in {found.seconds:.0f} s; "
        f"{found.acknowledged} moves acknowledged, {found.entries} ledger entries; "
        f"{found.mails} mails due, {found.repeats} repeats; {len(found.broken)} faults"
    )
    for fault in found.broken:
        say(f"  {fault}")
    return len(found.broken)


if __name__ == "__main__":
    sys.exit(main())
