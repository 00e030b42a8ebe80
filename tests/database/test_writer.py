"""One connection serves those that write one after another, and nothing of one reaches the next."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from workflow.database.transactions import Database, connection_of


@pytest.fixture
def database(database_url):
    database = Database(database_url)
    with database.writing() as session:
        connection_of(session).execute(text("CREATE TABLE notes (said VARCHAR(20) NOT NULL)"))
    yield database
    database.close()


def write(database, *said):
    with database.writing() as session:
        for words in said:
            session.execute(text("INSERT INTO notes VALUES (:said)"), {"said": words})


def standing(database):
    with database.reading() as session:
        return session.scalars(text("SELECT said FROM notes ORDER BY said")).all()


@pytest.mark.both_databases
def test_what_fails_leaves_nothing_and_the_next_one_writes(database):
    with pytest.raises(IntegrityError):
        write(database, "half done", None)

    write(database, "after it")

    assert standing(database) == ["after it"]


@pytest.mark.both_databases
def test_many_threads_write_side_by_side_and_none_is_lost(database):
    begin = Barrier(8)

    def note(number):
        begin.wait()
        for turn in range(5):
            write(database, f"{number} {turn}")

    threads = [Thread(target=note, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert standing(database) == [f"{number} {turn}" for number in range(8) for turn in range(5)]


@pytest.mark.both_databases
def test_after_it_was_closed_it_opens_anew(database):
    write(database, "before")
    database.close()

    write(database, "after")

    assert standing(database) == ["after", "before"]


@pytest.mark.sqlite_only
def test_whoever_writes_while_it_is_closed_comes_to_an_end(database):
    with database.writing() as session:
        session.execute(text("INSERT INTO notes VALUES ('begun before')"))
        database.close()
        session.execute(text("INSERT INTO notes VALUES ('ended after')"))

    assert standing(database) == ["begun before", "ended after"]
