"""The preparation of a fiscal year: everything is shown before it is made."""

from typing import Final

from flask import Blueprint, render_template, request, url_for

from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from workflow import new_year, organisation, values
from workflow.values import ADMINISTRATORS, NotFound

blueprint = Blueprint("new_year", __name__, url_prefix="/organisation/new-year")
administrators = access.roles(*ADMINISTRATORS)

FIRST_HALF: Final = range(4, 10)
"""The months in which what a year lacks is more urgent than the next one."""


@blueprint.get("/")
@administrators
def index() -> str:
    """What a year lacks of the one before."""
    work, this_year = current.work(), values.fiscal_year(current.today())
    year = _year(request.args.get("year") or str(_usual(this_year)), this_year)
    return render_template(
        "new_year/index.html",
        year=year,
        years=(this_year, this_year + 1),
        found=new_year.proposal(work, year),
        follows=year - 1 in organisation.years(work),
        has_cycles=any(cycle.fiscal_year == year for cycle in current.cycles()),
    )


def _usual(this_year: int) -> int:
    """The next year; until September this one, where something of it is missing still."""
    if current.today().month not in FIRST_HALF:
        return this_year + 1
    return this_year + int(new_year.proposal(current.work(), this_year).is_complete)


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
    """This fiscal year or the next. Raises NotFound for another."""
    by_word = {str(this_year): this_year, str(this_year + 1): this_year + 1}
    if asked not in by_word:
        raise NotFound(what="year")
    return by_word[asked]
