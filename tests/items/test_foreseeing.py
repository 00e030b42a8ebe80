"""Looking ahead at many orders: the reasons that the one door would give, and no move."""

from dataclasses import replace

import pytest

from tests.support.bulk import foreseen, performed
from tests.support.office import NOTE, Office
from tests.support.stocked import item_in
from workflow.items.batch import MOST_ORDERS
from workflow.items.orders import NO_INPUT, Order
from workflow.items.receipts import Outcome
from workflow.items.refusals import MeetingMissing, NextCycleMissing
from workflow.values.errors import (
    ActionNotPossible,
    ContentChanged,
    InputRefused,
    NoteRequired,
    NotFound,
    Refusal,
    WrongRole,
)

STATES = ("draft", "submitted", "under_review", "returned", "reviewed", "evaluated", "withdrawn")
ACTIONS = ("receive", "approve", "send_back", "report", "withdraw", "carry_over")
PEOPLE = ("officer", "neighbour", "reviewer", "evaluator", "secretariat", "viewer", "admin")


def order(office: Office, item_id: int, action: str, by: str | None) -> Order:
    """A complete order for an item as it stands."""
    row = office.row(item_id)
    particulars = office.particulars(row.cycle_id, action, {})
    actor = office.person(by) if by else None
    return Order(item_id, action, actor, row.content_hash, NOTE, None, particulars)


def kind(outcome: Outcome | None) -> type[Refusal] | None:
    return type(outcome) if isinstance(outcome, Refusal) else None


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("login", PEOPLE)
def test_what_is_foreseen_is_what_then_happens_in_every_state(stocked_office, action, login):
    office = stocked_office
    items = [item_in(office, state) for state in STATES]
    orders = [order(office, item_id, action, login) for item_id in items]
    before = office.count_entries()

    expected = foreseen(office, orders)

    assert office.count_entries() == before
    happened = performed(office, orders)
    for one, outcome in zip(expected, happened, strict=True):
        # What one may not see is not told of, whatever else it would be refused for.
        assert kind(one) in (kind(outcome), NotFound)
        assert (one is None) == (not isinstance(outcome, Refusal))


def test_whoever_may_not_see_an_item_is_not_told_that_it_is_there(office):
    draft, unknown = office.an_item("draft"), 10_000
    orders = [order(office, draft, "withdraw", login) for login in ("neighbour", "viewer", None)]

    seen_by_none = foreseen(office, [*orders, replace(orders[0], item_id=unknown)])

    assert [kind(one) for one in seen_by_none] == [NotFound] * 4


def test_each_row_has_its_own_reason_and_a_good_one_none(office):
    good, draft = office.an_item("under_review"), office.an_item("draft")
    approved = order(office, good, "approve", "reviewer")
    orders = [
        approved,
        replace(approved, seen="0" * 64),
        replace(approved, seen=None),
        replace(approved, action="send_back", note=" "),
        replace(approved, actor=office.person("secretariat")),
        order(office, draft, "approve", "reviewer"),
        replace(order(office, good, "carry_over", "reviewer"), particulars=NO_INPUT),
    ]

    expected = foreseen(office, orders)

    assert [kind(one) for one in expected] == [
        None,
        ContentChanged,
        ContentChanged,
        NoteRequired,
        WrongRole,
        ActionNotPossible,
        NextCycleMissing,
    ]


def test_a_report_without_a_meeting_is_foreseen_as_refused(office):
    wanted = order(office, office.an_item("evaluated"), "report", "secretariat")

    expected = foreseen(office, [wanted, replace(wanted, particulars=NO_INPUT)])

    assert [kind(one) for one in expected] == [None, MeetingMissing]


def test_no_orders_need_no_look_and_too_many_are_refused(office):
    one = order(office, office.an_item("submitted"), "receive", "reviewer")

    assert foreseen(office, []) == ()
    with pytest.raises(InputRefused):
        foreseen(office, [one] * (MOST_ORDERS + 1))
