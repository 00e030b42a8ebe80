"""`make bench`: every figure, as a table here and as JSON in build/bench/figures.json."""

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.benchmarks.batches import batch_over_single, move_in_a_long_ledger
from tests.benchmarks.deadline_day import deadline_day
from tests.benchmarks.durable import DurablePostgres
from tests.benchmarks.goals import goals_over_queries
from tests.benchmarks.measuring import Figure, say, table
from tests.benchmarks.one_door import door_over_floor, machine_alone
from tests.benchmarks.papers import thousand_items
from tests.benchmarks.peers.contest import door_over_peers
from tests.benchmarks.reading import pages_over_queries, reads_with_many_items
from tests.benchmarks.searching import search_in_many
from tests.benchmarks.staff import people_by_file
from tests.benchmarks.starting import start_and_rest
from tests.benchmarks.systems import systems_over_queries
from tests.benchmarks.workbooks import import_of_many_rows
from tests.support.databases import Databases, SqliteFiles

OUTPUT: Final = Path("build/bench/figures.json")

Part = Callable[[Databases, str], list[Figure]]
PARTS: Final[dict[str, Part]] = {
    "floor": door_over_floor,
    "batch": batch_over_single,
    "ledger": move_in_a_long_ledger,
    "reads": reads_with_many_items,
    "pages": pages_over_queries,
    "search": search_in_many,
    "import": import_of_many_rows,
    "start": start_and_rest,
    "people": people_by_file,
    "day": deadline_day,
    "goals": goals_over_queries,
    "systems": systems_over_queries,
}


def main() -> int:
    """Measure what is asked for; exit status 1 where a target is missed."""
    asked = _arguments()
    logging.disable(logging.WARNING)
    figures = list(_measured(asked.only, asked.database))
    sys.stdout.write(table(figures) + "\n")
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    told = [figure.as_json() for figure in figures]
    asked.output.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(any(figure.verdict == "MISSED" for figure in figures))


def _measured(only: list[str], kinds: list[str]) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="jizen-bench-") as folder:
        made: dict[str, Databases] = {
            "sqlite": SqliteFiles(Path(folder)),
            "postgresql": DurablePostgres(),
        }
        if not only or "machine" in only:
            yield machine_alone()
        if not only or "papers" in only:
            say("papers")
            yield from thousand_items()
        if not only or "peers" in only:
            say("peers")
            yield from door_over_peers(made["sqlite"], Path(folder))
        for kind in kinds:
            for name, part in PARTS.items():
                if not only or name in only:
                    say(f"{name} on {kind}")
                    yield from part(made[kind], kind)
            made[kind].close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--only", nargs="*", default=[], choices=[*PARTS, "machine", "papers", "peers"]
    )
    parser.add_argument("--database", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--output", type=Path, default=OUTPUT)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
