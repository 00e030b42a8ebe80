"""Evaluation sessions: set up, opened, closed; one open session for a cycle."""

from datetime import date

import pytest

from tests.support.office import INITIAL, SEPTEMBER
from workflow import calendar
from workflow.calendar import SessionDraft
from workflow.evaluation.views import SessionStatus
from workflow.masters import setup
from workflow.values import errors
from workflow.values.actor import Title
from workflow.work import Work


def test_a_session_is_set_up_opened_and_closed_and_tells_by_whom(panel):
    session_id = panel.sit()
    panel.desk.close(panel.person("evaluator"), session_id)
    panel.desk.close(panel.person("evaluator"), session_id)

    seen = panel.desk.session(panel.person("admin"), session_id)
    assert seen.status is SessionStatus.CLOSED
    assert [(one.action, one.who.ja) for one in seen.history] == [
        ("set_up", "secretariat"),
        ("opened", "secretariat"),
        ("closed", "evaluator"),
    ]
    assert [one.name.ja for one in seen.scorers] == ["evaluator", "evaluator2", "evaluator3"]
    assert [one.name.ja for one in seen.finalisers] == ["finaliser"]
    assert [one.code for one in seen.criteria] == ["plan", "amount", "security"]


def test_the_same_plan_twice_makes_one_session(panel):
    secretariat = panel.person("secretariat")
    first = panel.desk.set_up(secretariat, panel.plan())

    assert panel.desk.set_up(secretariat, panel.plan()) == first
    assert len(panel.desk.sessions(secretariat)) == 1
    assert len(panel.desk.session(secretariat, first).history) == 1


@pytest.mark.both_databases
def test_a_cycle_is_evaluated_in_one_open_session_at_a_time(panel):
    first = panel.sit()
    secretariat = panel.person("secretariat")
    second = panel.desk.set_up(secretariat, panel.plan(title=Title("臨時会", "")))

    with pytest.raises(errors.CycleInOtherSession):
        panel.desk.open(secretariat, second)
    panel.desk.close(secretariat, first)
    panel.desk.open(secretariat, second)
    with pytest.raises(errors.CycleInOtherSession):
        panel.desk.open(secretariat, first)


def test_an_open_session_takes_no_cycle_of_another(panel):
    panel.sit()
    later = panel.plan(title=Title("当初の会", ""), cycle_ids=(INITIAL,))
    second = panel.desk.set_up(panel.person("secretariat"), later)
    panel.desk.open(panel.person("secretariat"), second)

    grown = panel.plan(title=Title("当初の会", ""), cycle_ids=(INITIAL, SEPTEMBER))
    with pytest.raises(errors.CycleInOtherSession):
        panel.desk.set_up(panel.person("secretariat"), grown, second)
    seen = panel.desk.session(panel.person("secretariat"), second)
    assert seen.cycle_ids == (INITIAL,)


def test_the_calendar_gives_no_session_what_its_plan_may_not_have(panel):
    secretariat = panel.person("secretariat")
    first = panel.sit()
    second = panel.sit(title=Title("当初の会", ""), cycle_ids=(INITIAL,))

    def move(session_id: int, *cycle_ids: str) -> None:
        there = panel.office.look(secretariat, calendar.session_card, session_id)
        draft = SessionDraft(there.title.ja, date(2021, 11, 19), cycle_ids)
        panel.office.do(secretariat, calendar.change_session, session_id, draft, there.seen)

    move(second, INITIAL)
    with pytest.raises(errors.CycleInOtherSession):
        move(second, INITIAL, SEPTEMBER)
    panel.desk.close(secretariat, first)
    with pytest.raises(errors.SessionNotOpen):
        move(first, SEPTEMBER)

    seen = panel.desk.session(secretariat, second)
    assert (seen.cycle_ids, seen.begins_on) == ((INITIAL,), date(2021, 11, 19))
    assert panel.desk.session(secretariat, first).begins_on is None


