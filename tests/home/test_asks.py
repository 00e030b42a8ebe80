"""自分の番 is the truth: one count and one list of all that a person is asked for."""

import pytest

from tests.support import advising
from tests.support.asks import asked
from tests.support.conditions import answer, conditional, first_of
from tests.support.substitutes import stand_in
from workflow import items, substitutes, threads
from workflow.items import AskKind
from workflow.values.vocabulary import Role


def test_advice_that_is_asked_for_is_the_advisors_turn(office):
    item_id, request_id = advising.requested(office)

    (ask,) = asked(office, "advisor")

    assert (ask.kind, ask.item_id, ask.ref) == (AskKind.ADVISE, item_id, request_id)
    assert (ask.said, ask.by.ja, ask.due_on) == (advising.QUESTION, "reviewer", advising.FRIDAY)


def test_given_advice_is_nobodys_turn_any_more(office):
    _, request_id = advising.requested(office)
    advising.advise(office, request_id)

    assert asked(office, "advisor") == []


def test_a_question_waits_for_the_department_and_its_answer_for_who_asked(office):
    item_id = office.an_item("under_review")
    thread = office.do("reviewer", threads.ask, item_id, "対象は何台ですか。", answer_in=3)

    (at_first,) = asked(office, "officer")
    office.do("officer", threads.say, thread, "三十台です。")

    assert (at_first.kind, at_first.ref, at_first.said) == (
        AskKind.ANSWER, thread, "対象は何台ですか。",
    )  # fmt: skip
    assert at_first.due_on is not None
    assert asked(office, "officer") == []
    assert [ask.said for ask in asked(office, "reviewer")] == ["三十台です。"]


def test_conditions_are_answered_by_the_department_and_judged_by_the_center(office):
    item_id = conditional(office)
    condition = first_of(office, item_id).id

    before = [(ask.kind, ask.item_id) for ask in asked(office, "officer")]
    answer(office, condition)

    assert before == [(AskKind.FULFIL, item_id)] * 2
    assert len(asked(office, "officer")) == 1
    assert [(ask.kind, ask.ref) for ask in asked(office, "reviewer")] == [
        (AskKind.JUDGE, condition)
    ]


def test_what_was_done_in_ones_name_is_to_be_acknowledged(office):
    item_id = office.an_item("submitted")
    stand_in(office, "reviewer", "evaluator2", Role.REVIEWER)
    office.act(item_id, "receive", "evaluator2")

    (ask,) = asked(office, "reviewer")
    office.do("reviewer", substitutes.acknowledge)

    assert (ask.kind, ask.by.ja) == (AskKind.ACKNOWLEDGE, "evaluator2")
    assert asked(office, "reviewer") == []


@pytest.mark.both_databases
def test_whoever_holds_every_role_is_asked_by_every_feature_in_one_list(office):
    stand_in(office, "everything", "evaluator2", Role.REVIEWER)
    item_id = conditional(office)
    office.do("reviewer", threads.ask, item_id, "対象は何台ですか。", answer_in=3)
    received = office.an_item("submitted", department="kensetsu")
    office.act(received, "receive", "evaluator2")

    found = [(ask.item_id, ask.kind) for ask in asked(office, "everything")]

    assert sorted(found) == [
        (item_id, AskKind.ANSWER),
        (item_id, AskKind.FULFIL),
        (item_id, AskKind.FULFIL),
        (received, AskKind.ACKNOWLEDGE),
    ]


def test_an_item_is_one_line_however_much_is_asked_about_it(office):
    item_id = office.an_item("returned")
    office.do("reviewer", threads.ask, item_id, "対象は何台ですか。")
    office.do("reviewer", threads.ask, item_id, "契約はいつまでですか。")

    (turn,) = office.look("officer", items.home).turns

    assert [one.action for one in turn.actions] == ["submit"]
    assert [ask.kind for ask in turn.asks] == [AskKind.ANSWER] * 2
    assert office.look("officer", items.count_turns) == 1


def test_the_first_day_on_which_something_is_due_comes_first(office):
    later = office.an_item("draft")
    sooner = office.an_item("under_review")
    office.do("reviewer", threads.ask, sooner, "対象は何台ですか。", answer_in=1)

    assert [turn.row.id for turn in office.look("officer", items.home).turns] == [sooner, later]


def test_what_somebody_may_not_see_is_neither_listed_nor_counted(office):
    item_id = office.an_item("under_review")
    office.do("reviewer", threads.ask, item_id, "対象は何台ですか。")

    for login in ("neighbour", "viewer", "nothing"):
        assert asked(office, login) == [], login
