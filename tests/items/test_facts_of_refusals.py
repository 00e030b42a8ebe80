"""Refusals say the facts they rest on: pages fill their sentences with them, batches keep them."""

from datetime import timedelta

import pytest

from workflow.items import policy, refusals
from workflow.items.guards import GUARDS, GuardContext, Sheets
from workflow.items.orders import ActionInput
from workflow.values import errors
from workflow.values.sheet import Sheet
from workflow.values.vocabulary import Action, Role

OWN, ME = 1, 7


@pytest.fixture
def refused(a_context):
    """`refused(guard, case changes…)`: the refusal of a guard that is asked about an item."""

    def answer(guard, context=None, **case):
        return GUARDS[guard](GuardContext(context or a_context(), ME, **case))

    return answer


def test_an_action_that_is_not_possible_says_which_and_in_which_state(a_context, an_actor):
    refusal = policy.may(an_actor(Role.OFFICER, OWN), a_context("reported"), "submit").refusal

    assert type(refusal) is errors.ActionNotPossible
    assert refusal.data == {"action": "submit", "state": "reported"}


@pytest.mark.parametrize(
    ("conflicted", "department", "kind"),
    [(frozenset({ME}), None, "declared"), (frozenset(), OWN, "own_department")],
)
def test_a_conflict_of_interest_says_what_kind_it_is(
    a_context, an_actor, conflicted, department, kind
):
    context = a_context("reviewed", conflicted=conflicted)
    actor = an_actor(Role.OFFICER if department else Role.EVALUATOR, department, ME)
    refusal = policy.barred(actor, context, Action.EVALUATE)

    assert type(refusal) is errors.ConflictOfInterest
    assert refusal.data == {"kind": kind}
    assert policy.barred(an_actor(Role.EVALUATOR, person=ME + 1), context, Action.EVALUATE) is None


def test_a_cycle_that_takes_nothing_says_its_name_and_when_it_opens(refused, a_context, a_cycle):
    closed, later = a_cycle(closed=True), a_cycle()
    before = a_context(cycle=later, today=later.opens_on - timedelta(days=1))

    assert refused("cycle_open", a_context(cycle=closed)).data == {"cycle": closed.id}
    assert refused("cycle_open", before).data == {"cycle": later.id, "opens_on": later.opens_on}


def test_an_amount_below_zero_is_said(refused, a_context, a_cycle):
    initial, below = a_cycle(kind="initial"), Sheet(amount_kyen=-1)
    begun = a_context().cycle.opens_on
    later = a_cycle(kind="initial", opens_on=begun + timedelta(days=1))

    for refusal in (
        refused("amount_allowed", a_context(cycle=initial), sheet=below),
        refused("next_cycle_given", sheet=below, next_cycle=later),
    ):
        assert type(refusal) is refusals.AmountNotAllowed
        assert refusal.data == {"amount": -1}
    assert refused("next_cycle_given", sheet=Sheet(amount_kyen=0), next_cycle=later) is None


def test_missing_sheets_are_said_in_three_numbers(refused):
    refusal = refused("sheets_submitted", sheets=Sheets(1, 5), sheets_needed=3)

    assert type(refusal) is refusals.SheetsMissing
    assert refusal.data == {"submitted": 1, "expected": 5, "needed": 3}


def test_a_missing_meeting_or_cycle_is_said_by_the_cycle_that_was_meant(refused, a_context):
    named = ActionInput(cycle_id="2031-09")

    assert refused("meeting_given").data == {"cycle": a_context().cycle.id}
    assert refused("next_cycle_given", particulars=named).data == {"cycle": "2031-09"}
