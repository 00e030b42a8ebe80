"""Leaving the cycle: withdrawn items free their name, carried-over ones move on as they are."""

from datetime import date, datetime

import pytest

from tests.support.office import DECEMBER, INITIAL, JUNE, SEPTEMBER
from workflow import calendar, items, reports
from workflow.items.refusals import NextCycleMissing, ReportFrozen
from workflow.values.clock import JAPAN
from workflow.values.errors import ActionNotPossible, DuplicateItem, InputRefused
from workflow.values.vocabulary import Stage


@pytest.mark.both_databases
def test_a_withdrawn_item_frees_its_name(office):
    sheet = office.a_sheet(name="改修事業")
    first = office.an_item("withdrawn", sheet)

    second = office.an_item("submitted", sheet)

    assert [office.row(i).state for i in (first, second)] == ["withdrawn", "submitted"]


def test_nothing_follows_a_withdrawal(office):
    item_id = office.an_item("withdrawn")

    with pytest.raises(ActionNotPossible):
        office.act(item_id, "submit", "officer")


@pytest.mark.parametrize(
    ("state", "due"),
    [
        ("draft", date(2021, 10, 29)),  # December's deadline of submission
        ("submitted", date(2021, 10, 6)),  # 2 business days after December opens, on 4 October
        ("under_review", date(2021, 10, 11)),  # 5 business days after that
        ("returned", date(2021, 10, 29)),  # with what else the department submits
        ("reviewed", date(2021, 12, 3)),  # the meeting that takes December
    ],
)
def test_a_carried_over_item_is_in_the_same_state_of_a_later_cycle_and_due_in_its_days(
    office, state, due
):
    item_id = office.an_item(state)

    receipt = office.act(item_id, "carry_over", "reviewer2", cycle_id=DECEMBER)

    row, last = office.row(item_id), office.entries(item_id)[-1]
    assert (receipt.state, row.state, row.cycle_id) == (state, state, DECEMBER)
    assert last.particulars == {"cycle_id": DECEMBER, "from_cycle": SEPTEMBER}
    assert row.due_on == due


def test_in_a_cycle_that_is_open_the_clock_starts_with_the_carry_over(office):
    item_id = office.an_item("submitted")
    office.clock.set(datetime(2021, 8, 17, 9, 0, tzinfo=JAPAN))

    office.act(item_id, "carry_over", "reviewer2", cycle_id=INITIAL)

    assert office.row(item_id).due_on == date(2021, 8, 19)


@pytest.mark.parametrize("state", ["draft", "submitted", "under_review", "returned", "reviewed"])
def test_a_carried_over_item_is_nobodys_turn_until_its_cycle_opens(office, state):
    item_id = office.an_item(state)
    office.act(item_id, "carry_over", "reviewer2", cycle_id=DECEMBER)
    whose = {"reviewed": "evaluator", "draft": "officer", "returned": "officer"}
    person = whose.get(state, "reviewer")

    before = _turns(office, person)
    office.clock.set(datetime(2021, 10, 4, 9, 0, tzinfo=JAPAN))

    assert (before, _turns(office, person)) == ([], [item_id])


def _turns(office, login):
    """The items that wait for a person: as listed, and the count agrees."""
    office.meet_anew()
    listed = [turn.row.id for turn in office.look(login, items.home).turns]
    assert office.look(login, items.count_turns) == len(listed)
    return listed


@pytest.mark.parametrize("target", ["", SEPTEMBER, JUNE, "2030-09", "no cycle"])
def test_a_carry_over_goes_to_a_later_cycle_that_exists(shared_office, target):
    item_id = shared_office.an_item("submitted")

    with pytest.raises(NextCycleMissing):
        shared_office.act(item_id, "carry_over", "reviewer", cycle_id=target)

    assert shared_office.row(item_id).cycle_id == SEPTEMBER


@pytest.mark.both_databases
def test_the_name_of_a_cycle_in_broken_text_is_refused(shared_office):
    item_id = shared_office.an_item("submitted")

    with pytest.raises(InputRefused):
        shared_office.act(item_id, "carry_over", "reviewer", cycle_id="\x002021-12")


def test_a_carry_over_does_not_go_to_a_closed_cycle(office):
    item_id = office.an_item("submitted")
    office.do("secretariat", calendar.close_cycle, DECEMBER, closed=True)

    with pytest.raises(NextCycleMissing):
        office.act(item_id, "carry_over", "reviewer", cycle_id=DECEMBER)


def test_a_carry_over_does_not_meet_its_own_name_in_the_later_cycle(office):
    sheet = office.a_sheet(name="改修事業")
    there = office.an_item("draft", sheet, cycle=INITIAL)
    item_id = office.an_item("submitted", sheet)

    with pytest.raises(DuplicateItem) as refused:
        office.act(item_id, "carry_over", "reviewer", cycle_id=INITIAL)

    assert refused.value.data == {"name": "改修事業"}
    assert office.row(item_id).cycle_id == SEPTEMBER
    assert office.row(there).cycle_id == INITIAL


def test_a_carried_over_item_finishes_on_the_process_it_began_with(office):
    item_id = office.an_item("under_review", cycle=JUNE)
    office.act(item_id, "carry_over", "reviewer", cycle_id=SEPTEMBER)

    assert office.act(item_id, "approve", "reviewer").state == "consulted"


def test_an_evaluation_is_not_taken_back_once_the_report_is_frozen(office):
    item_id = office.an_item("evaluated")
    office.do("secretariat", reports.freeze, office.meetings[SEPTEMBER], Stage.EVALUATED)

    with pytest.raises(ReportFrozen):
        office.act(item_id, "reopen", "evaluator")

    assert office.row(item_id).state == "evaluated"
