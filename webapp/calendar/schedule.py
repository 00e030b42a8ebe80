"""The schedule of 資料1-3."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from webapp.calendar.views import year_among
from webapp.request import access, current
from webapp.request.files import handed_out
from workflow import calendar, documents, values

blueprint = Blueprint("schedule", __name__, url_prefix="/plans")


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


@blueprint.get("/schedule-<year:year>.<any(pdf, json):form>")
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
