"""Advice is read by whom it concerns, when it does: one item, what waits, the whole list."""

from datetime import date

import pytest

from tests.support.advising import ASKERS, FRIDAY, WORDS, advise, ask, requested
from tests.support.people import PEOPLE
from workflow.values.errors import NotFound

CENTER = ASKERS | {"admin"}
HEADQUARTERS = {"viewer", "reading-officer"}


@pytest.mark.parametrize("evaluated", [False, True])
@pytest.mark.parametrize("login", PEOPLE)
def test_who_reads_advice_and_when(office, login, evaluated):
    item_id, request_id = requested(office, "reviewed")
    advise(office, request_id)
    if evaluated:
        office.act(item_id, "evaluate", "evaluator")

    found = office.engine.advice.of(item_id, office.person(login))

    reads = CENTER | HEADQUARTERS | {"advisor"}
    if evaluated:
        reads = reads | {"officer", "colleague"}
    assert bool(found) == (login in reads)
    if login in ("officer", "colleague") and found:
        assert (found[0].question, found[0].asked_by, found[0].latest.text) == ("", None, WORDS)


def test_the_department_loses_sight_when_the_evaluation_is_taken_back(office):
    item_id, request_id = requested(office, "reviewed")
    advise(office, request_id)
    office.act(item_id, "evaluate", "evaluator")
    office.act(item_id, "reopen", "evaluator")

    assert office.engine.advice.of(item_id, office.person("officer")) == ()


def test_the_department_is_not_told_of_questions_without_an_answer(office):
    item_id, _ = requested(office, "reviewed")
    office.act(item_id, "evaluate", "evaluator")

    assert office.engine.advice.of(item_id, office.person("officer")) == ()


def test_an_item_that_was_pulled_back_is_out_of_the_advisors_sight(office):
    item_id, request_id = requested(office, "submitted")
    office.act(item_id, "pull_back", "officer")

    assert office.engine.advice.waiting(office.person("advisor")) == ()
    with pytest.raises(NotFound):
        advise(office, request_id)


@pytest.mark.both_databases
def test_what_waits_for_an_advisor_is_in_the_order_of_its_days(office):
    late, soon = (office.an_item("submitted") for _ in range(2))
    ask(office, late, due=date(2021, 8, 20))
    ask(office, soon, due=date(2021, 8, 4))

    waiting = office.engine.advice.waiting(office.person("advisor"))

    assert [one.item_id for one in waiting] == [soon, late]
    assert office.engine.advice.waiting(office.person("reviewer")) == ()


@pytest.mark.both_databases
def test_the_list_across_items_shows_what_waits_first(office):
    done, request_id = requested(office)
    advise(office, request_id)
    open_one, _ = requested(office)

    def shown(login: str) -> list[int]:
        return [one.item_id for one in office.engine.advice.page(office.person(login))]

    assert shown("secretariat") == shown("advisor") == [open_one, done]
    assert shown("officer") == shown("nothing") == []


def test_a_request_out_of_sight_is_refused_like_one_that_does_not_exist(office):
    _, request_id = requested(office)
    desk, stranger = office.engine.advice, office.person("neighbour")

    def refused(wanted: int) -> dict:
        with pytest.raises(NotFound) as refusal:
            desk.withdraw(wanted, stranger)
        return refusal.value.data

    assert refused(request_id) == refused(request_id + 1)


@pytest.mark.both_databases
@pytest.mark.parametrize("wanted", [0, -1, 99_999, 2**40])
def test_what_is_not_there_is_not_found(office, wanted):
    desk, actor = office.engine.advice, office.person("secretariat")

    for asking in (
        lambda: desk.one(wanted, actor),
        lambda: desk.for_item(wanted, actor),
        lambda: desk.withdraw(wanted, actor),
        lambda: desk.ask(wanted, [1], "", FRIDAY, actor),
        lambda: desk.set_expertise(wanted, actor),
    ):
        with pytest.raises(NotFound):
            asking()
    assert desk.of(wanted, actor) == ()
