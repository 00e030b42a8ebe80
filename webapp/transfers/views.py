"""Staff transfers: plans, what each would do, and putting them in force."""

from collections.abc import Callable
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for

from webapp.exchange.bringing import unread_said
from webapp.request import access, current, files
from webapp.request.errors import status_of
from webapp.request.posting import Answer, led_back, posted
from webapp.staffing.watching import posted_watching
from webapp.transfers import words
from webapp.transfers.forms import OrderForm, PlanForm, SuccessorForm
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from workflow import people, reorganisation, transfers
from workflow.people import DepartmentChoice
from workflow.transfers import TransferView
from workflow.values import ADMINISTRATORS, NotFound, Refusal
from workflow.work import Work

blueprint = Blueprint("transfers", __name__, url_prefix="/transfers")

PLAN: Final = "/<id:plan_id>"


@blueprint.get("/")
@access.roles(*ADMINISTRATORS)
def index() -> str:
    """Every plan, the latest day first."""
    return render_template(
        "transfers/index.html", plans=transfers.plans(current.work()), words=words
    )


@blueprint.route("/new", methods=["GET", "POST"])
@files.takes(files.LARGEST_WORKBOOK)
@access.roles(*ADMINISTRATORS)
def add() -> Answer:
    """Write a new plan down."""
    return _written(PlanForm(), None)


@blueprint.route(f"{PLAN}/edit", methods=["GET", "POST"])
@files.takes(files.LARGEST_WORKBOOK)
@access.roles(*ADMINISTRATORS)
def edit(plan_id: int) -> Answer:
    """Write a plan anew; it has to be decided again."""
    plan = transfers.plan(current.work(), plan_id)
    typed = {
        "title": plan.title,
        "takes_effect_on": plan.takes_effect_on,
        "lines": plan.text,
        "seen": plan.written,
    }
    return _written(PlanForm(data=typed), plan_id)


@blueprint.get(PLAN)
@access.roles(*ADMINISTRATORS)
def show(plan_id: int) -> str:
    """What a plan would do, before and after, and what would have nobody."""
    return _page(plan_id, SuccessorForm())


@blueprint.post(f"{PLAN}/follow")
@access.roles(*ADMINISTRATORS)
def follow(plan_id: int) -> Answer:
    """Name in a plan who follows whom; it has to be decided again."""
    form = SuccessorForm()
    plan, departments = _offered(plan_id)
    form.offer(plan.leavers, departments)
    return posted(
        lambda work: transfers.name_successor(
            work, plan_id, form.leaver.value, form.department.value, form.successor.value
        ),
        said=_("The plan was written down. Nothing is changed yet."),
        back=url_for("transfers.show", plan_id=plan_id),
        form=form,
        page=lambda: _page(plan_id, form),
    )


@blueprint.post(f"{PLAN}/answers")
@access.roles(*ADMINISTRATORS)
def answer(plan_id: int) -> Answer:
    """Answer what a list leaves open; the plan has to be decided again."""
    seen, answers = OrderForm().seen.data or "", request.form.getlist("answer")
    said = _("The plan was written down. Nothing is changed yet.")
    return _ordered(plan_id, lambda work: transfers.answer(work, plan_id, seen, answers), said)


@blueprint.post(f"{PLAN}/roles")
@access.roles(*ADMINISTRATORS)
def choose(plan_id: int) -> Answer:
    """Give other roles than are proposed; the plan has to be decided again."""
    seen, roles = OrderForm().seen.data or "", request.form.getlist("role")
    said = _("The plan was written down. Nothing is changed yet.")
    return _ordered(plan_id, lambda work: transfers.choose_roles(work, plan_id, seen, roles), said)


@blueprint.post(f"{PLAN}/decide")
@access.roles(*ADMINISTRATORS)
def decide(plan_id: int) -> Answer:
    """Decide a plan: it takes effect by itself on its day."""
    seen = OrderForm().seen.data or ""
    said = _("The plan is decided: it takes effect by itself on its day.")
    return _ordered(plan_id, lambda work: transfers.decide(work, plan_id, seen), said)


@blueprint.post(f"{PLAN}/force")
@access.roles(*ADMINISTRATORS)
def take_effect(plan_id: int) -> Answer:
    """Put a plan in force now."""
    seen = OrderForm().seen.data or ""
    said = _("The plan is in force.")
    return _ordered(plan_id, lambda work: transfers.take_effect(work, plan_id, seen), said)


@blueprint.post(f"{PLAN}/cancel")
@access.roles(*ADMINISTRATORS)
def cancel(plan_id: int) -> Answer:
    """Cancel a plan."""
    said = _("The plan was cancelled.")
    return _ordered(plan_id, lambda work: transfers.cancel(work, plan_id), said)


def _page(plan_id: int, form: SuccessorForm) -> str:
    plan, departments = _offered(plan_id)
    form.offer(plan.leavers, departments)
    return render_template(
        "transfers/show.html",
        plan=plan,
        words=words,
        form=OrderForm(formdata=None, seen=plan.seen),
        follow=form,
        departments=departments,
        has_come=plan.takes_effect_on <= current.today(),
        same_day=[
            one.title
            for one in reorganisation.plans(current.work())
            if one.state in reorganisation.OPEN and one.takes_effect_on == plan.takes_effect_on
        ],
    )


def _offered(plan_id: int) -> tuple[TransferView, tuple[DepartmentChoice, ...]]:
    """The plan, and the departments for which somebody may follow."""
    work = current.work()
    plan = transfers.plan(work, plan_id)
    return plan, people.departments(work, there_on=plan.takes_effect_on)


def _ordered(plan_id: int, verb: Callable[[Work], Any], said: str) -> Answer:
    """Carry an order about a plan out; where it is refused the plan's page says why."""
    back = url_for("transfers.show", plan_id=plan_id)
    try:
        return posted_watching(verb, said=said, back=back)
    except NotFound:
        raise
    except Refusal as error:
        return led_back(error, refusals.refusal(error), back)


def _written(form: PlanForm, plan_id: int | None) -> Answer:
    """The form of a plan, or what comes of sending it."""
    back = url_for("transfers.show", plan_id=plan_id) if plan_id else url_for("transfers.index")

    def page() -> str:
        return render_template(
            "transfers/form.html", form=form, back=back, headings=transfers.HEADINGS
        )

    if not form.is_submitted():
        return page()
    try:
        read = transfers.read_lines(form.content, current.actor().person_id)
    except Refusal as error:
        form.lines.errors = [*form.lines.errors, refusals.refusal(error)]
        return page(), status_of(error)
    written = _("The plan was written down. Nothing is changed yet.")
    return posted(
        lambda work: transfers.write(
            work,
            plan_id,
            form.title.value,
            form.takes_effect_on.value,
            read.lines,
            form.seen.data or None,
        ),
        said=" ".join((written, unread_said(read.unread))).strip(),
        back=lambda made: url_for("transfers.show", plan_id=made),
        form=form,
        page=page,
    )
