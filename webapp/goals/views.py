"""The goals of a year as a list, one goal with its steps, and the forms of its department."""

from collections.abc import Callable
from itertools import groupby

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.calendar.views import year_among
from webapp.forms.choice_fields import Needed
from webapp.goals import words
from webapp.goals.forms import ActForm, GoalForm, asks_for_teams, filled, filters
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from workflow import goals, items, proposals
from workflow.goals import GoalDetail
from workflow.values import Conclusion, GoalAct, NotFound
from workflow.work import Work

blueprint = Blueprint("goals", __name__, url_prefix="/goals")

GOAL = "/<id:goal_id>"


def years() -> list[int]:
    """The years that have cycles or goals, and the next one."""
    cycles = {cycle.fiscal_year for cycle in current.cycles()}
    return sorted(cycles | goals.years(current.work()))


def asked_year() -> int:
    """`?year=`, else that of the cycle in the head. Raises NotFound for another one."""
    asked = request.args.get("year")
    return year_among(asked, years()) if asked else current.cycle().fiscal_year


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """The goals of a fiscal year under their lead departments, with filters."""
    year = asked_year()
    departments = items.departments(current.work(), year)
    asked = request.args.get("department")
    if asked and asked not in {one.code for one in departments}:
        raise NotFound(what="department")
    form = filters(year)
    page = goals.page(current.work(), form.wanted(year), form.number)
    return render_template(
        "goals/index.html",
        year=year,
        years=years(),
        form=form,
        page=page,
        groups=[
            tuple(led) for _lead, led in groupby(page.rows, key=lambda row: row.departments[:1])
        ],
        words=words,
        drafts=any(goals.may_draft(current.actor(), one.id) is None for one in departments),
    )


@blueprint.get("/<year:year>/<id:number>")
@access.signed_in
def numbered(year: int, number: int) -> Response:
    """The goal of a year by its number, as items name it."""
    return redirect(url_for("goals.show", goal_id=goals.id_of(current.work(), year, number)))


@blueprint.get(GOAL)
@access.signed_in
def show(goal_id: int) -> str:
    """One goal: whose turn it is, what it says, its results, its items, what happened."""
    return _page(goal_id, ActForm())


def _page(goal_id: int, form: ActForm) -> str:
    one = goals.one(current.work(), goal_id)
    form.offer()
    if not form.is_submitted():
        form.seen.data = str(one.row.revision)
    proposed = proposals.of_goal(current.work(), goal_id)
    return render_template("goals/show.html", one=one, form=form, words=words, proposed=proposed)


@blueprint.route("/new", methods=["GET", "POST"])
@access.roles(*goals.DRAFTERS)
def new() -> Answer:
    """Draft a goal."""
    form, year, teams = GoalForm(), asked_year(), asks_for_teams()
    form.offer(year)
    if teams:
        form.team.validators = [Needed()]

    def page() -> str:
        return render_template("goals/form.html", form=form, year=year, one=None, teams=teams)

    return posted(
        lambda work: goals.draft(work, year, form.draft),
        said=_("The draft is saved."),
        back=lambda goal_id: url_for("goals.show", goal_id=goal_id),
        form=form,
        page=page,
    )


@blueprint.route(f"{GOAL}/edit", methods=["GET", "POST"])
@access.roles(*goals.DRAFTERS)
def edit(goal_id: int) -> Answer:
    """Write a draft, or what was sent back, anew."""
    one = permitted(goal_id, GoalAct.EDIT)
    form = GoalForm(**filled(goals.written(current.work(), goal_id), one.row.revision))
    form.offer(one.row.fiscal_year)

    def page() -> str:
        return render_template(
            "goals/form.html",
            form=form,
            year=one.row.fiscal_year,
            one=one,
            teams=bool(one.row.team),
        )

    return posted(
        lambda work: goals.edit(work, goal_id, form.draft, form.seen.value),
        said=_("The draft is saved."),
        back=url_for("goals.show", goal_id=goal_id),
        form=form,
        page=page,
    )


def permitted(goal_id: int, act: GoalAct) -> GoalDetail:
    """The goal; raises why the person may not take the act, so that no form is shown for it."""
    one = goals.one(current.work(), goal_id)
    if request.method == "GET" and (refusal := one.refusals[act]):
        raise refusal
    return one


@blueprint.post(f"{GOAL}/submit")
@access.roles(*goals.DRAFTERS)
def submit(goal_id: int) -> Answer:
    """Hand it to the center."""
    form = ActForm()
    return _stepped(
        goal_id, form, GoalAct.SUBMIT, lambda work: goals.submit(work, goal_id, form.seen.value)
    )


@blueprint.post(f"{GOAL}/confirm")
@access.roles(*goals.CONFIRMERS)
def confirm(goal_id: int) -> Answer:
    """Confirm it for the center."""
    return _moved(goal_id, GoalAct.CONFIRM)


@blueprint.post(f"{GOAL}/send-back")
@access.roles(*goals.CONFIRMERS)
def send_back(goal_id: int) -> Answer:
    """Send it back to the department with a reason."""
    return _moved(goal_id, GoalAct.SEND_BACK)


@blueprint.post(f"{GOAL}/set")
@access.roles(*goals.SETTERS)
def put_in_force(goal_id: int) -> Answer:
    """Set it for the headquarters."""
    return _moved(goal_id, GoalAct.SET)


@blueprint.post(f"{GOAL}/withdraw")
@access.roles(*goals.DRAFTERS)
def withdraw(goal_id: int) -> Answer:
    """Withdraw it with a reason."""
    return _moved(goal_id, GoalAct.WITHDRAW)


@blueprint.post(f"{GOAL}/close")
@access.roles(*goals.SETTERS)
def close(goal_id: int) -> Answer:
    """Close it with what it came to."""
    form = ActForm()
    form.offer()

    def verb(work: Work) -> None:
        chosen = Conclusion(form.conclusion.value) if form.conclusion.value else None
        goals.close(work, goal_id, chosen, form.outcome.value, form.seen.value)

    return _stepped(goal_id, form, GoalAct.CLOSE, verb)


@blueprint.post(f"{GOAL}/carry")
@access.roles(*goals.DRAFTERS)
def carry(goal_id: int) -> Answer:
    """Carry it over into the next year, as a draft."""
    form = ActForm()
    return posted(
        lambda work: goals.carry(work, goal_id, form.seen.value),
        said=str(words.DONE[GoalAct.CARRY]),
        back=lambda draft_id: url_for("goals.show", goal_id=draft_id),
    )


def _moved(goal_id: int, act: GoalAct) -> Answer:
    form = ActForm()
    return _stepped(
        goal_id,
        form,
        act,
        lambda work: goals.move(work, goal_id, act, form.seen.value, form.reason.value),
    )


def _stepped(goal_id: int, form: ActForm, act: GoalAct, verb: Callable[[Work], None]) -> Answer:
    form.offer()
    return posted(
        verb,
        said=str(words.DONE[act]),
        back=url_for("goals.show", goal_id=goal_id),
        form=form,
        page=lambda: _page(goal_id, form),
    )
