"""The history cannot be changed; and where somebody managed to, it says where."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from sqlalchemy.exc import DatabaseError

from tests.support.ledger import ledger_breaks, ledger_head
from tests.support.office import Office
from tests.support.tampering import let_change
from workflow import items
from workflow.ledger import BEGINNING, entry_hash

pytestmark = pytest.mark.both_databases

TABLES = ("ledger_entries", "item_revisions")


def run(office: Office, *statements: str) -> None:
    """Statements by somebody who holds the database itself."""
    with office.engine.database.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def broken(office: Office) -> list[tuple[int, int]]:
    return [(found.item_id, found.sequence) for found in ledger_breaks(office.engine)]


@pytest.fixture
def unguarded(office: Office) -> Office:
    """An office whose database no longer refuses: the triggers are gone."""
    with office.engine.database.engine.begin() as connection:
        let_change(connection, *TABLES)
    return office


def test_the_history_of_an_item_that_went_all_the_way_holds_together(office):
    item_id = office.an_item("reported")
    entries = office.entries(item_id)

    assert broken(office) == []
    assert [entry.sequence for entry in entries] == [1, 2, 3, 4, 5, 6]
    assert entries[0].previous_hash == BEGINNING
    for before, after in pairwise(entries):
        assert after.previous_hash == before.entry_hash
        assert after.from_state == before.to_state


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["UPDATE {} SET content_hash = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_history(office, table, change):
    office.an_item("submitted")
    head = ledger_head(office.engine)

    with pytest.raises(DatabaseError, match="append-only"):
        run(office, change.format(table))

    assert ledger_head(office.engine) == head
    assert broken(office) == []


@pytest.mark.parametrize("table", TABLES)
def test_the_history_cannot_be_emptied_at_once(office, table):
    item_id = office.an_item("submitted")

    with pytest.raises(DatabaseError):  # SQLite does not even know the word
        run(office, f"TRUNCATE {table} CASCADE")

    assert len(office.entries(item_id)) == 2


@pytest.mark.parametrize(
    "change",
    [
        "note = 'other words'",
        "action = 'approve'",
        "actor_login = 'colleague'",
        "actor_id = actor_id + 1",
        "round = 7",
        'particulars = \'{"verdict":"deferred"}\'',
        "content_hash = 'other'",
        "to_state = 'reviewed'",
        "from_state = 'returned'",
    ],
)
def test_a_changed_entry_is_named(unguarded, change):
    office = unguarded
    office.an_item("submitted")
    item_id = office.an_item("under_review")

    run(office, f"UPDATE ledger_entries SET {change} WHERE item_id = {item_id} AND sequence = 2")

    assert broken(office)[0] == (item_id, 2)


def test_a_moment_changed_by_a_microsecond_is_named(unguarded):
    item_id = unguarded.an_item("under_review")
    later = unguarded.clock.now().isoformat().replace("09:00:00+09:00", "00:00:00.000001")
    moment = later.replace("T", " ")

    run(unguarded, f"UPDATE ledger_entries SET at = '{moment}' WHERE sequence = 3")

    assert broken(unguarded) == [(item_id, 3)]


def test_a_removed_entry_is_named(unguarded):
    item_id = unguarded.an_item("reviewed")

    run(unguarded, "DELETE FROM ledger_entries WHERE sequence = 3")

    assert broken(unguarded) == [(item_id, 3)]


def test_a_missing_beginning_is_named(unguarded):
    item_id = unguarded.an_item("draft")
    unguarded.act(item_id, "withdraw", "officer")

    run(unguarded, "DELETE FROM ledger_entries WHERE sequence = 1")

    assert broken(unguarded) == [(item_id, 1)]


def test_two_swapped_entries_are_named_at_the_first(unguarded):
    item_id = unguarded.an_item("reviewed")

    for now, then in ((2, 99), (3, 2), (99, 3)):
        run(unguarded, f"UPDATE ledger_entries SET sequence = {then} WHERE sequence = {now}")

    assert broken(unguarded)[0] == (item_id, 2)


@pytest.mark.parametrize("kept", [3, 1])
def test_a_cut_off_tail_is_named_where_it_began(unguarded, kept):
    item_id = unguarded.an_item("evaluated")

    run(unguarded, f"DELETE FROM ledger_entries WHERE sequence > {kept}")

    assert (item_id, kept + 1) in broken(unguarded)


def test_a_tail_cut_off_together_with_the_item_s_own_count_changes_the_head(unguarded):
    item_id = unguarded.an_item("draft")
    unguarded.act(item_id, "withdraw", "officer")
    head = ledger_head(unguarded.engine)
    first = unguarded.entries(item_id)[0].entry_hash

    run(
        unguarded,
        "DELETE FROM ledger_entries WHERE sequence = 2",
        f"UPDATE items SET state = 'draft', ledger_length = 1, ledger_head = '{first}'",
    )

    assert broken(unguarded) == []
    assert ledger_head(unguarded.engine) != head


@pytest.fixture
def forged() -> Callable[[Office, int, dict[str, object]], None]:
    """Copy an item's last entry with changes, correctly hashed, as a skilled forger would."""

    def forge(office: Office, item_id: int, changes: dict[str, object]) -> None:
        last = office.entries(item_id)[-1]
        columns = [column.name for column in last.__table__.columns]
        values = {name: getattr(last, name) for name in columns} | changes
        for name, value in values.items():
            setattr(last, name, value)
        values["entry_hash"] = entry_hash(last)
        with office.engine.database.engine.begin() as connection:
            gone = last.__table__.delete().where(
                last.__table__.c.item_id == item_id,
                last.__table__.c.sequence == values["sequence"],
            )
            connection.execute(gone)
            connection.execute(last.__table__.insert().values(**values))

    return forge


