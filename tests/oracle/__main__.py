"""`make oracle`: pm4py judges the Petri nets and reads, and replays, the event logs of a cycle.

    python -m tests.oracle [--rounds 20] [--python build/oracle/bin/python]

pm4py lives in a Python of its own: it is large, and AGPL. Exits 1 unless every net is sound and
every history of a finished item is replayed with fitness 1.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.databases import SqliteFiles
from tests.support.office import PATHS, SEPTEMBER, open_office
from tests.support.prepared import prepare
from workflow import documents
from workflow.process import bundled, load_sound, pnml
from workflow.values.actor import OPERATOR

JUDGE = Path(__file__).with_name("judge.py")
STATES = tuple(state for state in PATHS if state != "consulted")


def main() -> int:
    """Write the files, and let them be judged."""
    parser = argparse.ArgumentParser(prog="make oracle", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="times an item in each state")
    parser.add_argument("--python", default="build/oracle/bin/python")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jizen-oracle-") as name:
        folder = Path(name)
        for process, text in bundled().items():
            (folder / f"{process}.pnml").write_text(pnml(load_sound(text)), encoding="utf-8")
        _write_logs(folder, given.rounds)
        return subprocess.run([given.python, str(JUDGE), name], check=False).returncode


def _write_logs(folder: Path, rounds: int) -> None:
    """The histories of items in every state, some returned, some pulled back."""
    (folder / "databases").mkdir()
    databases = SqliteFiles(folder / "databases")
    office = open_office(databases.copy_of(prepare))
    for number in range(rounds):
        for state in STATES:
            sheet = office.a_sheet(name=f"{state} {number}")
            office.an_item(state, sheet)
    with office.engine.read(OPERATOR) as work:
        for form in documents.LOG_FORMS:
            lines = documents.cycle_log(work, SEPTEMBER, form)
            log = documents.log_file(lines, "log", form)
            (folder / log.name).write_bytes(log.content)
    office.engine.close()
    databases.close()


if __name__ == "__main__":
    sys.exit(main())
