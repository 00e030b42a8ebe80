"""The DX goals with the matrix field × step, and the schedule of 資料1-3."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from webapp.calendar.views import year_among
from webapp.request import access, current
from webapp.request.files import handed_out
from workflow import calendar, documents, items, values
from workflow.items import DepartmentView, GoalView, MasterEntry, MatrixCell
from workflow.values import DxStep, NotFound, Title

blueprint = Blueprint("plans", __name__, url_prefix="/plans")


@blueprint.get("/goals")
@access.signed_in
def goals() -> str:
    """The goals of a fiscal year under their lead departments, and the matrix."""
    work = current.work()
    years = sorted({cycle.fiscal_year for cycle in current.cycles()})
    year = _year(years)
    departments = items.departments(work, year)
    chosen = _department(departments)
    return render_template(
        "calendar/goals.html",
        year=year,
        years=years,
        departments=departments,
        chosen=chosen,
        groups=_by_lead(items.goals(work, year), departments, chosen),
        matrix=_matrix(items.goal_matrix(work, year), items.fields(work)),
        steps=list(DxStep),
    )


@blueprint.get("/schedule")
@access.signed_in
def schedule() -> str:
    """資料1-3 by quarters, with each cycle as it stands now."""
    work = current.work()
    years = calendar.years_on_paper(work)
    year = _year(years)
    plan = calendar.schedule_of(work, year)
    today = current.today()
    return render_template(
        "calendar/schedule.html",
        year=year,
        years=years,
        lines=plan.lines,
        overviews={one.cycle.id: one for one in plan.cycles},
        meetings=[
            [one for one in plan.meetings if values.quarter(one.held_on) == quarter]
            for quarter in range(1, 5)
        ],
        now=values.quarter(today) if values.fiscal_year(today) == year else None,
    )


@blueprint.get("/schedule-<int:year>.<any(pdf, json):form>")
@access.signed_in
def schedule_file(year: int, form: str) -> Response:
    """資料1-3 of a fiscal year as a file."""
    found = calendar.schedule_of(current.work(), year)
    return handed_out(documents.schedule_document(found, form))


def _year(years: Sequence[int]) -> int:
    """`?year=`, else that of the cycle in the head. Raises NotFound for one not among `years`."""
    asked = request.args.get("year")
    if not asked:
        return current.cycle().fiscal_year
    return year_among(asked, years)


def _department(departments: Sequence[DepartmentView]) -> DepartmentView | None:
    asked = request.args.get("department")
    if not asked:
        return None
    found = next((one for one in departments if one.code == asked), None)
    if found is None:
        raise NotFound(what="department")
    return found


def _by_lead(
    goals: tuple[GoalView, ...],
    departments: tuple[DepartmentView, ...],
    chosen: DepartmentView | None,
) -> list[tuple[DepartmentView, list[GoalView]]]:
    """Goals under their lead department in 建制順; of `chosen`, also those it carries jointly."""
    shown = [goal for goal in goals if chosen is None or chosen.name in goal.departments]
    groups = [
        (department, [goal for goal in shown if goal.departments[0] == department.name])
        for department in departments
    ]
    return [(department, led) for department, led in groups if led]


def _matrix(
    cells: tuple[MatrixCell, ...], fields: tuple[MasterEntry, ...]
) -> list[tuple[Title, list[list[MatrixCell]]]]:
    """A row for each field, in it a list of entries for each step; nothing where there are none."""
    if not cells:
        return []
    named = {cell.field for cell in cells}
    return [
        (
            field.title,
            [[c for c in cells if (c.field, c.dx_step) == (field.code, step)] for step in DxStep],
        )
        for field in fields
        if field.active or field.code in named
    ]
