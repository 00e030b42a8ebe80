"""Random histories of people, departments and an item: does a plain replay say the same?

    python -m tests.soak.replaying [--examples 2000] [--on SQLite|PostgreSQL]

Exits 1 with the shortest history for which the program's answer is another one.
"""

import argparse
import sys
import traceback
from pathlib import Path

import hypothesis

from tests.soak.both import on_both, parser, say
from tests.support.office import open_office
from tests.support.replay import SEQUENCES, Run


def main() -> int:
    """Run on both databases; 1 where an answer was wrong."""
    arguments = parser(__doc__)
    arguments.add_argument("--examples", type=int, default=2000, help="on each database")
    return on_both(_replay, arguments.parse_args())


def _replay(name: str, url: str, _folder: Path, given: argparse.Namespace) -> int:
    office = open_office(url)

    @hypothesis.settings(
        max_examples=given.examples,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(steps=SEQUENCES)
    def check(steps: list) -> None:
        run = Run(office)
        for step in steps:
            run.take(*step)

    try:
        check()
    except AssertionError:
        say(f"{name}: another answer\n{traceback.format_exc()}")
        return 1
    finally:
        office.engine.close()
    say(f"{name}: {given.examples} histories, the same answers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
