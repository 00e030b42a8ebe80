"""The database sums a list up as its rows do, and gives the rows of a page by their numbers."""

from dataclasses import fields, replace
from datetime import date

import pytest

from tests.support.office import INITIAL, SEPTEMBER
from tests.support.people import person_named
from workflow import documents, items
from workflow.calendar import setup as calendar_setup
from workflow.items.list_views import ItemFilter
from workflow.values.sheet import FundingLine
from workflow.values.vocabulary import FundingSource, Stage

OF_GROUPS = {"rows", "funding_by_cycle"}
ALSO = (
    {}, {"stage": Stage.PLANNED}, {"stage": Stage.EVALUATED}, {"submitted": True},
    {"field": "living"}, {"state": "withdrawn"}, {"verdict": "none"}, {"department": "soumu"},
)  # fmt: skip


def told(of) -> list:
    """Every figure of a list, in its order: of the whole, then of each budget."""
    sums = [
        [list(value.items()) if isinstance(value := getattr(part, name.name), dict) else value
         for name in fields(part) if name.name not in OF_GROUPS]
        for part in (of, *of.budgets)
    ]  # fmt: skip
    states = [(row.state, row.state_title, row.department) for row in of.rows]
    return [*sums, of.drafts, of.has_several_budgets, of.field_titles, of.kyen_without_lines,
            set(states)]  # fmt: skip


def compare(work, wanted: ItemFilter) -> documents.Overview:
    """Both ways to the same list, found alike."""
    every, grouped = documents.report(work, wanted), documents.overview(work, wanted)
    assert told(grouped) == told(every)
    assert documents.result_departments(work, grouped.rows) == documents.result_departments(
        work, every.rows
    )
    for numbers in (range(1, 201), range(2, 5)):
        rows = documents.overview_rows(work, wanted, numbers)
        assert rows == every.rows[numbers.start - 1 : numbers.stop - 1]
    return grouped


@pytest.mark.parametrize("login", ["secretariat", "kenko"])
def test_the_demonstration_sums_up_alike_for_everybody(shared_demo_engine, login):
    with shared_demo_engine.read(person_named(shared_demo_engine, login)) as work:
        for wanted in (ItemFilter(cycle_id="2021-09"), ItemFilter(meeting_id=4)):
            for also in ALSO:
                compare(work, replace(wanted, **also))


@pytest.mark.both_databases
def test_budgets_joint_departments_and_odd_amounts_sum_up_alike(office):
    with office.engine.write() as work:
        meeting = calendar_setup.put_meeting(
            work, fiscal_year=2021, number=9, held_on=date(2021, 9, 24), cycles=[SEPTEMBER, INITIAL]
        )
    halves = FundingLine(FundingSource.BOND, 700, ""), FundingLine(FundingSource.GENERAL, 300, "")
    policy = {"section": "デジタル政策推進課"}
    office.an_item("evaluated", cycle=INITIAL, department="soumu")
    office.an_item("reviewed", office.a_sheet(amount_kyen=1_000, funding_lines=halves))
    for kyen in (-1_500, 0):
        sheet = office.a_sheet(amount_kyen=kyen, **policy)
        office.an_item("submitted", sheet, department="kikaku")
    office.an_item("draft", office.a_sheet(amount_kyen=None, field=""), cycle=INITIAL)
    office.an_item("evaluated", office.a_sheet(joint_departments=("kensetsu",), field="living"))
    office.an_item("withdrawn")
    rewritten = office.an_item("returned", office.a_sheet(amount_kyen=20))
    sheet = office.a_sheet(amount_kyen=30, funding_lines=(FundingLine(FundingSource.BOND, 30, ""),))
    seen = office.row(rewritten).content_hash
    office.do("officer", items.save, item_id=rewritten, sheet=sheet, seen=seen)

    for login in ("secretariat", "officer", "viewer"):
        for also in ALSO:
            office.look(login, compare, ItemFilter(meeting_id=meeting, **also))
    found, own = (
        office.look(login, compare, ItemFilter(meeting_id=meeting))
        for login in ("secretariat", "officer")
    )

    assert found.total.kyen == 60_016 + 1_000 - 1_500 + 60_016 + 20
    assert [(one.cycle.id, one.total.count) for one in found.budgets] == [
        (SEPTEMBER, 5), (INITIAL, 2)
    ]  # fmt: skip
    assert found.drafts == 1
    assert own.total.kyen == 60_016 + 1_000 + 60_016 + 30
    assert own.by_funding[FundingSource.BOND] == 730
