"""Asking advisors, their own list, what they write, and what each of them knows."""

from collections.abc import Sequence
from typing import Any, Final

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.advice.forms import AdviceForm, AskForm, ExpertiseForm, knowledge
from webapp.forms.refused import show_refusal
from webapp.items.sheet_view import SheetWords
from webapp.request import access, current, errors
from workflow import items
from workflow.advice.queries import AdvisorView
from workflow.items.views import ItemDetail
from workflow.values.errors import InputRefused, NotFound
from workflow.values.fiscal import add_business_days
from workflow.values.vocabulary import Role

blueprint = Blueprint("advice", __name__, url_prefix="/advice")

USUAL_DAYS: Final = 5
"""Business days that advisors are given unless the center says otherwise."""

ASKERS: Final = (Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT)
KEEPERS: Final = (Role.SECRETARIAT, Role.ADMIN)
"""Who asks for advice; who says what each advisor is asked about."""

Answer = Response | tuple[str, int]


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """What was asked and said, across items: an advisor's own, for the others all they may read."""
    actor = current.actor()
    wide = request.args.get("all") == "1" or actor.has(Role.ADVISOR)
    found = current.engine().advice.page(actor, None if wide else current.cycle().id)
    return render_template("advice/index.html", advice=found, wide=wide)


@blueprint.get("/items/<id:item_id>")
@access.roles(*ASKERS)
def ask(item_id: int) -> str:
    """Whom to ask about an item: those whose field it is are ticked."""
    form, desk, actor = AskForm(formdata=None), current.engine().advice, current.actor()
    advisors = desk.for_item(item_id, actor)
    form.advisors.data = [str(one.person_id) for one in advisors if one.proposed]
    form.due_on.data = add_business_days(current.today(), USUAL_DAYS)
    return _ask_page(item_id, form, advisors)


@blueprint.post("/items/<id:item_id>")
@access.roles(*ASKERS)
def send(item_id: int) -> Answer:
    """Ask those who are ticked."""
    form, desk, actor = AskForm(), current.engine().advice, current.actor()
    advisors = desk.for_item(item_id, actor)
    form.advisors.choices = [(str(one.person_id), "") for one in advisors]
    if not form.validate() or form.due_on.value is None:
        if not form.errors:
            form.due_on.errors = [_("This field is required.")]
        return _ask_page(item_id, form, advisors), 422
    try:
        count = desk.ask(
            item_id, form.advisors.value, form.question.value, form.due_on.value, actor
        )
    except InputRefused as error:
        show_refusal(form, error)
        return _ask_page(item_id, form, advisors), errors.status_of(error)
    said = ngettext("%(num)d advisor is asked.", "%(num)d advisors are asked.", count)
    flash(said if count else _("They had been asked already."), "success" if count else "info")
    return redirect(url_for("items.show", item_id=item_id))


@blueprint.get("/<id:request_id>")
@access.signed_in
def show(request_id: int) -> str:
    """One request: what is asked, the sheet, and the place to write the advice."""
    one = current.engine().advice.one(request_id, current.actor())
    form = AdviceForm(formdata=None)
    if one.latest:
        form.advice.data, form.replaces.data = one.latest.text, str(one.latest.id)
    return _request_page(request_id, form)


@blueprint.post("/<id:request_id>")
@access.roles(Role.ADVISOR)
def give(request_id: int) -> Answer:
    """Advise."""
    form, actor = AdviceForm(), current.actor()
    try:
        current.engine().advice.give(request_id, form.advice.value, actor, form.replaces.value)
    except InputRefused as error:
        show_refusal(form, error)
        return _request_page(request_id, form), errors.status_of(error)
    flash(_("The advice is recorded. The center reads it beside the evaluation."), "success")
    return redirect(url_for("advice.show", request_id=request_id))


@blueprint.post("/<id:request_id>/withdraw")
@access.roles(*ASKERS)
def withdraw(request_id: int) -> Response:
    """Withdraw a request that was not answered."""
    desk, actor = current.engine().advice, current.actor()
    desk.withdraw(request_id, actor)
    flash(_("The request is withdrawn."), "success")
    return redirect(url_for("items.show", item_id=desk.one(request_id, actor).item_id))


@blueprint.get("/advisors")
@access.roles(Role.SECRETARIAT, Role.ADMIN, Role.REVIEWER, Role.EVALUATOR)
def advisors() -> str:
    """The advisors and what each is asked about."""
    return render_template(
        "advice/advisors.html",
        advisors=current.engine().advice.advisors(),
        knowledge=knowledge,
        keeps=bool(current.actor().roles & set(KEEPERS)),
    )


@blueprint.route("/advisors/<id:person_id>", methods=["GET", "POST"])
@access.roles(*KEEPERS)
def expertise(person_id: int) -> Answer:
    """Say what an advisor is asked about."""
    desk, advisor = current.engine().advice, _advisor(person_id)
    known = advisor.expertise
    form = ExpertiseForm(
        general=advisor.general,
        fields=[one.field.value for one in known if one.field],
        departments=[one.department_code for one in known if one.department_code],
    )
    form.offer()
    if form.validate_on_submit():
        desk.set_expertise(
            person_id,
            current.actor(),
            general=form.general.value,
            fields=form["fields"].value,
            departments=form.departments.value,
        )
        flash(_("It is kept what this advisor is asked about."), "success")
        return redirect(url_for("advice.advisors"))
    page = render_template("advice/expertise.html", form=form, advisor=advisor)
    return page, 422 if form.errors else 200


def _advisor(person_id: int) -> AdvisorView:
    found = [one for one in current.engine().advice.advisors() if one.person_id == person_id]
    if not found:
        raise NotFound(what="advisor")
    return found[0]


def _ask_page(item_id: int, form: AskForm, advisors: Sequence[AdvisorView]) -> str:
    desk, actor = current.engine().advice, current.actor()
    item = current.engine().item(item_id, actor)
    form.offer(advisors)
    return render_template(
        "advice/ask.html",
        form=form,
        refusal=desk.ask_refusal(item_id, actor),
        asked=[one for one in advisors if one.asked],
        involved=[one for one in advisors if one.involved],
        **_about(item),
    )


def _request_page(request_id: int, form: AdviceForm) -> str:
    actor = current.actor()
    one = current.engine().advice.one(request_id, actor)
    item = current.engine().item(one.item_id, actor)
    return render_template("advice/show.html", one=one, form=form, **_about(item))


def _about(item: ItemDetail) -> dict[str, Any]:
    words = SheetWords(items.masters(current.work(), item.cycle.fiscal_year))
    return {"item": item, "row": item.row, "sheet_parts": words.parts(item.sheet)}
