"""An evaluation is taken back by whoever finalised it, or by a finaliser; it is there again."""

import pytest

from tests.support.office import SEPTEMBER
from tests.support.substitutes import stand_in
from workflow import evaluation, items
from workflow.evaluation import SessionPlan
from workflow.items import refusals
from workflow.masters import setup
from workflow.values.actor import Title
from workflow.values.vocabulary import Role

FINDINGS, CONDITIONS = (
    "体制を確認する必要がある。",
    "継続の体制を示すこと。\n保守の体制を示すこと。",
)


def name_a_finaliser(office, login: str) -> None:
    """Open a session of both evaluators in which `login` finalises."""
    office.set_up(lambda work: setup.put_criterion(work, "plan", Title("計画", "Plan"), 0))
    both = tuple(office.person(one).person_id for one in ("evaluator", "evaluator2"))
    finaliser = office.person(login).person_id
    plan = SessionPlan(2021, Title("評価会", ""), None, (SEPTEMBER,), both, (finaliser,), ("plan",))
    session_id = office.do("secretariat", evaluation.set_up_session, plan)
    office.do("secretariat", evaluation.open_session, session_id)


def test_where_no_session_names_anybody_only_who_finalised_takes_back(office):
    item_id = office.an_item("evaluated")

    with pytest.raises(refusals.NotTheFinaliser):
        office.act(item_id, "reopen", "evaluator2")
    assert office.act(item_id, "reopen", "evaluator").state == "reviewed"


def test_whose_earlier_evaluation_was_taken_back_does_not_take_back_the_next_ones(office):
    item_id = office.an_item("evaluated")
    office.act(item_id, "reopen", "evaluator")
    office.act(item_id, "evaluate", "evaluator2")

    with pytest.raises(refusals.NotTheFinaliser):
        office.act(item_id, "reopen", "evaluator")
    assert office.act(item_id, "reopen", "evaluator2").state == "reviewed"


def test_another_s_decision_is_taken_back_by_the_finaliser_whom_the_session_names(office):
    item_id = office.an_item("evaluated")
    name_a_finaliser(office, "evaluator2")

    assert office.act(item_id, "reopen", "evaluator2").state == "reviewed"
    with pytest.raises(refusals.NotTheFinaliser):
        office.act(item_id, "evaluate", "evaluator")


def test_whoever_stands_in_for_the_one_who_finalised_takes_back_in_their_name(office):
    item_id = office.an_item("evaluated")
    stand_in(office, "evaluator", "nothing", Role.EVALUATOR)

    assert office.act(item_id, "reopen", "nothing").state == "reviewed"


def test_what_was_decided_is_there_again_for_whoever_decides_anew(office):
    item_id = office.an_item("reviewed")
    assert office.look("evaluator", items.taken_back, item_id) is None
    given = {"verdict": "conditional", "findings": FINDINGS, "conditions": CONDITIONS}
    office.act(item_id, "evaluate", "evaluator", **given)
    assert office.look("evaluator", items.taken_back, item_id) is None
    office.act(item_id, "reopen", "evaluator")

    again = office.look("evaluator2", items.taken_back, item_id)

    assert (again.verdict_code, again.findings, again.conditions) == tuple(given.values())
    for login in ("officer", "reviewer", "viewer", "secretariat"):
        assert office.look(login, items.taken_back, item_id) is None


def test_the_page_that_decides_anew_is_filled_with_what_was_taken_back(
    demo_engine, sign_in_as, send_form, controls, item_named, names
):
    item, browser = item_named(names["evaluated"]), sign_in_as("evaluator")
    send_form(browser, f"/items/{item.row.id}/reopen", {"note": "見直す"})

    page = browser.get(f"/items/{item.row.id}/evaluate").text.partition("<main")[2]

    filled = dict(controls(page))
    assert filled["findings"] == item.evaluation.findings
    assert filled["verdict"] == item.evaluation.verdict_code
    assert "取り消した評価" in page
