"""Evaluation sessions: set up, opened, closed; one open session for a cycle."""

from datetime import date

import pytest

from tests.support.office import INITIAL, SEPTEMBER
from workflow import calendar, evaluation
from workflow.calendar.drafts import SessionDraft
from workflow.calendar.policy import CalendarChanged
from workflow.evaluation import SessionStatus
from workflow.items import refusals
from workflow.masters import setup
from workflow.values import errors
from workflow.values.actor import Title
from workflow.work import Work


def test_a_session_is_set_up_opened_and_closed_and_tells_by_whom(panel):
    session_id = panel.sit()
    panel.do("admin", evaluation.close_session, session_id)
    panel.do("admin", evaluation.close_session, session_id)

    seen = panel.look("admin", evaluation.session, session_id)
    assert seen.status is SessionStatus.CLOSED
    assert [(one.action, one.who.ja) for one in seen.history] == [
        ("set_up", "secretariat"),
        ("opened", "secretariat"),
        ("closed", "admin"),
    ]
    assert [one.name.ja for one in seen.scorers] == ["evaluator", "evaluator2", "evaluator3"]
    assert [one.name.ja for one in seen.finalisers] == ["finaliser"]
    assert [one.code for one in seen.criteria] == ["plan", "amount", "security"]


def test_the_same_plan_twice_makes_one_session(panel):
    first = panel.do("secretariat", evaluation.set_up_session, panel.plan())

    assert panel.do("secretariat", evaluation.set_up_session, panel.plan()) == first
    assert len(panel.look("secretariat", evaluation.sessions)) == 1
    assert len(panel.look("secretariat", evaluation.session, first).history) == 1


@pytest.mark.both_databases
def test_a_cycle_is_evaluated_in_one_open_session_at_a_time(panel):
    first = panel.sit()
    planned = panel.plan(title=Title("臨時会", ""))
    second = panel.do("secretariat", evaluation.set_up_session, planned)

    with pytest.raises(errors.CycleInOtherSession):
        panel.do("secretariat", evaluation.open_session, second)
    panel.do("secretariat", evaluation.close_session, first)
    panel.do("secretariat", evaluation.open_session, second)
    with pytest.raises(errors.CycleInOtherSession):
        panel.do("secretariat", evaluation.open_session, first)


def test_an_open_session_takes_no_cycle_of_another(panel):
    panel.sit()
    later = panel.plan(title=Title("当初の会", ""), cycle_ids=(INITIAL,))
    second = panel.do("secretariat", evaluation.set_up_session, later)
    panel.do("secretariat", evaluation.open_session, second)

    grown = panel.plan(title=Title("当初の会", ""), cycle_ids=(INITIAL, SEPTEMBER))
    with pytest.raises(errors.CycleInOtherSession):
        panel.do("secretariat", evaluation.set_up_session, grown, second)
    seen = panel.look("secretariat", evaluation.session, second)
    assert seen.cycle_ids == (INITIAL,)


def test_the_calendar_gives_no_session_what_its_plan_may_not_have(panel):
    first = panel.sit()
    second = panel.sit(title=Title("当初の会", ""), cycle_ids=(INITIAL,))

    def move(session_id: int, *cycle_ids: str) -> None:
        there = panel.look("secretariat", calendar.session_card, session_id)
        draft = SessionDraft(there.title.ja, date(2021, 11, 19), cycle_ids)
        panel.do("secretariat", calendar.change_session, session_id, draft, there.seen)

    move(second, INITIAL)
    with pytest.raises(errors.CycleInOtherSession):
        move(second, INITIAL, SEPTEMBER)
    panel.do("secretariat", evaluation.close_session, first)
    with pytest.raises(errors.SessionClosed):
        move(first, SEPTEMBER)

    seen = panel.look("secretariat", evaluation.session, second)
    assert (seen.cycle_ids, seen.begins_on) == ((INITIAL,), date(2021, 11, 19))
    assert panel.look("secretariat", evaluation.session, first).begins_on is None


def test_a_closed_session_takes_no_scores_but_shows_them(panel):
    session_id = panel.sit()
    item_id = panel.office.an_item("reviewed")
    panel.submit("evaluator", item_id, panel.card(4))
    panel.do("secretariat", evaluation.close_session, session_id)

    with pytest.raises(errors.SessionNotOpen):
        panel.submit("evaluator2", item_id, panel.card(4))
    panel.look_at_scores("evaluator", item_id)
    assert len(panel.view("evaluator", item_id).sheets) == 1
    with pytest.raises(errors.SessionClosed):
        panel.do("secretariat", evaluation.set_up_session, panel.plan(), session_id)


def test_without_a_session_nothing_is_scored(panel):
    item_id = panel.office.an_item("reviewed")

    with pytest.raises(errors.SessionNotOpen):
        panel.save("evaluator", item_id, panel.card(4), 0)


