"""A unit of work that reads ends quietly, whatever has become of its connection."""

from sqlalchemy import text


def test_a_connection_that_breaks_at_the_end_of_a_reading_is_given_back(office, monkeypatch):
    database = office.engine.database.engine

    def broken(_connection):
        raise database.dialect.dbapi.OperationalError("the database went away")

    with office.engine.read() as work:
        read = work.session.scalar(text("SELECT 1"))
        monkeypatch.setattr(database.dialect, "do_rollback", broken)
    monkeypatch.undo()

    assert read == 1
    assert database.pool.checkedout() == 0
    assert office.engine.database.is_alive()
