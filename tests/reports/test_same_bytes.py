"""A frozen report is the same bytes on another day, elsewhere, and in the other database."""

import os
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
import time_machine

from tests.support.databases import Databases
from tests.support.office import SEPTEMBER, open_office
from tests.support.prepared import prepare
from workflow import reports
from workflow.documents import snapshot
from workflow.values.canonical import canonical_bytes
from workflow.values.clock import JAPAN
from workflow.values.vocabulary import Stage

REBUILD = """
import gc
gc.disable()
import sys
from pathlib import Path
from workflow.documents import snapshot
folder = Path(sys.argv[1])
for form, content in snapshot.files((folder / "json").read_bytes()).items():
    (folder / f"again.{form}").write_bytes(content)
gc.freeze()
"""


def frozen(url: str) -> tuple[bytes, dict[str, bytes]]:
    """The snapshot and the files of an edition 2, by the same people doing the same things."""
    office = open_office(url)
    meeting, by = office.meetings[SEPTEMBER], "secretariat"
    office.an_item("evaluated", office.a_sheet(name="①㈱ＩＣＴ 葛\U000e0100城 𠮟る"))
    office.an_item("evaluated", department="kensetsu")
    office.do(by, reports.freeze, meeting, Stage.EVALUATED)
    office.do(by, reports.lift, meeting, "訂正")
    office.clock.advance(timedelta(days=3))
    office.an_item("evaluated", office.a_sheet(name="あとの事業"))
    made = office.do(by, reports.freeze, meeting, Stage.EVALUATED, "追加")
    files = {form: office.look(by, reports.edition_file, made, form).content for form in made.files}
    office.engine.close()
    return canonical_bytes(made.snapshot), files


@pytest.fixture(scope="module")
def edition(sqlite_databases: Databases) -> tuple[bytes, dict[str, bytes]]:
    """Snapshot and files, as SQLite keeps them."""
    return frozen(sqlite_databases.copy_of(prepare))


def test_sqlite_and_postgresql_keep_the_same_bytes(edition, postgres_databases):
    assert frozen(postgres_databases.copy_of(prepare)) == edition


@pytest.mark.parametrize(
    "moment", [datetime(2021, 8, 5, tzinfo=JAPAN), datetime(2039, 12, 31, 23, 59, tzinfo=JAPAN)]
)
def test_another_day_gives_the_same_bytes(edition, moment):
    content, files = edition

    with time_machine.travel(moment, tick=False):
        assert snapshot.files(content) == files


@pytest.mark.parametrize(
    ("zone", "locale"),
    [("Asia/Tokyo", "ja_JP.UTF-8"), ("America/New_York", "C"), ("Pacific/Kiritimati", "C.UTF-8"),
     ("UTC", "de_DE.UTF-8")],
)  # fmt: skip
def test_another_place_gives_the_same_bytes(edition, zone, locale, tmp_path):
    content, files = edition
    (tmp_path / "json").write_bytes(content)
    surroundings = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": "7"}

    subprocess.run([sys.executable, "-c", REBUILD, tmp_path], check=True, env=surroundings)

    assert {form: (tmp_path / f"again.{form}").read_bytes() for form in files} == files