def test_a_closed_session_takes_no_scores_but_shows_them(panel):
    session_id = panel.sit()
    item_id = panel.office.an_item("reviewed")
    panel.submit("evaluator", item_id, panel.card(4))
    panel.desk.close(panel.person("secretariat"), session_id)

    with pytest.raises(errors.SessionNotOpen):
        panel.submit("evaluator2", item_id, panel.card(4))
    assert len(panel.view("evaluator", item_id).sheets) == 1
    with pytest.raises(errors.SessionNotOpen):
        panel.desk.set_up(panel.person("secretariat"), panel.plan(), session_id)


def test_without_a_session_nothing_is_scored_and_evaluators_finalise_as_before(panel):
    item_id = panel.office.an_item("reviewed")

    with pytest.raises(errors.SessionNotOpen):
        panel.desk.save(panel.person("evaluator"), item_id, panel.card(4), 0)
    assert panel.office.act(item_id, "evaluate", "outsider").state == "evaluated"


def test_where_no_finaliser_is_named_every_evaluator_finalises(panel):
    panel.sit(finalisers=())
    item_id = panel.office.an_item("reviewed")

    assert panel.office.act(item_id, "evaluate", "outsider").state == "evaluated"


def test_a_criterion_that_is_renamed_later_stays_as_it_was_scored(panel):
    panel.sit()
    item_id = panel.office.an_item("reviewed")
    panel.submit("evaluator", item_id, panel.card(4))

    def rename(work: Work) -> None:
        setup.put_criterion(work, "plan", Title("別の名前", "Other"), 0)

    panel.office.set_up(rename)
    panel.submit("evaluator2", item_id, panel.card(3))

    seen = panel.view("evaluator", item_id)
    assert seen.criteria[0].title == Title("観点 plan", "plan")
    assert seen.averages.by_criterion["plan"].count == 2


def test_a_plan_that_will_not_do_is_refused_with_every_field(panel):
    secretariat = panel.person("secretariat")
    plan = panel.plan(
        title=Title("", "x" * 101), cycle_ids=("2030-09",), scorers=("reviewer",), finalisers=()
    )

    with pytest.raises(errors.InputRefused) as refused:
        panel.desk.set_up(secretariat, plan)

    assert [one.field for one in refused.value.problems] == [
        "cycle_ids",
        "scorers",
        "title_en",
        "title_ja",
    ]
    with pytest.raises(errors.InputRefused):
        panel.desk.set_up(secretariat, panel.plan(criteria=("unheard_of",)))
    empty = panel.desk.set_up(secretariat, panel.plan(scorers=()))
    with pytest.raises(errors.InputRefused):
        panel.desk.open(secretariat, empty)


@pytest.mark.parametrize("login", ["officer", "reviewer", "viewer", "advisor", "nothing"])
def test_others_neither_set_sessions_up_nor_see_them(panel, login):
    session_id = panel.sit()
    person = panel.person(login)

    for ask in (
        lambda: panel.desk.set_up(person, panel.plan()),
        lambda: panel.desk.open(person, session_id),
        lambda: panel.desk.close(person, session_id),
        lambda: panel.desk.sessions(person),
        lambda: panel.desk.session(person, session_id),
        lambda: panel.desk.evaluators(person),
        lambda: panel.desk.queue(person, SEPTEMBER),
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
        queue = panel.desk.queue(panel.person(login), SEPTEMBER)
        return [(one.row.id, one.own, one.submitted, one.expected) for one in queue.entries]

    assert rows("evaluator") == [(first, "submitted", 1, 2), (second, "awaited", 0, 3)]
    assert rows("evaluator2") == [(first, "draft", 1, 2), (second, "awaited", 0, 3)]
    assert rows("own-evaluator") == [(first, "out", 1, 2), (second, "awaited", 0, 3)]
    assert rows("finaliser") == [(first, None, 1, 2), (second, None, 0, 3)]
