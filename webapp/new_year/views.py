"""The preparation of a fiscal year: everything is shown before it is made."""

from flask import Blueprint, render_template, request, url_for

from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from workflow import new_year, values
from workflow.values import ADMINISTRATORS, NotFound

blueprint = Blueprint("new_year", __name__, url_prefix="/organisation/new-year")
administrators = access.roles(*ADMINISTRATORS)


@blueprint.get("/")
@administrators
def index() -> str:
    """What a year lacks of the one before."""
    this_year = values.fiscal_year(current.today())
    year = _year(request.args.get("year", ""), this_year)
    return render_template(
        "new_year/index.html",
        year=year,
        years=(this_year, this_year + 1),
        found=new_year.proposal(current.work(), year),
    )


@blueprint.post("/<year:year>")
@administrators
def prepare(year: int) -> Answer:
    """Make all of it."""
    _year(str(year), values.fiscal_year(current.today()))
    seen = request.form.get("seen", "")
    return posted(
        lambda work: new_year.prepare(work, year, seen),
        said=_("The fiscal year is prepared. Look at the days and the goals once more."),
        back=url_for("new_year.index", year=year),
    )


def _year(asked: str, this_year: int) -> int:
    """This fiscal year or the next, which is usual. Raises NotFound for another."""
    by_word = {"": this_year + 1, str(this_year): this_year, str(this_year + 1): this_year + 1}
    if asked not in by_word:
        raise NotFound(what="year")
    return by_word[asked]
