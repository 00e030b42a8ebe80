"""The follow-up of conditions (条件の履行確認): the list, one condition, and what is said to it."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from webapp.conditions.forms import ConditionForm, filters
from webapp.forms.refused import show_refusal
from webapp.request import access, current, errors
from workflow.values.errors import InputRefused
from workflow.values.vocabulary import ConditionState, Role

blueprint = Blueprint("conditions", __name__, url_prefix="/conditions")

ONE = "/<id:condition_id>"

Answer = Response | tuple[str, int]


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """Every condition that this person may see, across items."""
    form, actor = filters(), current.actor()
    page = current.engine().conditions.page(actor, form.wanted, form.number)
    return render_template("conditions/index.html", page=page, form=form, states=ConditionState)


@blueprint.get(ONE)
@access.signed_in
def show(condition_id: int) -> str:
    """One condition: what was said to it, and what can be said now."""
    return _page(condition_id, ConditionForm(formdata=None))


@blueprint.post(f"{ONE}/answer")
@access.roles(Role.OFFICER)
def answer(condition_id: int) -> Answer:
    """Answer it for the department."""
    form, desk = ConditionForm(), current.engine().conditions
    return _done(
        condition_id,
        form,
        lambda: desk.answer(condition_id, current.actor(), form.answer.value, form.seen.value),
        _("The answer has gone to the center."),
    )


@blueprint.post(f"{ONE}/met")
@access.roles(Role.REVIEWER, Role.EVALUATOR)
def met(condition_id: int) -> Answer:
    """Find it met."""
    form, desk = ConditionForm(), current.engine().conditions
    return _done(
        condition_id,
        form,
        lambda: desk.mark_met(condition_id, current.actor(), form.seen.value, form.remark.value),
        _("The condition is marked as met."),
    )


@blueprint.post(f"{ONE}/send-back")
@access.roles(Role.REVIEWER, Role.EVALUATOR)
def send_back(condition_id: int) -> Answer:
    """Send the answer back with a reason."""
    form, desk = ConditionForm(), current.engine().conditions
    return _done(
        condition_id,
        form,
        lambda: desk.send_back(condition_id, current.actor(), form.reason.value, form.seen.value),
        _("The condition has gone back to the department."),
    )


def _done(condition_id: int, form: ConditionForm, act: Callable[[], None], said: str) -> Answer:
    """Act, say so and show the condition; what was typed wrongly stays on the page."""
    try:
        act()
    except InputRefused as error:
        show_refusal(form, error)
        return _page(condition_id, form), errors.status_of(error)
    flash(said, "success")
    return redirect(url_for("conditions.show", condition_id=condition_id))


def _page(condition_id: int, form: ConditionForm) -> str:
    desk, actor = current.engine().conditions, current.actor()
    one = desk.one(condition_id, actor)
    if not form.is_submitted():
        form.seen.data = str(one.seen)
    beside = [
        other for other in desk.of(one.item_id, actor) if other.evaluation_id == one.evaluation_id
    ]
    return render_template("conditions/show.html", one=one, form=form, beside=beside)
