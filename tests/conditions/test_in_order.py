"""Conditions: in order, sent twice, at once, with words that can be kept and stay."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.support.conditions import answer, conditional, first_of, judge
from workflow import conditions
from workflow.values.errors import InputRefused, SomeoneElseActedFirst


def test_nothing_is_judged_before_it_is_answered(office):
    condition = first_of(office, conditional(office))

    for kind in ("met", "sent_back"):
        with pytest.raises(conditions.ConditionNotAnswered):
            judge(office, condition.id, kind)


def test_what_is_met_takes_no_answer(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)
    judge(office, condition.id, "met")

    with pytest.raises(conditions.ConditionMet):
        answer(office, condition.id, words="ひとこと")
    with pytest.raises(conditions.ConditionMet):
        judge(office, condition.id, "met", by="reviewer2")


def test_a_second_delivery_changes_nothing(office):
    condition = first_of(office, conditional(office))
    for _ in range(2):
        office.do("officer", conditions.answer, condition.id, "示しました。", 0)
    for _ in range(2):
        office.do("reviewer", conditions.mark_met, condition.id, 1)

    steps = office.look("officer", conditions.one, condition.id).steps
    assert [step.kind for step in steps] == ["answered", "met"]


def test_who_judges_an_answer_that_was_changed_meanwhile_is_told_so(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)
    answer(office, condition.id, by="colleague", words="補足しました。")

    with pytest.raises(SomeoneElseActedFirst):
        office.do("reviewer", conditions.mark_met, condition.id, 1)


@pytest.mark.parametrize("words", ["", " \n　", "長" * 4001, "\x00"])
def test_an_answer_has_words_that_can_be_kept(office, words):
    condition = first_of(office, conditional(office))

    with pytest.raises(InputRefused) as refused:
        answer(office, condition.id, words=words)
    assert [problem.field for problem in refused.value.problems] == ["answer"]


@pytest.mark.both_databases
@pytest.mark.parametrize("statement", ["UPDATE {} SET text = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["conditions", "condition_entries"])
def test_the_database_keeps_every_word(office, table, statement):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)
    engine = office.engine.database.engine

    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement.format(table)))
