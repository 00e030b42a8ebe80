"""Conditions across items: in scope, narrowed, in pages, and what waits for whom."""

import pytest

from tests.support.asks import asked_for
from tests.support.conditions import answer, conditional, first_of
from tests.support.office import SEPTEMBER
from workflow import conditions
from workflow.conditions import ConditionFilter
from workflow.items import AskKind
from workflow.values.vocabulary import ConditionState

pytestmark = pytest.mark.both_databases


def test_the_list_shows_what_a_person_may_see_in_the_order_of_the_office(office):
    own = conditional(office)
    other = conditional(office, department="kensetsu")

    def shown(login: str) -> list[int]:
        page = office.look(login, conditions.page)
        assert sum(page.counts.values()) == len(page.rows)
        return [row.item_id for row in page.rows]

    assert shown("reviewer") == shown("viewer") == [own, own, other, other]
    assert shown("officer") == [own, own]
    assert shown("neighbour") == [other, other]
    assert shown("nothing") == []


def test_the_list_is_narrowed_by_state_department_and_cycle(office):
    condition = first_of(office, conditional(office))
    answer(office, condition.id)
    conditional(office, department="kensetsu")

    def numbers(**wanted) -> list[tuple[str, int]]:
        rows = office.look("reviewer", conditions.page, ConditionFilter(**wanted)).rows
        return [(row.department.ja, row.number) for row in rows]

    assert numbers(state=ConditionState.ANSWERED) == [("soumu", 1)]
    assert numbers(state=ConditionState.OPEN, department="soumu") == [("soumu", 2)]
    assert numbers(department="kensetsu") == [("kensetsu", 1), ("kensetsu", 2)]
    assert numbers(cycle_id="2021-12") == []
    assert office.look("reviewer", conditions.page, ConditionFilter(cycle_id=SEPTEMBER)).counts == {
        ConditionState.OPEN: 3,
        ConditionState.ANSWERED: 1,
    }


def test_a_long_list_comes_in_pages(office):
    conditional(office, "\n".join(f"({n}) 条件その{n}" for n in range(1, 61)))

    first, last, beyond = (office.look("reviewer", conditions.page, number=n) for n in (1, 2, 99))

    assert (first.pages, len(first.rows), len(last.rows)) == (2, 50, 10)
    assert last.rows[0].text == "条件その51"
    assert (beyond.page, len(beyond.rows)) == (2, 10)


def test_what_waits_for_a_person_is_what_they_can_act_on(office):
    mine = first_of(office, conditional(office))
    theirs = first_of(office, conditional(office, department="kensetsu"))
    answer(office, theirs.id, by="neighbour")
    answer(office, mine.id, by="everything")

    def waiting(login: str) -> list[int]:
        return sorted(asked_for(office, login, AskKind.FULFIL, AskKind.JUDGE))

    assert waiting("reviewer") == waiting("evaluator2") == [mine.id, theirs.id]
    assert waiting("officer") == [mine.id + 1]
    assert waiting("everything") == [mine.id + 1, theirs.id]
    assert waiting("viewer") == waiting("secretariat") == []
