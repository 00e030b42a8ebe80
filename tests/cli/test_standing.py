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
NAMES = ("name", "center", "headquarters", "finance", "person")


@pytest.fixture
def url_of_nothing(tmp_path) -> str:
    """The address of a database in which there is no table."""
    return f"sqlite:///{tmp_path}/mistyped.db"


def execute(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


def stand_at(file: Path, number: str) -> None:
    execute(file, f"UPDATE alembic_version SET version_num = '{number}'")


def dump(file: Path) -> list[str]:
    """All that a database says, table by table."""
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return [
            f"{name} {rows}"
            for (name,) in sorted(tables)
            for rows in [sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))]
        ]


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


WHOEVER_OPENS_IT = [
    *OF_MANY_KINDS,
    ("db", "upgrade"),
    ("init", "--kind=city", *(f"--{one}=x" for one in NAMES)),
    ("person", "add", "new", "--name", "新人"),
    ("password", "--login", "admin", "--password", "a long enough one"),
    ("address", "--login", "admin", "admin@example.jp"),
    ("perform", "1", "submit", "--as", "soumu"),
    ("history", "1"),
    ("schedule", "--year", "2021", "-o", "schedule.pdf"),
    ("template", "-o", "template.xlsx"),
    ("audit", "export", "-o", "ledger.jsonl"),
]


def refused_and_left_alone(jizen, file, words):
    """What a command says that refuses to work on a database, which stays as it was."""
    before = dump(file)
    done = jizen(*words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert dump(file) == before
    return done.stderr


@pytest.mark.parametrize("words", WHOEVER_OPENS_IT)
def test_tables_of_a_newer_version_are_left_alone_and_said_to_be_newer(
    jizen, seeded_file, tmp_path, monkeypatch, words
):
    monkeypatch.chdir(tmp_path)
    stand_at(seeded_file, "9999")

    refusal = refused_and_left_alone(jizen, seeded_file, words)

    assert "A newer version of Jizen made the tables" in refusal
    assert "jizen db upgrade" not in refusal


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        *((words, "DELETE FROM alembic_version") for words in WHOEVER_OPENS_IT),
        (("list", "--cycle", "2021-09"), "DROP TABLE alembic_version"),
        (("db", "upgrade"), "DROP TABLE alembic_version"),
    ],
)
def test_tables_that_nothing_tells_the_version_of_are_left_alone_and_not_taken_for_nothing(
    jizen, seeded_file, tmp_path, monkeypatch, words, statement
):
    monkeypatch.chdir(tmp_path)
    execute(seeded_file, statement)

    refusal = refused_and_left_alone(jizen, seeded_file, words)

    assert "its table alembic_version, which tells their version, is empty or gone" in refusal
    assert "jizen init" not in refusal


def test_a_backup_of_a_newer_version_is_written_and_an_older_one_takes_its_place(
    jizen, seeded_file, tmp_path
):
    old, newer = tmp_path / "old.db", tmp_path / "newer.db"
    assert jizen("db", "backup", str(old)).exit_code == 0
    stand_at(seeded_file, "9999")

    written = jizen("db", "backup", str(newer))
    refused = jizen("list", "--cycle", "2021-09")
    restored = jizen("db", "restore", "--force", str(old))
    listed = jizen("list", "--cycle", "2021-09")

    assert (written.exit_code, refused.exit_code) == (0, 1)
    assert (restored.exit_code, listed.exit_code) == (0, 0)


@pytest.mark.parametrize(
    "words", [("list", "--help"), ("process", "check", "--help"), ("--version",)]
)
def test_help_is_given_whatever_the_database_is(jizen, seeded_file, words):
    stand_at(seeded_file, "9999")

    assert jizen(*words).exit_code == 0


def test_what_nothing_tells_the_version_of_is_no_backup(jizen, seeded_file, tmp_path):
    good, bad = tmp_path / "good.db", tmp_path / "bad.db"
    jizen("db", "backup", str(good))
    bad.write_bytes(good.read_bytes())
    execute(bad, "DELETE FROM alembic_version")

    restored = jizen("db", "restore", "--force", str(bad))
    listed = jizen("list", "--cycle", "2021-09")
    execute(seeded_file, "DELETE FROM alembic_version")
    backed_up = jizen("db", "backup", str(tmp_path / "night.db"))

    assert (restored.exit_code, listed.exit_code, backed_up.exit_code) == (1, 0, 1)
    for refused in (restored, backed_up):
        assert "its table alembic_version is empty" in refused.stderr
    assert not (tmp_path / "night.db").exists()


def test_an_empty_table_of_migrations_alone_is_nothing_of_jizen_and_an_office_is_set_up_in_it(
    jizen, tmp_path
):
    file = tmp_path / "new.db"
    execute(file, "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    address = f"sqlite:///{file}"

    listed = jizen("list", "--cycle", "2021-09", JIZEN_DATABASE_URL=address)
    set_up = jizen(
        "init", "--kind=city", *(f"--{one}=x" for one in NAMES), JIZEN_DATABASE_URL=address
    )

    assert "there is nothing of Jizen in this database" in listed.stderr
    assert set_up.exit_code == 0, set_up.stderr


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