def test_where_no_finaliser_is_named_those_who_score_finalise_and_nobody_else(panel):
    panel.sit(finalisers=())
    item_id = panel.office.an_item("reviewed")

    with pytest.raises(refusals.NotTheFinaliser):
        panel.office.act(item_id, "evaluate", "outsider")
    assert panel.office.act(item_id, "evaluate", "evaluator2").state == "evaluated"


def test_who_decides_in_a_session_is_the_same_when_it_is_closed(panel):
    session_id = panel.sit()
    item_id = panel.office.an_item("reviewed")
    panel.do("secretariat", evaluation.close_session, session_id)

    with pytest.raises(refusals.NotTheFinaliser):
        panel.office.act(item_id, "evaluate", "outsider")
    assert panel.office.act(item_id, "evaluate", "finaliser").state == "evaluated"


def test_a_criterion_that_is_renamed_later_stays_as_it_was_scored(panel):
    panel.sit()
    item_id = panel.office.an_item("reviewed")
    panel.submit("evaluator", item_id, panel.card(4))

    def rename(work: Work) -> None:
        setup.put_criterion(work, "plan", Title("別の名前", "Other"), 0)

    panel.office.set_up(rename)
    panel.submit("evaluator2", item_id, panel.card(3))
    panel.look_at_scores("evaluator", item_id)

    seen = panel.view("evaluator", item_id)
    assert seen.criteria[0].title == Title("観点 plan", "plan")
    assert seen.averages.by_criterion["plan"].count == 2


def test_a_plan_that_will_not_do_is_refused_with_every_field(panel):
    plan = panel.plan(
        title=Title("", "x" * 101), cycle_ids=("2030-09",), scorers=("reviewer",), finalisers=()
    )

    with pytest.raises(errors.InputRefused) as refused:
        panel.do("secretariat", evaluation.set_up_session, plan)

    assert [one.field for one in refused.value.problems] == [
        "cycle_ids",
        "scorers",
        "title_en",
        "title_ja",
    ]
    with pytest.raises(errors.InputRefused):
        panel.do("secretariat", evaluation.set_up_session, panel.plan(criteria=("unheard_of",)))
    empty = panel.do("secretariat", evaluation.set_up_session, panel.plan(scorers=()))
    with pytest.raises(errors.InputRefused):
        panel.do("secretariat", evaluation.open_session, empty)


def test_others_neither_set_sessions_up_nor_see_them(panel):
    session_id = panel.sit()

    for ask in (
        lambda: panel.do("reviewer", evaluation.set_up_session, panel.plan()),
        lambda: panel.do("reviewer", evaluation.open_session, session_id),
        lambda: panel.do("reviewer", evaluation.close_session, session_id),
        lambda: panel.look("reviewer", evaluation.sessions),
        lambda: panel.look("reviewer", evaluation.session, session_id),
        lambda: panel.look("reviewer", evaluation.evaluators),
        lambda: panel.look("reviewer", evaluation.queue, SEPTEMBER),
    ):
        with pytest.raises(errors.WrongRole):
            ask()


def test_the_queue_tells_each_how_far_they_are(panel):
    panel.sit(scorers=("evaluator", "evaluator2", "own-evaluator"))
    first = panel.office.an_item("reviewed")
    second = panel.office.an_item("reviewed", department="kensetsu")
    panel.office.an_item("submitted")
    panel.submit("evaluator", first, panel.card(4))
    panel.save("evaluator2", first, panel.card(4))

    def rows(login: str) -> list[tuple]:
        queue = panel.look(login, evaluation.queue, SEPTEMBER)
        return [(one.row.id, one.own, one.submitted, one.expected) for one in queue.entries]

    assert rows("evaluator") == [(first, "submitted", 1, 2), (second, "awaited", 0, 3)]
    assert rows("evaluator2") == [(first, "draft", 1, 2), (second, "awaited", 0, 3)]
    assert rows("own-evaluator") == [(first, "out", 1, 2), (second, "awaited", 0, 3)]
    assert rows("finaliser") == [(first, None, 1, 2), (second, None, 0, 3)]


def test_a_plan_that_somebody_changed_meanwhile_is_not_written_over(panel):
    session_id = panel.sit()
    seen = panel.look("secretariat", evaluation.session, session_id).seen
    other = panel.plan(title=Title("別の名", ""))
    panel.do("secretariat", evaluation.set_up_session, other, session_id)

    with pytest.raises(CalendarChanged):
        panel.do("secretariat", evaluation.set_up_session, panel.plan(), session_id, "", seen)

    shown = panel.look("secretariat", evaluation.session, session_id)
    assert shown.title.ja == "別の名"
    panel.do("secretariat", evaluation.set_up_session, panel.plan(), session_id, "", shown.seen)
