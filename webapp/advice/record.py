"""A year's record of the advisors: their terms, what they were asked and said."""

from flask import render_template, request
from werkzeug.wrappers import Response

from webapp.advice.forms import knowledge
from webapp.advice.views import blueprint
from webapp.calendar.views import year_among
from webapp.request import access, current
from webapp.request.files import handed_out
from workflow import advice, calendar, documents

readers = access.roles(*advice.READERS_OF_RECORD)


@blueprint.get("/record")
@readers
def record() -> str:
    """The advisors of a fiscal year, each with their term, fields and requests."""
    years = calendar.years_on_paper(current.work())
    asked = request.args.get("year")
    year = year_among(asked, years) if asked else current.cycle().fiscal_year
    return render_template(
        "advice/record.html",
        year=year,
        years=years,
        advisors=advice.year_record(current.work(), year),
        knowledge=knowledge,
    )


@blueprint.get("/record-<year:year>.<any(xlsx, csv):form>")
@readers
def record_file(year: int, form: str) -> Response:
    """The same as a file, a line for each request."""
    return handed_out(documents.advisors_record_document(current.work(), year, form))
