"""Asking for advice: who may, of whom, about what, and once."""

from datetime import date

import pytest

from tests.support.advising import ASKERS, CANNOT_SEE, advise, ask, reach, requested
from tests.support.asks import asked_for
from tests.support.people import PEOPLE
from workflow import advice
from workflow.advice.policy import AdviceGiven, AdviceNotPossible, AdviceWithdrawn
from workflow.items import AskKind
from workflow.values.errors import InputRefused, NotFound, WrongRole


def test_the_center_asks_and_nobody_else(office):
    item_id = office.an_item("submitted")

    for login in PEOPLE.keys() - ASKERS:
        refusal = NotFound if login in CANNOT_SEE | {"advisor"} else WrongRole
        assert isinstance(office.look(login, advice.ask_refusal, item_id), refusal)
        with pytest.raises(refusal):
            ask(office, item_id, by=login)
    assert {office.look(login, advice.ask_refusal, item_id) for login in ASKERS} == {None}
    assert ask(office, item_id, by="secretariat") == 1


@pytest.mark.parametrize("state", ["draft", "withdrawn", "reported"])
def test_advice_is_asked_for_only_while_the_item_is_with_the_center(office, state):
    item_id = office.an_item(state)

    with pytest.raises(AdviceNotPossible):
        ask(office, item_id)


def test_asking_twice_asks_once(office):
    item_id = office.an_item("submitted")

    assert [ask(office, item_id), ask(office, item_id, by="evaluator")] == [1, 0]
    assert len(office.look("reviewer", advice.of, item_id)) == 1


def test_who_has_answered_can_be_asked_something_else(office):
    item_id, request_id = requested(office)
    advise(office, request_id)

    assert ask(office, item_id, question="体制は足りるか。") == 1
    assert len(office.look("reviewer", advice.of, item_id)) == 2


def test_a_closed_day_becomes_the_next_open_one(office):
    item_id = office.an_item("submitted")
    ask(office, item_id, due=date(2021, 8, 7))

    assert office.look("reviewer", advice.of, item_id)[0].due_on == date(2021, 8, 10)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"advisors": ()}, "advisors"),
        ({"advisors": ("viewer",)}, "advisors"),
        ({"due": date(2021, 8, 1)}, "due_on"),
        ({"due": date(2031, 8, 1)}, "due_on"),
        ({"question": "長" * 4001}, "question"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_beside_its_field(office, given, field):
    item_id = office.an_item("submitted")

    with pytest.raises(InputRefused) as refused:
        ask(office, item_id, **given)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert office.look("reviewer", advice.of, item_id) == ()


def test_a_request_is_withdrawn_once_and_then_takes_no_advice(office):
    _, request_id = requested(office)
    for by in ("evaluator", "evaluator"):
        office.do(by, advice.withdraw, request_id)

    assert asked_for(office, "advisor", AskKind.ADVISE) == []
    with pytest.raises(NotFound):
        advise(office, request_id)
    reach(office, limited=False)
    with pytest.raises(AdviceWithdrawn):
        advise(office, request_id)


@pytest.mark.parametrize("login", ["officer", "viewer", "advisor", "admin"])
def test_others_withdraw_nothing(office, login):
    _, request_id = requested(office)

    with pytest.raises(WrongRole):
        office.do(login, advice.withdraw, request_id)


def test_what_was_answered_is_not_withdrawn(office):
    _, request_id = requested(office)
    advise(office, request_id)

    with pytest.raises(AdviceGiven):
        office.do("reviewer", advice.withdraw, request_id)
