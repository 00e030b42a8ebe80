"""How the goals stand: what departments say of indicators, the matrix, and their papers."""

from datetime import date

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.goals import words
from webapp.goals.forms import ResultForm
from webapp.goals.views import GOAL, asked_year, blueprint, permitted, years
from webapp.request import access, current
from webapp.request.files import handed_out
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from workflow import documents, goals, items
from workflow.goals import GoalDetail, IndicatorView
from workflow.items import MeetingView
from workflow.values import DxStep, GoalAct, NotFound, Reached


@blueprint.get("/matrix")
@access.signed_in
def matrix() -> str:
    """The goals and planned items of a year by field and step, with counts of today."""
    work, year = current.work(), asked_year()
    cells = goals.matrix(work, year)
    named = {field for field, _step in cells}
    fields = [one for one in items.fields(work) if one.active or one.code in named]
    return render_template(
        "goals/matrix.html",
        year=year,
        years=years(),
        cells=cells,
        fields=fields,
        steps=list(DxStep),
    )


@blueprint.get("/progress")
@access.signed_in
def progress() -> str:
    """How the indicators of a year stand at a meeting, or today."""
    year = asked_year()
    meetings = _meetings(year)
    chosen = _chosen(meetings)
    found = goals.progress(current.work(), year, _day(chosen))
    return render_template(
        "goals/progress.html",
        year=year,
        years=years(),
        meetings=meetings,
        chosen=chosen,
        found=found,
        words=words,
        reached=list(Reached),
        asked={"year": year, "meeting": chosen.id} if chosen else {"year": year},
    )


@blueprint.get("/<any(goals, progress, matrix, teams):kind>.<any(pdf, xlsx, csv):form>")
@access.signed_in
def paper(kind: str, form: str) -> Response:
    """The goals as the headquarters prints them, their progress, the matrix, teams, as a file."""
    year = asked_year()
    chosen = _chosen(_meetings(year))
    work = current.work()
    if kind == "matrix":
        return handed_out(documents.matrix_document(work, year, form))
    if kind == "teams":
        return handed_out(documents.team_goals_document(work, year, form, _day(chosen)))
    return handed_out(
        documents.goals_document(work, year, form, _day(chosen) if kind == "progress" else None)
    )


def _meetings(year: int) -> list[MeetingView]:
    return [one for one in items.meetings(current.work()) if one.fiscal_year == year]


def _chosen(meetings: list[MeetingView]) -> MeetingView | None:
    """`?meeting=`, one of the year's. Raises NotFound for another."""
    asked = request.args.get("meeting")
    if not asked:
        return None
    found = next((one for one in meetings if str(one.id) == asked), None)
    if found is None:
        raise NotFound(what="meeting")
    return found


def _day(chosen: MeetingView | None) -> date:
    """The meeting's day, but never one to come."""
    today = current.today()
    return min(chosen.held_on, today) if chosen else today


# ------------------------------------------------------- what a department says


@blueprint.route(f"{GOAL}/indicators/<id:indicator_id>", methods=["GET", "POST"])
@access.roles(*goals.DRAFTERS)
def report(goal_id: int, indicator_id: int) -> Answer:
    """Say how an indicator stood on a day."""
    detail = permitted(goal_id, GoalAct.REPORT)
    found = [one for one in detail.row.year_end if one.id == indicator_id]
    if not found:
        raise NotFound(what="indicator")
    form = ResultForm(seen=detail.row.revision, on=current.today())
    form.offer()
    return _result(detail, found[0], form)


def _result(detail: GoalDetail, one: IndicatorView, form: ResultForm) -> Answer:
    goal_id = detail.row.id

    def page() -> str:
        return render_template(
            "goals/result.html", one=one, goal=detail.row, form=form, words=words
        )

    return posted(
        lambda work: goals.report(
            work,
            goal_id,
            one.id,
            on=form.on.value,
            value=form.result(one),
            words=form.words.value,
            basis=form.basis.value,
            seen=form.seen.value,
        ),
        said=_("The result is on record."),
        back=url_for("goals.show", goal_id=goal_id),
        form=form,
        page=page,
    )
