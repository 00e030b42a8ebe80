"""`make oracle`: pm4py judges the Petri nets, and reads and replays the logs of cycles.

    python -m tests.oracle [--rounds 20] [--python build/oracle/bin/python]

pm4py lives in a Python of its own: it is large, and AGPL. Exits 1 unless every net is sound and
every history of a finished item is replayed with fitness 1.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.oracle import histories
from tests.support.databases import SqliteFiles
from tests.support.office import open_office
from tests.support.prepared import prepare
from workflow import documents
from workflow.process import bundled, load_sound, pnml
from workflow.values.actor import OPERATOR

JUDGE = Path(__file__).with_name("judge.py")


def main() -> int:
    """Write the files, and let them be judged."""
    parser = argparse.ArgumentParser(prog="make oracle", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="times an item on each walk")
    parser.add_argument("--python", default="build/oracle/bin/python")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jizen-oracle-") as name:
        folder = Path(name)
        for process, text in bundled().items():
            (folder / f"{process}.pnml").write_text(pnml(load_sound(text)), encoding="utf-8")
        _write_logs(folder, given.rounds)
        return subprocess.run([given.python, str(JUDGE), name], check=False).returncode


def _write_logs(folder: Path, rounds: int) -> None:
    """A cycle of each process, with items at every end and on their way; and their year."""
    (folder / "databases").mkdir()
    databases = SqliteFiles(folder / "databases")
    office = open_office(databases.copy_of(prepare))
    office.do(OPERATOR, histories.put_cycles)
    for process in histories.CYCLES:
        for number in range(rounds):
            histories.walk(office, process, f"{process} {number}")
    with office.engine.read(OPERATOR) as work:
        for form in documents.LOG_FORMS:
            logs = {
                name: documents.cycle_log(work, cycle, form)
                for name, cycle in histories.CYCLES.items()
            }
            for name, lines in (logs | {"year": documents.year_log(work, 2021, form)}).items():
                log = documents.log_file(lines, name, form)
                (folder / log.name).write_bytes(log.content)
    office.engine.close()
    databases.close()


if __name__ == "__main__":
    sys.exit(main())
