"""A fiscal year is prepared from the one before, as shown, and again for what is missing."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.support.calendar import MAY, ROW
from tests.support.office import INITIAL, SEPTEMBER
from workflow import calendar, goals, items, ledger, new_year, organisation, undertakings
from workflow.models import Goal, MatrixEntry
from workflow.new_year.preparing import moved
from workflow.organisation import wanted_of
from workflow.undertakings import Entry, StepPlan
from workflow.values.actor import Title
from workflow.values.business_days import is_business_day
from workflow.values.errors import ContentChanged, WrongRole
from workflow.values.vocabulary import DxStep

pytestmark = pytest.mark.both_databases


def prepared(office, year: int = 2022):
    found = office.look("admin", new_year.proposal, year)
    return office.do("admin", new_year.prepare, year, found.seen)


def test_what_is_shown_is_made_on_business_days_and_made_once(office):
    office.do(
        "secretariat",
        calendar.add_session,
        calendar.SessionDraft("令和3年度 第2四半期評価", date(2021, 9, 3), (SEPTEMBER,)),
    )
    ahead = calendar.SessionDraft("令和4年度当初予算の評価会", date(2021, 11, 5), (INITIAL,))
    office.do("secretariat", calendar.add_session, ahead)
    row = replace(
        ROW, title="令和3年度の研修", quarters=(_entries("令和3年度分", SEPTEMBER), (), (), ())
    )
    row_id = office.do("secretariat", undertakings.add_row, 2021, row)
    (step,) = office.look("viewer", undertakings.one, row_id).steps
    plan = StepPlan(None, date(2021, 8, 13), ("officer",))
    office.do("reviewer", undertakings.plan_step, step.id, plan, step.seen)
    office.do("secretariat", undertakings.add_row, 2021, replace(row, title="内訳", is_part=True))
    office.set_up(_place_in_the_matrix)
    shown = office.look("admin", new_year.proposal, 2022)

    made = prepared(office)

    assert made == shown
    cycles = {one.id: one for one in office.look("admin", items.cycles) if one.fiscal_year == 2022}
    assert list(cycles) == ["2022-06", "2022-09", "2023-initial", "2022-12"]
    days = (cycles["2022-09"].opens_on, cycles["2022-09"].submission_deadline)
    assert days == (date(2022, 7, 12), date(2022, 8, 22))
    assert all(is_business_day(day) for one in (*made.cycles, *made.meetings) for day in one.after)
    meetings = [one for one in office.look("admin", items.meetings) if one.fiscal_year == 2022]
    assert [(one.number, one.cycle_ids) for one in meetings] == [
        (2, ("2022-09",)), (3, ("2022-12",)), (4, ("2023-initial",)),
    ]  # fmt: skip
    sessions = office.look("admin", calendar.board, 2022).sessions
    assert [(one.title.ja, one.cycle_ids) for one in sessions] == [
        ("令和4年度 第2四半期評価", ("2022-09",)),
        ("令和5年度当初予算の評価会", ("2023-initial",)),
    ]
    with office.engine.read() as work:
        (goal,) = work.session.scalars(select(Goal).filter_by(fiscal_year=2022))
        assert (goal.number, goal.state) == (20, "draft")
        assert goals.written(work, goal.id).departments == ("kensetsu",)
        (entry,) = work.session.scalars(select(MatrixEntry).filter_by(fiscal_year=2022))
    assert (entry.goal_number, entry.title, entry.item_name) == (20, "電子化", "")
    written = office.look("secretariat", undertakings.row_board, 2022).rows
    assert [(one.line.title, one.is_part, one.quarters[0]) for one in written] == [
        ("令和4年度の研修", False, "○令和4年度分 [2022-09]"),
        ("内訳", True, "○令和4年度分 [2022-09]"),
    ]
    carried, _part = office.look("viewer", undertakings.every, 2022)
    (step,) = carried.steps
    assert (step.due_on, [one.login for one in step.people]) == (date(2022, 8, 15), ["officer"])
    assert office.look("admin", new_year.proposal, 2022).is_complete
    assert prepared(office).is_complete


def _entries(text, cycle_id):
    return (Entry("○", text, (cycle_id,)),)


def _place_in_the_matrix(work):
    for goal_number, item_name in ((20, ""), (None, "税務の改修")):
        goals.add_matrix_entry(
            work, fiscal_year=2021, field="administration", dx_step=DxStep.DIGITIZATION,
            position=1, department="kensetsu", title="電子化", examples="",
            goal_number=goal_number, item_name=item_name,
        )  # fmt: skip


def test_it_is_run_again_for_what_is_missing_and_refused_where_something_else_is(office):
    office.clock.set(office.clock.now().replace(year=2022))
    seen = office.look("admin", new_year.proposal, 2023).seen
    table = wanted_of(office.look("admin", organisation.of, 2022))
    fresh = organisation.WantedDepartment("shin", Title("新部", ""))
    office.do("admin", organisation.change, 2022, [*table, fresh])
    with pytest.raises(ContentChanged):
        office.do("admin", new_year.prepare, 2023, seen)

    prepared(office, 2023)
    office.do("secretariat", calendar.add_cycle, MAY)

    missing = office.look("admin", new_year.proposal, 2023)
    assert [one.draft.kind for one in missing.cycles] == ["05"]
    assert (missing.departments, missing.meetings, missing.goals) == ((), (), ())
    codes = [one.code for one in office.look("admin", organisation.of, 2023).departments]
    assert codes == ["soumu", "kikaku", "kensetsu", "shin"]
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).breaks == ()
    with pytest.raises(WrongRole):
        office.look("secretariat", new_year.proposal, 2023)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2022, 3, 31), date(2023, 3, 31)),
        (date(2023, 3, 31), date(2024, 3, 29)),  # a Sunday: 1 April would be another fiscal year
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2021, 12, 29), date(2023, 1, 4)),
    ],
)
def test_a_day_moves_to_an_open_one_of_the_same_fiscal_year(day, later):
    assert moved(day) == later
