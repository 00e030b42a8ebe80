"""jizen db backup and restore: a copy made at work is whole and comes back."""

import hashlib
import shutil
import sqlite3
import stat
from contextlib import closing
from itertools import cycle
from pathlib import Path
from threading import Event, Thread

import pytest

import migrations
from tests.support.backups import rows_of
from tests.support.ledger import ledger_breaks
from tests.support.office import open_office


def test_a_backup_made_while_people_work_is_whole_and_restores(office, on, at, tmp_path):
    item, enough, stop = office.an_item(), Event(), Event()

    def work() -> None:
        for number, action in enumerate(cycle(("submit", "pull_back"))):
            office.act(item, action, "officer")
            if number > 20:
                enough.set()
            if stop.is_set():
                return

    worker = Thread(target=work)
    worker.start()
    try:
        assert enough.wait(120)
        files = [tmp_path / f"{number}.db" for number in range(5)]
        written = [on(office, "backup", file) for file in files]
    finally:
        stop.set()
        worker.join()

    assert [one.exit_code for one in written] == [0] * 5, written[0].stderr
    counts = []
    for file in files:
        database = tmp_path / "site" / f"of-{file.name}"
        database.parent.mkdir(exist_ok=True)
        restored = at(database, "db", "restore", file)
        assert restored.exit_code == 0, restored.stderr
        assert at(database, "audit", "verify").stdout == restored.stdout
        assert at(database, "db", "check").exit_code == 0
        counts.append(len(rows_of(database)))
    assert counts == sorted(counts)
    assert 22 < counts[0] <= counts[-1] <= office.count_entries()
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        *(file.name for file in files),
        "site",
    ]


def digest_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_backup_and_restored_database_are_readable_by_their_owner_only(backup, at, tmp_path):
    at(tmp_path / "new.db", "db", "restore", backup)

    for file in (backup, tmp_path / "new.db"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_backup_is_not_overwritten_unless_one_insists(office, on, backup):
    before = digest_of(backup)
    office.an_item()

    refused = on(office, "backup", backup)
    assert (refused.exit_code, digest_of(backup)) == (1, before)
    assert "--force" in refused.stderr

    assert on(office, "backup", backup, "--force").exit_code == 0
    assert digest_of(backup) != before


def test_a_database_is_not_overwritten_unless_one_insists(office, on, backup):
    office.an_item()
    before = office.count_entries()

    assert on(office, "restore", backup).exit_code == 1
    assert office.count_entries() == before

    office.engine.close()
    assert on(office, "restore", backup, "--force").exit_code == 0
    assert office.count_entries() == before - 1


def test_what_a_restoration_replaces_is_kept_beside_it(office, on, backup):
    file = Path(office.engine.database.url.database)
    for wanted in (1, 2):
        office.an_item()
        before = office.count_entries()
        office.engine.close()

        told = on(office, "restore", backup, "--force").stderr

        replaced = Path(f"{file}.replaced-{wanted}")
        assert f"What it replaced is kept as {replaced}." in told
        with closing(sqlite3.connect(replaced)) as kept:
            assert kept.execute("SELECT count(*) FROM ledger_entries").fetchone() == (before,)


def test_a_database_in_use_is_not_replaced_under_those_who_use_it(office, on, backup):
    before = office.count_entries()
    with office.engine.database.reading():
        refused = on(office, "restore", backup, "--force")

    assert refused.exit_code == 1
    assert "stop Jizen first" in refused.stderr
    assert office.count_entries() == before


def test_a_ruined_database_is_replaced_with_what_its_journal_held(office, on, backup):
    office.engine.close()
    file = Path(office.engine.database.url.database)
    file.write_bytes(b"no database at all")
    Path(f"{file}-wal").write_bytes(b"a journal of something else")

    assert on(office, "restore", backup, "--force").exit_code == 0
    assert ledger_breaks(office.engine) == ()
    assert office.count_entries() == 6


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(backup, at, tmp_path):
    # Closed, or its journal would be worked in at whatever moment it is collected.
    with closing(open_office(f"sqlite:///{backup}").engine) as engine:
        migrations.downgrade(engine.database.engine, "0016")
    before = digest_of(backup)

    assert at(tmp_path / "new.db", "db", "restore", backup).exit_code == 0
    assert at(tmp_path / "new.db", "db", "check").exit_code == 0
    assert digest_of(backup) == before


def test_the_database_itself_is_no_place_for_its_backup(office, on, tmp_path):
    file = Path(office.engine.database.url.database)
    shutil.copy(file, tmp_path / "copy.db")

    assert "same file" in on(office, "backup", file, "--force").stderr
    assert "same file" in on(office, "restore", file, "--force").stderr


@pytest.mark.parametrize("words", [["backup"], ["restore"]])
def test_what_is_not_there_is_said(at, tmp_path, words):
    refused = at(tmp_path / "nothing.db", "db", *words, tmp_path / "neither")

    assert refused.exit_code == 1
    assert "there is no such" in refused.stderr


@pytest.mark.parametrize(("order", "tool"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_for_postgresql_the_servers_own_tools_are_named(jizen, order, tool):
    done = jizen(
        "db", order, "my file", JIZEN_DATABASE_URL="postgresql://jizen:secret@db.local/jizen"
    )

    assert done.exit_code == 1
    assert f"  {tool} " in done.stderr
    assert "'my file'" in done.stderr
    assert "--dbname=postgresql://jizen@db.local/jizen" in done.stderr
    assert "secret" not in done.stderr
    assert ("jizen db upgrade" in done.stderr, "createdb" in done.stderr) == (
        order == "restore",
        order == "restore",
    )
