"""Advice is read by whom it concerns, when it does: one item, what waits, the whole list."""

from datetime import date

import pytest

from tests.support.advising import (
    ASKERS,
    CANNOT_SEE,
    FRIDAY,
    QUESTION,
    WORDS,
    advise,
    ask,
    requested,
)
from tests.support.asks import asked, asked_for
from tests.support.people import PEOPLE
from workflow import advice
from workflow.items import AskKind
from workflow.models.base import LARGEST_ID
from workflow.values.errors import NotFound

CENTER = ASKERS | {"admin"}
HEADQUARTERS = {"viewer", "reading-officer"}


def read_by(office, login, item_id) -> list[tuple]:
    """What a person reads of the advice on an item they see; nothing of others."""
    try:
        found = office.look(login, advice.of, item_id)
    except NotFound:
        assert login in CANNOT_SEE
        return []
    return [(one.question, one.asked_by and one.asked_by.ja, one.latest.text) for one in found]


def test_who_reads_advice_and_when(office):
    item_id, request_id = requested(office, "reviewed")
    advise(office, request_id)
    everything, answer = [(QUESTION, "reviewer", WORDS)], [("", None, WORDS)]
    readers = dict.fromkeys(CENTER | HEADQUARTERS | {"advisor"}, everything)

    before = {login: read_by(office, login, item_id) for login in PEOPLE}
    office.act(item_id, "evaluate", "evaluator")
    after = {login: read_by(office, login, item_id) for login in PEOPLE}

    assert {login: found for login, found in before.items() if found} == readers
    officers = dict.fromkeys(("officer", "colleague"), answer)
    assert {login: found for login, found in after.items() if found} == readers | officers


def test_the_department_loses_sight_when_the_evaluation_is_taken_back(office):
    item_id, request_id = requested(office, "reviewed")
    advise(office, request_id)
    office.act(item_id, "evaluate", "evaluator")
    office.act(item_id, "reopen", "evaluator")

    assert office.look("officer", advice.of, item_id) == ()


def test_the_department_is_not_told_of_questions_without_an_answer(office):
    item_id, _ = requested(office, "reviewed")
    office.act(item_id, "evaluate", "evaluator")

    assert office.look("officer", advice.of, item_id) == ()


def test_an_item_that_was_pulled_back_is_out_of_the_advisors_sight(office):
    item_id, request_id = requested(office, "submitted")
    office.act(item_id, "pull_back", "officer")

    assert asked_for(office, "advisor", AskKind.ADVISE) == []
    with pytest.raises(NotFound):
        advise(office, request_id)


@pytest.mark.both_databases
def test_what_waits_for_an_advisor_is_in_the_order_of_its_days(office):
    late, soon = (office.an_item("submitted") for _ in range(2))
    ask(office, late, due=date(2021, 8, 20))
    ask(office, soon, due=date(2021, 8, 4))

    assert [one.item_id for one in asked(office, "advisor")] == [soon, late]
    assert asked_for(office, "reviewer", AskKind.ADVISE) == []


@pytest.mark.both_databases
def test_the_list_across_items_shows_what_waits_first(office):
    done, request_id = requested(office)
    advise(office, request_id)
    open_one, _ = requested(office)

    def shown(login: str) -> list[int]:
        return [one.item_id for one in office.look(login, advice.page)]

    assert shown("secretariat") == shown("advisor") == [open_one, done]
    assert shown("officer") == shown("nothing") == []


def test_a_request_out_of_sight_is_refused_like_one_that_does_not_exist(office):
    _, request_id = requested(office)

    def refused(wanted: int) -> dict:
        with pytest.raises(NotFound) as refusal:
            office.do("neighbour", advice.withdraw, wanted)
        return refusal.value.data

    assert refused(request_id) == refused(request_id + 1)


@pytest.mark.both_databases
@pytest.mark.parametrize("wanted", [0, -1, 99_999, LARGEST_ID])
def test_what_is_not_there_is_not_found(office, wanted):
    actor = office.person("secretariat")

    for asking in (
        lambda: office.look(actor, advice.one, wanted),
        lambda: office.look(actor, advice.for_item, wanted),
        lambda: office.do(actor, advice.withdraw, wanted),
        lambda: office.do(actor, advice.ask, wanted, [1], "", FRIDAY),
        lambda: office.do(actor, advice.set_expertise, wanted),
        lambda: office.look(actor, advice.of, wanted),
    ):
        with pytest.raises(NotFound):
            asking()
