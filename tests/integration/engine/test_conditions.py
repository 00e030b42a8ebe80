"""Conditions: listed with the evaluation, answered by the department, judged by the center."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from tests.support.office import SEPTEMBER, Office
from tests.support.people import PEOPLE
from workflow.condition_policy import ConditionClosed, ConditionMet, ConditionNotAnswered
from workflow.errors import (
    InputRefused,
    NotFound,
    NotPermitted,
    OtherDepartment,
    Refusal,
    SeparationOfDuties,
    SomeoneElseActedFirst,
    WrongRole,
)
from workflow.models import Condition, ConditionEntry
from workflow.queries.views.conditions import ConditionFilter
from workflow.vocabulary import ConditionState, Role

WRITTEN = "１．積算の根拠を示すこと。\n２．契約前に再協議すること。"


def conditional(office: Office, conditions: str = WRITTEN, **more) -> int:
    """The id of an item evaluated with conditions."""
    item_id = office.an_item("reviewed", **more)
    evaluate(office, item_id, conditions)
    return item_id


def evaluate(office: Office, item_id: int, conditions: str = WRITTEN) -> None:
    office.act(item_id, "evaluate", "evaluator", verdict="conditional", conditions=conditions)


def first_of(office: Office, item_id: int, by: str = "reviewer"):
    return office.engine.conditions.of(item_id, office.person(by))[0]


def answer(office: Office, condition_id: int, by: str = "officer", words: str = "示しました。"):
    seen = office.engine.conditions.one(condition_id, office.person(by)).seen
    office.engine.conditions.answer(condition_id, office.person(by), words, seen)


def judge(office: Office, condition_id: int, kind: str, by: str = "reviewer"):
    desk, actor = office.engine.conditions, office.person(by)
    seen = desk.one(condition_id, actor).seen
    if kind == "met":
        desk.mark_met(condition_id, actor, seen)
    else:
        desk.send_back(condition_id, actor, "単価の出典がない。", seen)


def test_an_evaluation_with_conditions_lists_them_one_by_one(office):
    item_id = conditional(office)

    listed = office.engine.conditions.of(item_id, office.person("officer"))

    assert [(one.number, one.text) for one in listed] == [
        (1, "積算の根拠を示すこと。"),
        (2, "契約前に再協議すること。"),
    ]
    assert {one.state for one in listed} == {ConditionState.OPEN}
    assert {one.turn for one in listed} == {(Role.OFFICER,)}


def test_an_evaluation_without_conditions_lists_nothing(office):
    item_id = office.an_item("evaluated")

    assert office.engine.conditions.of(item_id, office.person("officer")) == ()


def test_a_refused_evaluation_lists_nothing(office):
    item_id = office.an_item("reviewed")
    with pytest.raises(Refusal):
        office.act(item_id, "evaluate", "evaluator", verdict="conditional", conditions=" ")

    with office.engine.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Condition)) == 0


def test_a_condition_goes_back_and_forth_until_it_is_met(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)
    judge(office, condition.id, "sent_back")
    answer(office, condition.id, words="単価の出典を付けました。")
    judge(office, condition.id, "met", by="evaluator")

    now = office.engine.conditions.one(condition.id, office.person("officer"))

    assert [step.kind for step in now.steps] == ["answered", "sent_back", "answered", "met"]
    assert [step.by.ja for step in now.steps] == ["officer", "reviewer", "officer", "evaluator"]
    assert now.state is ConditionState.MET
    assert now.turn == ()
    assert now.answer is not None
    assert now.answer.text == "単価の出典を付けました。"


def test_whose_turn_it_is_follows_the_last_entry(office):
    condition = first_of(office, conditional(office))
    turns = [first_turn(office, condition.id)]
    for kind in ("answered", "sent_back"):
        answer(office, condition.id) if kind == "answered" else judge(office, condition.id, kind)
        turns.append(first_turn(office, condition.id))

    assert turns == [(Role.OFFICER,), (Role.REVIEWER, Role.EVALUATOR), (Role.OFFICER,)]
    assert office.engine.conditions.one(condition.id, office.person("officer")).sent_back


def first_turn(office: Office, condition_id: int):
    return office.engine.conditions.one(condition_id, office.person("reviewer")).turn


def test_what_was_found_met_by_mistake_is_sent_back_with_a_reason(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)
    judge(office, condition.id, "met")

    judge(office, condition.id, "sent_back", by="reviewer2")

    assert first_turn(office, condition.id) == (Role.OFFICER,)


def test_taking_the_evaluation_back_closes_its_list_and_a_new_one_begins(office):
    item_id = conditional(office)
    old = first_of(office, item_id)
    answer(office, old.id)
    office.act(item_id, "reopen", "evaluator")

    closed = office.engine.conditions.one(old.id, office.person("reviewer"))
    assert (closed.state, closed.turn, closed.undone) == (ConditionState.CLOSED, (), True)
    with pytest.raises(ConditionClosed):
        judge(office, old.id, "met")
    with pytest.raises(ConditionClosed):
        answer(office, old.id, words="もう一度")

    evaluate(office, item_id, "・新しい条件")
    states = [one.state for one in office.engine.conditions.of(item_id, office.person("officer"))]
    assert states == [ConditionState.OPEN, ConditionState.CLOSED, ConditionState.CLOSED]


def test_a_withdrawn_item_owes_nothing(office):
    item_id = conditional(office)
    condition = first_of(office, item_id)
    office.act(item_id, "withdraw", "officer")

    assert first_of(office, item_id).state is ConditionState.CLOSED
    with pytest.raises(ConditionClosed):
        answer(office, condition.id)


def test_the_follow_up_goes_on_after_the_report(office):
    item_id = conditional(office)
    office.act(item_id, "report", "secretariat")
    condition = first_of(office, item_id)

    answer(office, condition.id)
    judge(office, condition.id, "met")

    assert first_of(office, item_id).state is ConditionState.MET


# ------------------------------------------------------------- who may do what

MAY_ANSWER = {"officer", "colleague", "everything"}
MAY_JUDGE = {"reviewer", "reviewer2", "evaluator", "evaluator2", "everything"}
CANNOT_SEE = {"neighbour", "planner", "nothing"}


@pytest.mark.parametrize("login", PEOPLE)
def test_only_officers_of_the_lead_department_answer(office, login):
    condition = first_of(office, conditional(office))
    seen = 0

    if login in MAY_ANSWER:
        office.engine.conditions.answer(condition.id, office.person(login), "示しました。", seen)
        assert first_turn(office, condition.id) == (Role.REVIEWER, Role.EVALUATOR)
        return
    with pytest.raises(NotFound if login in CANNOT_SEE else NotPermitted):
        office.engine.conditions.answer(condition.id, office.person(login), "示しました。", seen)
    assert first_turn(office, condition.id) == (Role.OFFICER,)


@pytest.mark.parametrize("kind", ["met", "sent_back"])
@pytest.mark.parametrize("login", PEOPLE)
def test_only_reviewers_and_evaluators_judge(office, login, kind):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)

    if login in MAY_JUDGE:
        judge(office, condition.id, kind, by=login)
        expected = () if kind == "met" else (Role.OFFICER,)
        assert first_turn(office, condition.id) == expected
        return
    with pytest.raises(NotFound if login in CANNOT_SEE else WrongRole):
        judge(office, condition.id, kind, by=login)
    assert first_turn(office, condition.id) == (Role.REVIEWER, Role.EVALUATOR)


def test_nobody_answers_or_judges_without_signing_in(office):
    condition = first_of(office, conditional(office))

    with pytest.raises(NotFound):
        office.engine.conditions.answer(condition.id, None, "示しました。", 0)


def test_whoever_answered_does_not_judge(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id, by="everything")

    for kind in ("met", "sent_back"):
        with pytest.raises(SeparationOfDuties):
            judge(office, condition.id, kind, by="everything")


def test_a_joint_department_reads_and_does_not_answer(office):
    sheet = office.a_sheet(joint_departments=("kikaku",))
    condition = first_of(office, conditional(office, sheet=sheet))

    assert office.engine.conditions.one(condition.id, office.person("planner")).text
    with pytest.raises(OtherDepartment):
        answer(office, condition.id, by="planner")


def test_what_the_buttons_offer_is_what_the_service_allows(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)

    for login in set(PEOPLE) - CANNOT_SEE:
        view = office.engine.conditions.one(condition.id, office.person(login))
        assert (view.met_refusal is None) == (login in MAY_JUDGE)
        assert (view.send_back_refusal is None) == (login in MAY_JUDGE)
        assert (view.answer_refusal is None) == (login in MAY_ANSWER)


# ------------------------------------------------------ order, twice, at once


def test_nothing_is_judged_before_it_is_answered(office):
    condition = first_of(office, conditional(office))

    for kind in ("met", "sent_back"):
        with pytest.raises(ConditionNotAnswered):
            judge(office, condition.id, kind)


def test_what_is_met_takes_no_answer(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)
    judge(office, condition.id, "met")

    with pytest.raises(ConditionMet):
        answer(office, condition.id, words="ひとこと")
    with pytest.raises(ConditionMet):
        judge(office, condition.id, "met", by="reviewer2")


def test_a_second_delivery_changes_nothing(office):
    condition, desk = first_of(office, conditional(office)), office.engine.conditions
    for _ in range(2):
        desk.answer(condition.id, office.person("officer"), "示しました。", 0)
    for _ in range(2):
        desk.mark_met(condition.id, office.person("reviewer"), 1)

    steps = desk.one(condition.id, office.person("officer")).steps
    assert [step.kind for step in steps] == ["answered", "met"]


def test_who_judges_an_answer_that_was_changed_meanwhile_is_told_so(office):
    condition, desk = first_of(office, conditional(office)), office.engine.conditions
    answer(office, condition.id)
    answer(office, condition.id, by="colleague", words="補足しました。")

    with pytest.raises(SomeoneElseActedFirst):
        desk.mark_met(condition.id, office.person("reviewer"), 1)


@pytest.mark.parametrize("words", ["", " \n　", "長" * 4001, "\x00"])
def test_an_answer_has_words_that_can_be_kept(office, words):
    condition = first_of(office, conditional(office))

    with pytest.raises(InputRefused) as refused:
        answer(office, condition.id, words=words)
    assert [problem.field for problem in refused.value.problems] == ["answer"]


@pytest.mark.parametrize("wanted", [0, -1, 99_999, 2**40])
def test_a_condition_that_is_not_there_is_not_found(office, wanted):
    with pytest.raises(NotFound):
        office.engine.conditions.one(wanted, office.person("reviewer"))
    with pytest.raises(NotFound):
        office.engine.conditions.answer(wanted, office.person("officer"), "回答", 0)


@pytest.mark.parametrize("statement", ["UPDATE {} SET text = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["conditions", "condition_entries"])
def test_the_database_keeps_every_word(office, table, statement):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)
    engine = office.engine.database.engine

    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement.format(table)))


# --------------------------------------------------------------- lists, scope


def test_the_list_shows_what_a_person_may_see_in_the_order_of_the_office(office):
    own = conditional(office)
    other = conditional(office, department="kensetsu")

    def shown(login: str) -> list[int]:
        page = office.engine.conditions.page(office.person(login))
        assert page.total == len(page.rows)
        return [row.item_id for row in page.rows]

    assert shown("reviewer") == shown("viewer") == [own, own, other, other]
    assert shown("officer") == [own, own]
    assert shown("neighbour") == [other, other]
    assert shown("nothing") == []


def test_the_list_is_narrowed_by_state_department_and_cycle(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)
    conditional(office, department="kensetsu")
    desk, actor = office.engine.conditions, office.person("reviewer")

    def numbers(**wanted) -> list[tuple[str, int]]:
        rows = desk.page(actor, ConditionFilter(**wanted)).rows
        return [(row.department.ja, row.number) for row in rows]

    assert numbers(state=ConditionState.ANSWERED) == [("soumu", 1)]
    assert numbers(state=ConditionState.OPEN, department="soumu") == [("soumu", 2)]
    assert numbers(department="kensetsu") == [("kensetsu", 1), ("kensetsu", 2)]
    assert numbers(cycle_id="2021-12") == []
    assert desk.page(actor, ConditionFilter(cycle_id=SEPTEMBER)).counts == {
        ConditionState.OPEN: 3,
        ConditionState.ANSWERED: 1,
    }


def test_a_long_list_comes_in_pages(office):
    conditional(office, "\n".join(f"({n}) 条件その{n}" for n in range(1, 61)))
    desk, actor = office.engine.conditions, office.person("reviewer")

    first, last, beyond = (desk.page(actor, number=n) for n in (1, 2, 99))

    assert (first.pages, len(first.rows), len(last.rows)) == (2, 50, 10)
    assert last.rows[0].text == "条件その51"
    assert (beyond.page, len(beyond.rows)) == (2, 10)


def test_what_waits_for_a_person_is_what_they_can_act_on(office):
    mine = first_of(office, conditional(office))
    theirs = first_of(office, conditional(office, department="kensetsu"))
    answer(office, theirs.id, by="neighbour")
    answer(office, mine.id, by="everything")

    def waiting(login: str) -> list[int]:
        return [one.id for one in office.engine.conditions.waiting(office.person(login))]

    assert waiting("reviewer") == waiting("evaluator2") == [mine.id, theirs.id]
    assert waiting("officer") == [mine.id + 1]
    assert waiting("everything") == [mine.id + 1, theirs.id]
    assert waiting("viewer") == waiting("secretariat") == []


def test_other_moves_write_no_condition(office):
    office.an_item("reported")

    with office.engine.database.reading() as session:
        for table in (Condition, ConditionEntry):
            assert session.scalar(select(func.count()).select_from(table)) == 0
