"""A database without Jizen's tables, or with those of another version: what is said, and kept."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import migrations
from workflow.database import Database

OF_MANY_KINDS = [
    ("list", "--cycle", "2021-09"),
    ("audit", "verify"),
    ("person", "list"),
    ("process", "list"),
    ("report", "verify"),
    ("db", "check"),
    ("db", "rebuild-search"),
    ("seed",),
    ("worker",),
    ("serve",),
]


@pytest.fixture
def url_of_nothing(tmp_path) -> str:
    """The address of a database in which there is no table."""
    return f"sqlite:///{tmp_path}/mistyped.db"


def stand_at(file: Path, number: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (number,))
        connection.commit()


@pytest.mark.parametrize("words", OF_MANY_KINDS)
def test_whoever_names_the_wrong_database_reads_so_and_what_to_set(jizen, url_of_nothing, words):
    done = jizen(*words, JIZEN_DATABASE_URL=url_of_nothing)

    assert done.exit_code == 1
    assert f"{url_of_nothing}: there is nothing of Jizen in this database" in done.stderr
    assert "JIZEN_DATABASE_URL" in done.stderr
    assert "jizen init" in done.stderr


@pytest.mark.parametrize("words", OF_MANY_KINDS)
def test_on_tables_of_an_older_version_the_upgrade_is_named(jizen, seeded_url, words):
    with closing(Database(seeded_url)) as database:
        migrations.downgrade(database.engine, "0010")

    done = jizen(*words)

    assert (done.exit_code, done.stderr.splitlines()[-1].removeprefix("Error: ")) == (
        1,
        "The database is not at the newest migration: jizen db upgrade",
    )


@pytest.mark.parametrize(
    "words", [("serve",), ("worker",), ("db", "check"), ("db", "upgrade"), ("init", "--kind=city")]
)
def test_tables_of_a_newer_version_are_left_alone_and_said_to_be_newer(jizen, seeded_file, words):
    stand_at(seeded_file, "9999")
    names = [f"--{one}=x" for one in ("name", "center", "headquarters", "finance", "person")]

    done = jizen(*words, *(names if words[0] == "init" else ()))

    assert done.exit_code == 1
    assert "A newer version of Jizen made the tables" in done.stderr
    assert "jizen db upgrade" not in done.stderr


def test_a_database_with_nothing_in_it_is_no_backup(jizen, url_of_nothing, tmp_path):
    jizen("list", "--cycle", "2021-09", JIZEN_DATABASE_URL=url_of_nothing)

    done = jizen("db", "backup", str(tmp_path / "night.db"), JIZEN_DATABASE_URL=url_of_nothing)

    assert done.exit_code == 1
    assert "there is nothing of Jizen in it" in done.stderr
    assert not (tmp_path / "night.db").exists()


@pytest.mark.parametrize("statement", [None, "CREATE TABLE letters (id)"])
def test_a_file_without_jizens_tables_does_not_replace_the_office(
    jizen, seeded_file, tmp_path, statement
):
    backup = tmp_path / "backup.db"
    backup.touch()
    if statement:
        with closing(sqlite3.connect(backup)) as connection:
            connection.execute(statement)
            connection.commit()
    before = jizen("list", "--cycle", "2021-09").stdout

    refused = jizen("db", "restore", "--force", str(backup))

    assert refused.exit_code == 1
    assert "there is nothing of Jizen in it" in refused.stderr
    assert jizen("list", "--cycle", "2021-09").stdout == before
    assert "急性期診療ネットワーク推進事業" in before


def test_an_upgrade_that_something_is_in_the_way_of_says_what(jizen, seeded_url):
    with closing(Database(seeded_url)) as database:
        migrations.downgrade(database.engine, "0057")
        with database.engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE masters_mark (id INTEGER)")

    done = jizen("db", "upgrade")

    assert done.exit_code == 1
    assert "masters_mark already exists" in done.stderr
