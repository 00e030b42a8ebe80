"""Plans to reorganise: written or brought, looked at, decided, in effect on their day."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.exchange.bringing import unread_said
from webapp.organisation import words
from webapp.organisation.forms import PlanForm
from webapp.request import access, current, files
from webapp.request.errors import status_of
from webapp.request.files import handed_out
from webapp.request.posting import Answer
from webapp.staffing.watching import posted_watching
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from workflow import reorganisation, transfers, values
from workflow.reorganisation import PlanView
from workflow.values import ADMINISTRATORS, InputRefused, NotFound, Refusal
from workflow.work import Work

blueprint = Blueprint("reorganisation", __name__, url_prefix="/organisation/plans")
administrators = access.roles(*ADMINISTRATORS)

PLAN = "/<id:plan_id>"


@blueprint.get("/")
@administrators
def index() -> str:
    """Every plan, those to come first."""
    plans = reorganisation.plans(current.work())
    return render_template("organisation/plans.html", plans=plans, words=words)


@blueprint.route("/new", methods=["GET", "POST"])
@files.takes(files.LARGEST_WORKBOOK)
@administrators
def new() -> Answer:
    """Write a plan down, or bring it as a file; nothing is decided yet."""
    asked = request.args.get("department", "")
    form = PlanForm(lines=[(asked,)] if asked else ())
    return _written(form, None)


@blueprint.get(PLAN)
@administrators
def show(plan_id: int) -> str:
    """A plan: before and after, whom it touches, what is wrong with it."""
    return _plan_page(reorganisation.plan(current.work(), plan_id))


@blueprint.route(f"{PLAN}/edit", methods=["GET", "POST"])
@files.takes(files.LARGEST_WORKBOOK)
@administrators
def edit(plan_id: int) -> Answer:
    """Write a plan anew; one that was decided is a draft again."""
    found = reorganisation.plan(current.work(), plan_id)
    row = found.row
    form = PlanForm(
        seen=found.written,
        title=row.title,
        takes_effect_on=row.takes_effect_on,
        lines=found.lines,
    )
    if not form.is_submitted():
        form.show(found.problems)
    return _written(form, plan_id)


@blueprint.get(f"{PLAN}/lines.<form>")
@administrators
def lines(plan_id: int, form: str) -> Response:
    """The lines of a plan as a file (新旧対照表)."""
    if form not in reorganisation.FORMS:
        raise NotFound(what="file")
    return handed_out(reorganisation.plan_file(current.work(), plan_id, form))


@blueprint.post(f"{PLAN}/decide")
@administrators
def decide(plan_id: int) -> Answer:
    """Decide it: it takes effect by itself on its day."""
    seen = request.form.get("seen", "")
    return _changed(
        plan_id,
        lambda work: reorganisation.decide(work, plan_id, seen),
        _("The plan is decided. It takes effect by itself on its day."),
    )


@blueprint.post(f"{PLAN}/cancel")
@administrators
def cancel(plan_id: int) -> Answer:
    """Cancel it."""
    said = _("The plan is cancelled.")
    return _changed(plan_id, lambda work: reorganisation.cancel(work, plan_id), said)


@blueprint.post(f"{PLAN}/carry-out")
@administrators
def carry_out(plan_id: int) -> Answer:
    """Put it in force now that its day has come."""
    said = _("The plan is in effect.")
    return _changed(plan_id, lambda work: reorganisation.take_effect(work, plan_id), said)


def _changed(plan_id: int, verb: Callable[[Work], object], said: str) -> Answer:
    try:
        return posted_watching(
            verb,
            said=said,
            back=url_for("reorganisation.show", plan_id=plan_id),
        )
    except InputRefused as error:
        return _plan_page(reorganisation.plan(current.work(), plan_id)), status_of(error)


def _written(form: PlanForm, plan_id: int | None) -> Answer:
    if not form.is_submitted():
        return _form_page(form, plan_id)
    if "add_row" in request.form:
        form.lines.add_row()
        return _form_page(form, plan_id), 200
    if not form.validate():
        return _form_page(form, plan_id), 422
    try:
        typed, unread = tuple(form.lines.data), ""
        if form.file.data:
            read = reorganisation.read_lines(current.work(), form.file.data.read())
            typed, unread = read.lines, unread_said(read.unread)
        title, day, seen = form.title.value, form.takes_effect_on.value, form.seen.data or None
        written = current.write(
            lambda work: reorganisation.write(work, plan_id, title, day, typed, seen)
        )
    except InputRefused as error:
        form.show(error.problems)
        return _form_page(form, plan_id), status_of(error)
    except Refusal as error:
        form.form_errors.append(refusals.refusal(error))
        return _form_page(form, plan_id), status_of(error)
    flash(_("The plan was written down. Nothing is changed yet."), "success")
    if unread:
        flash(unread, "info")
    return redirect(url_for("reorganisation.show", plan_id=written))


def _form_page(form: PlanForm, plan_id: int | None) -> str:
    day = form.takes_effect_on.data
    there = reorganisation.base(current.work(), day if isinstance(day, date) else current.today())
    return render_template(
        "organisation/plan_form.html", form=form, plan_id=plan_id, departments=there.departments
    )


def _plan_page(found: PlanView) -> str:
    return render_template(
        "organisation/plan.html",
        plan=found,
        words=words,
        refusals=refusals,
        year=values.fiscal_year(found.row.takes_effect_on),
        has_come=found.row.takes_effect_on <= current.today(),
        is_open=found.row.state in reorganisation.OPEN,
        same_day=[
            one.title
            for one in transfers.plans(current.work())
            if one.state in reorganisation.OPEN and one.takes_effect_on == found.row.takes_effect_on
        ],
    )
