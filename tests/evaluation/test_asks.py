"""Whoever scores without finalising has a turn too, and is told of items that come later."""

from tests.evaluation.conftest import SCORERS
from tests.support.asks import asked
from tests.support.told import job_context_of
from workflow import evaluation, items, notices
from workflow.items import AskKind


def test_a_scorer_is_asked_for_the_sheet_of_each_item_until_it_is_submitted(panel):
    item_id = panel.office.an_item("reviewed")
    session_id = panel.sit()

    (ask,) = asked(panel.office, "evaluator")
    panel.submit("evaluator", item_id, panel.card(3, 4, 5, verdict="appropriate"))

    assert (ask.kind, ask.item_id, ask.ref) == (AskKind.SCORE, item_id, session_id)
    assert asked(panel.office, "evaluator") == []
    assert len(asked(panel.office, "evaluator2")) == 1


def test_a_sheet_is_asked_for_again_where_the_item_says_something_else(panel):
    item_id = panel.office.an_item("reviewed")
    panel.sit()
    panel.submit("evaluator", item_id, panel.card(3, 4, 5, verdict="appropriate"))
    panel.office.act(item_id, "send_back", "reviewer")
    sheet = panel.office.a_sheet(name="改めた名")
    seen = panel.office.row(item_id)
    panel.do("officer", items.save, item_id=item_id, sheet=sheet, seen=seen.content_hash)
    for action, login in (("submit", "officer"), ("receive", "reviewer"), ("approve", "reviewer")):
        panel.office.act(item_id, action, login)

    assert [ask.item_id for ask in asked(panel.office, "evaluator")] == [item_id]


def test_nobody_is_asked_for_a_sheet_before_the_session_opens_or_once_it_is_closed(panel):
    panel.office.an_item("reviewed")
    session_id = panel.do("secretariat", evaluation.set_up_session, panel.plan())
    planned = asked(panel.office, "evaluator")
    panel.do("secretariat", evaluation.open_session, session_id)
    opened = asked(panel.office, "evaluator")
    panel.do("secretariat", evaluation.close_session, session_id)

    assert (planned, len(opened), asked(panel.office, "evaluator")) == ([], 1, [])


def test_who_is_no_scorer_or_partial_is_asked_for_no_sheet(panel):
    item_id = panel.office.an_item("reviewed")
    panel.sit(scorers=("evaluator", "own-evaluator", "evaluator2"))
    panel.declare("evaluator2", item_id)

    for login in ("outsider", "finaliser", "own-evaluator", "evaluator2"):
        assert asked(panel.office, login) == [], login
    assert len(asked(panel.office, "evaluator")) == 1


def test_who_completed_the_review_is_not_asked_to_score(panel):
    item_id = panel.office.an_item("under_review")
    panel.office.act(item_id, "approve", "approver")
    panel.sit(scorers=("evaluator", "approver"))

    assert asked(panel.office, "approver") == []


def test_what_is_asked_agrees_with_what_the_queue_of_the_session_says(panel):
    for state in ("reviewed", "reviewed", "under_review", "evaluated"):
        panel.office.an_item(state)
    panel.sit()

    queue = panel.look("evaluator", evaluation.queue, "2021-09")

    assert {ask.item_id for ask in asked(panel.office, "evaluator")} == {
        entry.row.id for entry in queue.mine
    }


def test_scorers_are_told_of_an_item_that_comes_after_the_session_opened(panel):
    panel.sit()
    item_id = panel.office.an_item("reviewed")

    job_context_of(panel.engine).announce(item_id, panel.office.row(item_id).ledger_length)

    for login in (*SCORERS, "finaliser"):
        found = panel.look(login, notices.page).notices
        assert [notice.item_id for notice in found] == [item_id], login
    assert panel.look("outsider", notices.page).notices == ()
