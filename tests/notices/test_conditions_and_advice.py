"""Who is asked beside the moves is told so; who asked hears the answer. Never its author."""

from tests.support.advising import advise, requested
from tests.support.conditions import answer, conditional, first_of, judge
from tests.support.told import job_context_of
from workflow import notices


def told(office, login) -> list[str]:
    """The kinds of the notices a person has, the oldest first, but for those about turns."""
    found = office.look(login, notices.page).notices
    return [one.kind for one in reversed(found) if one.kind not in ("turn", "done")]


def test_an_advisor_is_told_of_the_question_and_the_asker_of_the_advice(office):
    _, request_id = requested(office)
    assert told(office, "advisor") == ["asked"]
    assert told(office, "reviewer") == []

    advise(office, request_id)

    assert told(office, "advisor") == ["asked"]
    assert told(office, "reviewer") == ["advised"]
    assert told(office, "reviewer2") == told(office, "officer") == []


def test_advice_sent_twice_is_told_once(office):
    _, request_id = requested(office)
    advise(office, request_id)
    advise(office, request_id)

    assert told(office, "reviewer") == ["advised"]


def test_a_departments_officers_are_told_that_the_evaluation_names_conditions(office):
    item_id = conditional(office)

    job_context_of(office.engine).announce(item_id, office.row(item_id).ledger_length)

    assert told(office, "officer") == told(office, "colleague") == ["conditions"]
    assert told(office, "neighbour") == told(office, "evaluator") == []


def test_whoever_was_told_of_conditions_is_told_that_they_are_void(office):
    item_id = conditional(office)
    jobs = job_context_of(office.engine)
    jobs.announce(item_id, office.row(item_id).ledger_length)
    office.act(item_id, "reopen", "evaluator")
    reopened = office.row(item_id).ledger_length
    office.act(item_id, "evaluate", "evaluator")

    for _ in range(2):
        jobs.announce(item_id, reopened)

    assert told(office, "officer") == told(office, "colleague") == ["conditions", "void"]
    assert told(office, "neighbour") == told(office, "evaluator") == []


def test_whoever_heard_of_no_conditions_hears_of_none_that_are_void(office):
    item_id = conditional(office)
    office.act(item_id, "reopen", "evaluator")

    job_context_of(office.engine).announce(item_id, office.row(item_id).ledger_length)

    assert told(office, "officer") == []


def test_an_evaluation_without_conditions_tells_the_department_of_none(office):
    item_id = office.an_item("evaluated")

    job_context_of(office.engine).announce(item_id, office.row(item_id).ledger_length)

    assert told(office, "officer") == []


def test_each_step_about_a_condition_is_told_to_the_other_side(office):
    condition = first_of(office, conditional(office))

    answer(office, condition.id)
    assert told(office, "evaluator") == ["answered"]
    assert told(office, "officer") == []

    judge(office, condition.id, "sent_back")
    assert told(office, "officer") == told(office, "colleague") == ["not_met"]
    assert told(office, "reviewer") == []

    answer(office, condition.id, words="単価の出典を付けました。")
    assert told(office, "reviewer") == ["answered"]
    assert told(office, "evaluator") == ["answered", "answered"]

    judge(office, condition.id, "met", by="evaluator")
    assert told(office, "officer") == ["not_met", "met"]
    assert told(office, "colleague") == ["not_met"]
