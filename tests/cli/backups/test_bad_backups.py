"""Backups that are not whole, or not ours: none is taken back, and the database stays."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.backups import rows_of


def spoil_pages(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[20_000:60_000] = bytes(40_000)
    file.write_bytes(content)


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:100_000])


def write_text(file: Path) -> None:
    file.write_text("資料1-6")


def change_history(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.executescript(
        "DROP TRIGGER ledger_entries_refuse_update; UPDATE ledger_entries SET note = 'another';"
    )
    connection.close()


def come_from_tomorrow(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.executescript("UPDATE alembic_version SET version_num = '9999';")
    connection.close()


@pytest.mark.parametrize(
    ("ruin", "words"),
    [
        (spoil_pages, "not whole"),
        (cut_off, "malformed"),
        (write_text, "not a database"),
        (change_history, "ledger is broken: item 1, entry 1"),
        (come_from_tomorrow, "not a backup of this version"),
    ],
)
def test_a_bad_backup_is_refused_and_the_database_stays(office, on, backup, ruin, words):
    office.engine.close()
    database = Path(office.engine.database.url.database)
    ruin(backup)
    before = rows_of(database)

    refused = on(office, "restore", backup, "--force")

    assert refused.exit_code == 1
    assert words in refused.stderr
    assert rows_of(database) == before
    assert [one for one in database.parent.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ("DROP TRIGGER ledger_entries_refuse_update", "ledger_entries_refuse_update: missing"),
        (
            "CREATE TRIGGER helpful AFTER INSERT ON ledger_entries"
            " BEGIN UPDATE people SET password_hash = 'known'; END",
            "helpful: made by somebody else",
        ),
    ],
)
def test_a_backup_whose_triggers_are_not_ours_is_not_taken_back(backup, at, tmp_path, done, told):
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute(done)
        connection.commit()
    restored = tmp_path / "restored.db"

    answer = at(restored, "db", "restore", backup)

    assert answer.exit_code == 1
    assert told in answer.output
    assert not restored.exists()
