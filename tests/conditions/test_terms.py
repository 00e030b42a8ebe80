"""A condition with its day and who meets it: kept, shown, reminded of, answered with files."""

from datetime import timedelta

import pytest

from tests.support.conditions import DUE, LISTED, ON_PAPER, SIX_LINES, answer, decide, judge
from tests.support.ledger import ledger_breaks
from tests.support.office import SEPTEMBER, Office
from tests.support.search import found
from workflow import conditions, documents, items
from workflow.conditions import ConditionFilter
from workflow.items.list_views import ItemFilter
from workflow.items.orders import ActionInput
from workflow.models import Notice
from workflow.values.conditions import ConditionLine
from workflow.values.errors import InputRefused


def test_a_condition_of_several_lines_is_one_and_is_never_cut(decided):
    office, item_id = decided

    first, second = office.look("reviewer", conditions.of, item_id)

    assert (first.number, first.text, first.due_on, first.who) == (
        1, SIX_LINES, DUE, "税務課 情報担当",
    )  # fmt: skip
    assert (second.number, second.text, second.due_on, second.who) == (
        2, "契約の前に再協議すること。", None, "",
    )  # fmt: skip
    assert found(office, "単価の出典") == [item_id]


def test_screen_paper_and_record_have_the_same_numbers(decided):
    office, item_id = decided
    wanted = ItemFilter(cycle_id=SEPTEMBER)

    detail = office.look("reviewer", items.get, item_id)
    report = office.look("secretariat", documents.report, wanted)

    assert detail.evaluation.conditions == ON_PAPER == report.rows[0].conditions
    told = office.entries(item_id)[-1].particulars
    assert told["conditions"] == ON_PAPER
    assert told["listed"][0] == {
        "text": SIX_LINES, "due_on": "2021-08-18", "who": "税務課 情報担当",
    }  # fmt: skip
    assert ledger_breaks(office.engine) == ()


def test_a_text_of_numbered_conditions_is_numbered_anew_and_kept_whole(office):
    item_id = office.an_item("reviewed")
    typed = f"１．{SIX_LINES}\n２．再協議すること。"

    office.act(item_id, "evaluate", "evaluator", verdict="conditional", conditions=typed)

    listed = office.look("reviewer", conditions.of, item_id)
    assert [one.text for one in listed] == [SIX_LINES, "再協議すること。"]
    evaluation = office.look("reviewer", items.get, item_id).evaluation
    assert evaluation.conditions == f"1. {SIX_LINES}\n2. 再協議すること。"


@pytest.mark.parametrize(
    "listed",
    [
        [ConditionLine("", DUE)],
        [ConditionLine("甲\x07")],
        [ConditionLine("甲", None, "乙\n丙")],
        [ConditionLine("甲" * 2001)],
        [ConditionLine("甲")] * 51,
    ],
)
def test_conditions_that_cannot_be_kept_are_refused(office, listed):
    item_id = office.an_item("reviewed")

    with pytest.raises(InputRefused) as refused:
        decide(office, item_id, tuple(listed))

    assert {one.field for one in refused.value.problems} == {"conditions"}
    assert office.row(item_id).state == "reviewed"


def test_the_same_order_twice_is_one_evaluation(office):
    item_id = office.an_item("reviewed")
    seen = office.row(item_id).content_hash
    given = ActionInput("conditional", "所見", override="評価会なし", listed=LISTED)
    who = office.person("evaluator")

    receipts = {
        office.engine.perform(item_id, "evaluate", who, seen, key="once", particulars=given)
        for _ in range(2)
    }

    assert len(receipts) == 1


# ------------------------------------------------------------------------- the day


def test_what_is_past_its_day_is_counted_and_can_be_asked_for(decided):
    office, _ = decided
    assert office.look("reviewer", conditions.page).overdue == 0
    office.clock.advance(timedelta(days=17))

    page = office.look("reviewer", conditions.page, ConditionFilter(overdue=True))

    assert (page.overdue, [one.number for one in page.rows]) == (1, [1])
    assert (page.rows[0].overdue, page.rows[0].days_left) == (True, -1)


def test_what_is_answered_is_not_late(decided):
    office, item_id = decided
    office.clock.advance(timedelta(days=17))
    answer(office, office.look("officer", conditions.of, item_id)[0].id)

    assert office.look("reviewer", conditions.page).overdue == 0


@pytest.mark.parametrize(("days", "reminded"), [(14, True), (15, False), (16, True), (17, True)])
def test_the_department_is_reminded_before_the_day_on_it_and_after_it(decided, days, reminded):
    office, item_id = decided
    office.clock.advance(timedelta(days=days))

    for _ in range(2):
        office.do(None, conditions.remind)

    people = {"officer", "colleague", "everything"}
    assert notices(office, item_id) == (sorted(people) if reminded else [])


def test_nobody_is_reminded_of_what_is_answered_or_void(decided):
    office, item_id = decided
    answer(office, office.look("officer", conditions.of, item_id)[0].id)
    office.clock.advance(timedelta(days=16))
    office.do(None, conditions.remind)
    assert notices(office, item_id) == []

    judge(office, office.look("officer", conditions.of, item_id)[0].id, "sent_back")
    office.act(item_id, "reopen", "evaluator")
    office.do(None, conditions.remind)
    assert notices(office, item_id) == []


def notices(office: Office, item_id: int) -> list[str]:
    """The logins of those who were reminded, once for each reminder."""
    with office.engine.read() as work:
        rows = work.session.query(Notice).filter_by(item_id=item_id, kind="condition_due")
        numbers = [one.person_id for one in rows]
    logins = ("officer", "colleague", "everything", "neighbour", "reviewer")
    known = {office.person(one).person_id: one for one in logins}
    return sorted(known[one] for one in numbers)
