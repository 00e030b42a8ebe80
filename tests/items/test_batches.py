"""Many orders in one transaction: each done or refused on its own, by the same door."""

import json

import pytest
from sqlalchemy import select

from tests.support.bulk import performed
from tests.support.ledger import ledger_breaks
from tests.support.office import NOTE, Office
from workflow.items.batch import MOST_ORDERS
from workflow.items.orders import Order
from workflow.items.receipts import Outcome, Receipt
from workflow.models import LedgerEntry
from workflow.values.errors import (
    ActionNotPossible,
    ContentChanged,
    DuplicateItem,
    InputRefused,
    KeyReused,
    NoteRequired,
    NotFound,
    NotSignedIn,
    SeparationOfDuties,
    SomeoneElseActedFirst,
    WrongRole,
)

pytestmark = pytest.mark.both_databases

NOBODY = 10_000


def order(office: Office, item_id: int, action: str = "receive", **given) -> Order:
    """An order for an item as it stands, by the reviewer unless `by` says otherwise."""
    by = given.pop("by", "reviewer")
    row = office.row(item_id)
    seen = given.pop("seen", row.content_hash)
    particulars = office.particulars(row.cycle_id, action, {})
    return Order(
        item_id=item_id,
        action=action,
        actor=office.person(by) if by else None,
        seen=seen,
        particulars=particulars,
        **({"note": NOTE} | given),
    )


def perform(office: Office, *orders: Order) -> tuple[Outcome, ...]:
    return performed(office, orders)


def kinds(outcomes: tuple[Outcome, ...]) -> list[type]:
    return [type(outcome) for outcome in outcomes]


def actions(office: Office, item_id: int) -> list[str]:
    return [entry.action for entry in office.entries(item_id)]


def kept_keys(office: Office) -> set[str]:
    with office.engine.database.reading() as session:
        return set(session.scalars(select(LedgerEntry.key).where(LedgerEntry.key.is_not(None))))


def test_a_batch_moves_every_item_and_gives_the_receipts_in_order(office):
    ids = [office.an_item("submitted") for _ in range(5)]

    outcomes = perform(office, *(order(office, item_id) for item_id in reversed(ids)))

    assert [outcome.item_id for outcome in outcomes] == ids[::-1]
    for item_id, outcome in zip(ids, reversed(outcomes), strict=True):
        row = office.row(item_id)
        assert (row.state, row.ledger_head) == ("under_review", outcome.entry_hash)
        assert actions(office, item_id) == ["create", "submit", "receive"]
    assert ledger_breaks(office.engine) == ()


@pytest.mark.parametrize("action", ["submit", "approve", "evaluate", "report", "carry_over"])
def test_a_batch_leaves_what_single_moves_leave(office, action):
    before = {
        "submit": "draft",
        "approve": "under_review",
        "evaluate": "reviewed",
        "report": "evaluated",
        "carry_over": "under_review",
    }[action]
    by = {"submit": "officer", "evaluate": "evaluator", "report": "secretariat"}
    ids = [office.an_item(before) for _ in range(3)]
    taker = by.get(action, "reviewer")
    office.act(ids[0], action, taker)

    perform(office, *(order(office, item_id, action, by=taker) for item_id in ids[1:]))

    left = [office.row(item_id) for item_id in ids]
    assert len({(row.state, row.round, row.due_on, row.cycle_id) for row in left}) == 1
    assert len({(row.meeting_id, row.submitted_by, row.version) for row in left}) == 1
    told = [office.entries(item_id)[-1] for item_id in ids]
    assert len({(entry.to_state, entry.note, json.dumps(entry.particulars)) for entry in told}) == 1
    assert ledger_breaks(office.engine) == ()


def test_refused_orders_in_the_middle_stop_no_other_and_leave_nothing(office):
    good = [office.an_item("submitted") for _ in range(2)]
    draft, late, strange = (office.an_item(state) for state in ("draft", "submitted", "submitted"))
    orders = [
        order(office, good[0], key="first"),
        order(office, draft, key="draft"),
        order(office, late, seen="0" * 64, key="late"),
        order(office, strange, by="viewer", key="strange"),
        Order(NOBODY, "receive", office.person("reviewer"), None, NOTE, "nobody"),
        order(office, good[1], key="last"),
    ]

    outcomes = perform(office, *orders)

    assert kinds(outcomes) == [
        Receipt, ActionNotPossible, ContentChanged, WrongRole, NotFound, Receipt,
    ]  # fmt: skip
    assert [office.row(item_id).state for item_id in good] == ["under_review"] * 2
    assert office.row(draft).state == "draft"
    assert [office.row(item_id).state for item_id in (late, strange)] == ["submitted"] * 2
    assert [len(office.entries(item_id)) for item_id in (draft, late, strange)] == [1, 2, 2]
    assert kept_keys(office) == {"first", "last"}
    assert ledger_breaks(office.engine) == ()