def test_an_entry_appended_outside_the_door_is_named(unguarded, forged):
    item_id = unguarded.an_item("under_review")
    last = unguarded.entries(item_id)[-1]

    forged(
        unguarded,
        item_id,
        {
            "sequence": 4,
            "action": "approve",
            "from_state": "under_review",
            "to_state": "reviewed",
            "previous_hash": last.entry_hash,
        },
    )

    assert broken(unguarded) == [(item_id, 4)]


def test_a_last_entry_written_anew_with_a_right_hash_is_named(unguarded, forged):
    item_id = unguarded.an_item("under_review")

    forged(unguarded, item_id, {"note": "other words"})

    assert broken(unguarded) == [(item_id, 3)]


def test_an_item_moved_behind_the_door_s_back_is_named(office):
    item_id = office.an_item("submitted")

    run(office, f"UPDATE items SET state = 'under_review' WHERE id = {item_id}")

    assert broken(office) == [(item_id, 2)]


def test_entries_whose_item_was_taken_away_are_named(office):
    gone, other = office.an_item("submitted"), office.an_item("submitted")

    connection = office.engine.database.engine.raw_connection()
    sqlite = office.engine.database.engine.dialect.name == "sqlite"
    connection.cursor().execute(
        "PRAGMA foreign_keys = OFF" if sqlite else "SET session_replication_role = replica"
    )
    connection.cursor().execute(f"DELETE FROM items WHERE id = {gone}")
    connection.commit()
    connection.invalidate()  # Nobody else works without references.

    assert broken(office) == [(gone, 1)]
    assert office.look("officer", items.get, other).row.id == other


@pytest.mark.parametrize(
    ("change", "sequence"),
    [
        ('UPDATE item_revisions SET content = \'{"name":"x"}\' WHERE number = 1', 2),
        ("UPDATE item_revisions SET content_hash = 'x' WHERE number = 1", 2),
        ("DELETE FROM item_revisions WHERE number = 2", 5),
    ],
)
def test_a_frozen_revision_that_was_tampered_with_is_found(unguarded, change, sequence):
    item_id = unguarded.an_item("returned")
    unguarded.act(item_id, "submit", "officer")
    assert broken(unguarded) == []

    run(unguarded, change)

    assert broken(unguarded) == [(item_id, sequence)]


def test_only_the_item_that_was_tampered_with_is_named(unguarded):
    ids = [unguarded.an_item("reviewed") for _ in range(3)]

    where = f"item_id = {ids[1]} AND sequence = 3"
    run(unguarded, f"UPDATE ledger_entries SET note = 'x' WHERE {where}")

    assert {item_id for item_id, _ in broken(unguarded)} == {ids[1]}
