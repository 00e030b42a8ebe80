"""Ten thousand live items moved to another version by processes that are killed, on both databases.

    python -m tests.soak.migrating [--items 10000] [--kills 40] [--seed 1] [--on …]

Prints its figures; exits 1 unless none is stranded and each has its one entry in a whole ledger.
"""

import argparse
import sys
from functools import partial
from pathlib import Path

from tests.soak.both import on_both, parser, say
from tests.support.migrating import fill, migrate_often


def main() -> int:
    """Run on both databases; 1 where something was broken."""
    arguments = parser(__doc__)
    arguments.add_argument("--items", type=int, default=10_000)
    arguments.add_argument("--kills", type=int, default=40, help="of two processes at a time")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    return on_both(_migrate, given, partial(fill, count=given.items))


def _migrate(name: str, url: str, _folder: Path, given: argparse.Namespace) -> int:
    found = migrate_often(url, given.kills, given.seed, batch=200, longest=2.0)
    say(
        f"{name}: {found.items} live items; dry run {found.rehearsed:.1f} s; moved in "
        f"{found.seconds:.0f} s with {found.kills} kills; {len(found.broken)} faults"
    )
    for fault in found.broken:
        say(f"  {fault}")
    return len(found.broken)


if __name__ == "__main__":
    sys.exit(main())
