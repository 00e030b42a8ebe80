"""What else knows of the moves is held against the chain: items, evaluations, receipts."""

import pytest
from sqlalchemy import text

from tests.support.ledger import ledger_head
from tests.support.tampering import by_database, unguarded
from workflow import ledger
from workflow.ledger import Fault

pytestmark = pytest.mark.both_databases

REPORTED, REOPENED, RETURNED = 8, 7, 5
"""Items of `tampering.fill`, by the way they went."""


def old_receipt(item_id, step):
    """SQL: the receipt of a move as older versions kept it beside the ledger."""
    return (
        "INSERT INTO receipts (key, order_hash, item_id, action, state, entry_hash, at)"
        " SELECT key, order_hash, item_id, action, to_state, entry_hash, at FROM ledger_entries"
        f" WHERE key = '{item_id} {step}'"
    )


def found_after(office, *statements):
    """Item, entry and fault of every break after some SQL."""
    with unguarded(office.engine) as session:
        for statement in statements:
            assert session.execute(text(statement)).rowcount
        return [(one.item_id, one.sequence, one.what) for one in ledger.audit(session).breaks]


@pytest.mark.parametrize(
    ("change", "sequence", "fault"),
    [
        ("ledger_length = 5", 6, Fault.INSERTED),
        ("ledger_length = 7", 7, Fault.MISSING),
        ("ledger_head = 'x'", 6, Fault.END),
        ("state = 'evaluated'", 6, Fault.ITEM),
        ("round = 2", 6, Fault.ITEM),
        ("arrived_at = '2021-08-01 00:00:00.000000'", 6, Fault.ITEM),
        ("cycle_id = '2021-12'", 6, Fault.ITEM),
        ("meeting_id = meeting_id + 1", 6, Fault.ITEM),
        ("created_by = created_by + 1", 6, Fault.ITEM),
        ("submitted_by = NULL", 6, Fault.ITEM),
        ("content = replace(content, '60016', '90016')", 6, Fault.CONTENT),
        ("content_hash = 'x'", 6, Fault.CONTENT),
    ],
)
def test_an_item_that_stands_otherwise_than_its_moves_left_it_is_named(
    filled, change, sequence, fault
):
    found = found_after(filled, f"UPDATE items SET {change} WHERE id = {REPORTED}")

    assert found == [(REPORTED, sequence, fault)]


@pytest.mark.parametrize(
    ("statement", "sequence"),
    [
        ("UPDATE evaluations SET verdict_code = 'conditional' WHERE undone_at IS NULL", 7),
        ("UPDATE evaluations SET findings = 'x' WHERE undone_at IS NOT NULL", 5),
        ("UPDATE evaluations SET conditions = 'x' WHERE undone_at IS NOT NULL", 5),
        ("UPDATE evaluations SET content_hash = 'x' WHERE undone_at IS NULL", 7),
        ("UPDATE evaluations SET undone_at = finalised_at WHERE undone_at IS NULL", 7),
        ("UPDATE evaluations SET finalised_by = finalised_by + 1 WHERE undone_at IS NULL", 7),
        ("DELETE FROM evaluations WHERE undone_at IS NULL", 7),
    ],
)
def test_an_evaluation_that_tells_otherwise_than_its_entry_is_named(filled, statement, sequence):
    found = found_after(filled, f"{statement} AND item_id = {REOPENED}")

    assert found == [(REOPENED, sequence, Fault.EVALUATION)]


@pytest.mark.parametrize(
    ("statement", "sequence"),
    [
        ("UPDATE item_revisions SET content = replace(content, '60016', '9') WHERE number = 2", 5),
        ("UPDATE item_revisions SET content_hash = 'x' WHERE number = 1", 2),
        ("UPDATE item_revisions SET submitted_by = submitted_by + 1 WHERE number = 1", 2),
        ("UPDATE item_revisions SET number = 3 WHERE number = 2", 5),
        ("DELETE FROM item_revisions WHERE number = 2", 5),
    ],
)
def test_a_revision_that_tells_otherwise_than_its_entry_is_named(filled, statement, sequence):
    found = found_after(filled, f"{statement} AND item_id = {RETURNED}")

    assert found == [(RETURNED, sequence, Fault.REVISION)]


@pytest.mark.parametrize("change", ["entry_hash = 'x'", "state = 'x'", "action = 'x'"])
def test_a_receipt_that_tells_otherwise_than_its_entry_is_named(filled, change):
    found = found_after(filled, old_receipt(RETURNED, 2), f"UPDATE receipts SET {change}")

    assert found == [(RETURNED, 4, Fault.RECEIPT)]


def test_a_tail_cut_off_with_the_item_s_count_is_named_where_a_receipt_remembers_it(filled):
    head = ledger_head(filled.engine)
    last = filled.entries(REPORTED)[-2]

    with unguarded(filled.engine) as session:
        session.execute(text(old_receipt(REPORTED, 4)))
        session.execute(
            text(f"DELETE FROM ledger_entries WHERE item_id = {REPORTED} AND sequence = 6")
        )
        session.execute(
            text(
                "UPDATE items SET ledger_length = 5, state = 'evaluated', meeting_id = NULL,"
                f" ledger_head = '{last.entry_hash}', arrived_at ="
                f" (SELECT at FROM ledger_entries WHERE item_id = {REPORTED} AND sequence = 5)"
                f" WHERE id = {REPORTED}"
            )
        )
        found = by_database(session, head)

    assert found.named == {(REPORTED, 6)}


SPOILED = [
    "at = 'yesterday'",
    "particulars = '{not json'",
    "particulars = '{\"a\": 1}'",
    'particulars = \'{"a":"\\ud800"}\'',
    "note = x'ff00'",
    "round = 'three'",
    "sequence = 'three'",
]


@pytest.mark.parametrize("change", SPOILED)
def test_a_row_that_cannot_be_read_is_named_and_exported_all_the_same(
    sqlite_filled, tmp_path, change
):
    """SQLite lets anything stand in any column."""
    with unguarded(sqlite_filled.engine) as session:
        where = f"WHERE item_id = {RETURNED} AND sequence = 3"
        session.connection().exec_driver_sql(f"UPDATE ledger_entries SET {change} {where}")
        head = ledger_head(sqlite_filled.engine)
        named = by_database(session, head).named
        lines = list(ledger.export(session))

    assert named == {(RETURNED, 3)}
    assert len(lines) > 30