def test_every_check_of_the_one_door_is_asked_in_a_batch_too(office):
    item_id = office.an_item("submitted", by="everything")
    other = office.an_item("under_review")

    assert kinds(perform(office, order(office, item_id, by="everything"))) == [SeparationOfDuties]
    assert kinds(perform(office, order(office, item_id, by=None))) == [NotSignedIn]
    assert kinds(perform(office, order(office, other, "send_back", note=""))) == [NoteRequired]
    assert kinds(perform(office, order(office, other, "approve", seen=None))) == [ContentChanged]
    assert kinds(perform(office, order(office, other, note="\x07"))) == [InputRefused]
    assert kinds(perform(office, order(office, item_id, key="k" * 81))) == [InputRefused]
    assert actions(office, item_id) == ["create", "submit"]
    assert actions(office, other) == ["create", "submit", "receive"]


def test_a_batch_delivered_twice_gives_the_same_receipts(office):
    ids = [office.an_item("submitted") for _ in range(3)]
    orders = [order(office, item_id, key=f"key-{item_id}") for item_id in ids]

    assert perform(office, *orders) == perform(office, *orders)
    assert [len(office.entries(item_id)) for item_id in ids] == [3, 3, 3]


def test_a_batch_gives_a_single_moves_receipt_again(office):
    item_id = office.an_item("submitted")
    one = order(office, item_id, key="one")
    receipt = office.act(item_id, "receive", "reviewer", key="one")

    assert perform(office, one) == (receipt,)
    assert len(office.entries(item_id)) == 3


def test_one_order_twice_in_a_batch_is_one_move_with_two_equal_receipts(office):
    item_id, other = office.an_item("submitted"), office.an_item("submitted")
    twice = order(office, item_id, key="k")

    first, between, second = perform(office, twice, order(office, other), twice)

    assert first == second
    assert isinstance(between, Receipt)
    assert len(office.entries(item_id)) == 3


def test_one_key_for_two_items_of_a_batch_serves_the_first_only(office):
    ids = [office.an_item("submitted") for _ in range(2)]

    outcomes = perform(office, *(order(office, item_id, key="k") for item_id in ids))

    assert kinds(outcomes) == [Receipt, KeyReused]
    assert office.row(ids[1]).state == "submitted"


def test_one_item_twice_in_a_batch_goes_on_from_where_the_first_left_it(office):
    item_id = office.an_item("submitted")

    outcomes = perform(
        office,
        order(office, item_id, "receive"),
        order(office, item_id, "receive"),
        order(office, item_id, "approve"),
    )

    assert kinds(outcomes) == [Receipt, ActionNotPossible, Receipt]
    assert actions(office, item_id) == ["create", "submit", "receive", "approve"]
    assert ledger_breaks(office.engine) == ()


def test_what_one_order_gives_free_the_next_one_may_take(office):
    sheet = office.a_sheet()
    there = office.an_item("draft", sheet)
    office.act(there, "submit", "officer")
    with pytest.raises(DuplicateItem):
        office.a_draft(sheet)

    outcomes = perform(
        office,
        order(office, there, "withdraw", by="officer"),
        order(office, there, "receive"),
    )

    assert kinds(outcomes) == [Receipt, SomeoneElseActedFirst]
    assert office.a_draft(sheet).item_id != there


def test_where_the_database_refuses_one_move_the_others_are_done(office):
    """Two of one name, brought into one cycle by one batch: only the database can see it."""
    sheet = office.a_sheet()
    here = office.an_item("submitted", sheet)
    there = office.an_item("submitted", sheet, cycle="2022-initial")
    third = office.an_item("submitted")

    outcomes = perform(office, *(order(office, i, "carry_over") for i in (third, there, here)))

    assert kinds(outcomes)[0] is Receipt
    assert set(kinds(outcomes)[1:]) == {Receipt, DuplicateItem}
    refused = (there, here)[kinds(outcomes)[1:].index(DuplicateItem)]
    assert actions(office, refused) == ["create", "submit"]
    assert actions(office, third) == ["create", "submit", "carry_over"]
    assert ledger_breaks(office.engine) == ()


def test_an_empty_batch_does_nothing_and_one_too_large_is_refused(office):
    item_id = office.an_item("submitted")

    assert perform(office) == ()
    with pytest.raises(InputRefused):
        perform(office, *[order(office, item_id)] * (MOST_ORDERS + 1))
    assert len(office.entries(item_id)) == 2
