"""Places in a session: given by the secretariat, never by oneself, and kept while it is open."""

import pytest

from tests.support.office import SEPTEMBER
from workflow import evaluation
from workflow.evaluation import SessionPlan, policy
from workflow.models import EvaluationSeat
from workflow.values import errors

REASON = "評価者の急病による交代"


def change(panel, by: str, session_id: int, reason: str = "", **changes) -> int:
    plan: SessionPlan = panel.plan(**changes)
    return panel.do(by, evaluation.set_up_session, plan, session_id, reason)


def seated(panel, session_id: int) -> tuple[list[str], list[str]]:
    view = panel.look("secretariat", evaluation.session, session_id)
    return [one.name.ja for one in view.scorers], [one.name.ja for one in view.finalisers]


@pytest.mark.parametrize("login", ["evaluator", "outsider", "finaliser"])
def test_an_evaluator_sets_no_session_up_and_neither_opens_nor_closes_one(panel, login):
    session_id = panel.sit()
    before = seated(panel, session_id)

    for ask in (
        lambda: change(panel, login, session_id, REASON, scorers=(login,), finalisers=(login,)),
        lambda: panel.do(login, evaluation.set_up_session, panel.plan(finalisers=(login,))),
        lambda: panel.do(login, evaluation.open_session, session_id),
        lambda: panel.do(login, evaluation.close_session, session_id),
    ):
        with pytest.raises(errors.WrongRole):
            ask()
    assert seated(panel, session_id) == before


@pytest.mark.parametrize("place", ["scorers", "finalisers"])
def test_the_secretariat_gives_nobody_of_itself_a_place(panel, place):
    own = {place: ("keeper",)}

    with pytest.raises(policy.OwnSeat):
        panel.do("keeper", evaluation.set_up_session, panel.plan(**own))
    session_id = panel.do("secretariat", evaluation.set_up_session, panel.plan(**own))
    with pytest.raises(policy.OwnSeat):
        change(panel, "keeper", session_id)

    names = seated(panel, session_id)
    assert "keeper" in names[0 if place == "scorers" else 1]


def test_before_the_opening_places_change_without_a_reason(panel):
    session_id = panel.do("secretariat", evaluation.set_up_session, panel.plan())

    change(panel, "secretariat", session_id, finalisers=("outsider",))

    assert seated(panel, session_id)[1] == ["outsider"]


def test_in_an_open_session_a_place_changes_for_a_reason_that_is_kept(panel):
    session_id = panel.sit()

    for reason in ("", " 　"):
        with pytest.raises(errors.InputRefused) as refused:
            change(panel, "secretariat", session_id, reason, finalisers=("outsider",))
        assert [(one.field, one.key) for one in refused.value.problems] == [
            ("reason", "seats_need_a_reason")
        ]
    change(panel, "secretariat", session_id, REASON, finalisers=("outsider",))

    assert seated(panel, session_id)[1] == ["outsider"]
    history = panel.look("evaluator", evaluation.session, session_id).history
    assert [(one.action, one.reason) for one in history][-1] == ("set_up", REASON)


def test_whoever_scored_and_finalises_now_sees_nothing_before_their_own_sheet_stands(panel):
    session_id = panel.sit()
    item_id = panel.office.an_item("reviewed")
    panel.submit("evaluator2", item_id, panel.card(5))

    change(
        panel,
        "secretariat",
        session_id,
        REASON,
        scorers=("evaluator2", "evaluator3"),
        finalisers=("evaluator",),
    )

    seen = panel.view("evaluator", item_id)
    assert (type(seen.see_refusal), seen.sheets) == (policy.ScoresAreBlind, ())


def test_whoever_could_read_the_sheets_as_a_finaliser_scores_no_more_in_the_session(panel):
    session_id = panel.sit()
    item_id = panel.office.an_item("reviewed")
    more = ("evaluator", "evaluator2", "evaluator3", "finaliser")
    panel.submit("evaluator", item_id, panel.card(5))

    with pytest.raises(errors.InputRefused) as refused:
        change(panel, "secretariat", session_id, REASON, scorers=more, finalisers=())

    assert [(one.field, one.key) for one in refused.value.problems] == [
        ("scorers", "has_seen_scores")
    ]


def test_where_nobody_has_submitted_a_finaliser_can_still_become_a_scorer(panel):
    session_id = panel.sit()
    more = ("evaluator", "finaliser")

    change(panel, "secretariat", session_id, REASON, scorers=more, finalisers=())

    assert seated(panel, session_id) == (["evaluator", "finaliser"], [])


def test_a_place_that_was_given_up_stays_in_the_record(panel):
    session_id = panel.sit()
    change(panel, "secretariat", session_id, REASON, finalisers=("outsider",))

    with panel.engine.database.reading() as session:
        left = [
            (seat.person_id, seat.left_by)
            for seat in session.query(EvaluationSeat).filter(EvaluationSeat.left_at.is_not(None))
        ]
    by = panel.person("secretariat").person_id
    assert left == [(panel.person("finaliser").person_id, by)]


def test_evaluators_read_who_sits_in_the_sessions(panel):
    session_id = panel.sit()

    assert [one.id for one in panel.look("outsider", evaluation.sessions)] == [session_id]
    assert panel.look("outsider", evaluation.queue, SEPTEMBER).is_open
