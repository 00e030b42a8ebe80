"""Asking advisors, their own list, what they write, and what each of them knows."""

from collections.abc import Sequence
from typing import Any, Final

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.advice.forms import AdviceForm, AskForm, ExpertiseForm, knowledge
from webapp.calendar.views import year_among
from webapp.items.sheet_view import SheetWords
from webapp.request import access, current
from webapp.request.files import handed_out
from webapp.request.posting import Answer, posted
from webapp.unsent import typed
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import ngettext
from workflow import advice, calendar, documents, items
from workflow.advice import AdvisorView
from workflow.items import ItemDetail
from workflow.unsent import Kept
from workflow.values import CENTER_ROLES, MAINTAINERS, NotFound, Role, add_business_days
from workflow.work import Work

blueprint = Blueprint("advice", __name__, url_prefix="/advice")

USUAL_DAYS: Final = 5
"""Business days that advisors are given unless the center says otherwise."""


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """What was asked and said, across items: an advisor's own, for the others all they may read."""
    wide = request.args.get("all") == "1" or current.actor().has(Role.ADVISOR)
    found = advice.page(current.work(), None if wide else current.cycle().id)
    return render_template("advice/index.html", advice=found, wide=wide)


@blueprint.get("/items/<id:item_id>")
@access.roles(*advice.ASKERS)
def ask(item_id: int) -> str:
    """Whom to ask about an item: those whose field it is are ticked."""
    form, advisors = AskForm(formdata=None), advice.for_item(current.work(), item_id)
    form.advisors.data = [str(one.person_id) for one in advisors if one.proposed]
    form.due_on.process_data(add_business_days(current.today(), USUAL_DAYS))
    return _ask_page(item_id, form, advisors)


@blueprint.post("/items/<id:item_id>")
@access.roles(*advice.ASKERS)
def send(item_id: int) -> Answer:
    """Ask those who are ticked."""
    form, advisors = AskForm(), advice.for_item(current.work(), item_id)
    form.advisors.choices = [(str(one.person_id), "") for one in advisors]
    return posted(
        lambda work: advice.ask(
            work, item_id, form.advisors.value, form.question.value, form.due_on.value
        ),
        said=_asked,
        back=url_for("items.show", item_id=item_id),
        form=form,
        page=lambda: _ask_page(item_id, form, advisors),
    )


@blueprint.get("/<id:request_id>")
@access.signed_in
def show(request_id: int) -> str:
    """One request: what is asked, the sheet, and the place to write the advice."""
    latest = advice.one(current.work(), request_id).latest
    kept = typed.of(url_for("advice.give", request_id=request_id))
    form = AdviceForm(formdata=typed.formdata(kept))
    if latest:
        form.advice.data = form.advice.data if kept else latest.text
        form.replaces.data = str(latest.id)
    return _request_page(request_id, form, kept)


@blueprint.post("/<id:request_id>")
@access.roles(Role.ADVISOR)
def give(request_id: int) -> Answer:
    """Advise."""
    form = AdviceForm()
    return posted(
        lambda work: advice.give(work, request_id, form.advice.value, form.replaces.value),
        said=_("The advice is recorded. The center reads it beside the evaluation."),
        back=url_for("advice.show", request_id=request_id),
        form=form,
        page=lambda: _request_page(request_id, form),
    )


@blueprint.post("/<id:request_id>/withdraw")
@access.roles(*advice.ASKERS)
def withdraw(request_id: int) -> Answer:
    """Withdraw a request that was not answered."""
    item_id = advice.one(current.work(), request_id).item_id
    return posted(
        lambda work: advice.withdraw(work, request_id),
        said=_("The request is withdrawn."),
        back=url_for("items.show", item_id=item_id),
    )


@blueprint.get("/advisors")
@access.roles(*CENTER_ROLES)
def advisors() -> str:
    """The advisors and what each is asked about."""
    return render_template(
        "advice/advisors.html",
        advisors=advice.advisors(current.work()),
        knowledge=knowledge,
        keeps=bool(current.actor().roles & MAINTAINERS),
    )


@blueprint.route("/advisors/<id:person_id>", methods=["GET", "POST"])
@access.roles(*MAINTAINERS)
def expertise(person_id: int) -> Answer:
    """Say what an advisor is asked about."""
    advisor = _advisor(person_id)
    form = ExpertiseForm.of(advisor)

    def page() -> str:
        return render_template("advice/expertise.html", form=form, advisor=advisor)

    if not form.is_submitted():
        return page(), 200
    return posted(
        lambda work: _keep(work, person_id, form),
        said=_("What this advisor is asked about is saved."),
        back=url_for("advice.advisors"),
        form=form,
        page=page,
    )


def _keep(work: Work, person_id: int, form: ExpertiseForm) -> None:
    advice.set_expertise(
        work,
        person_id,
        general=form.general.value,
        fields=form["fields"].value,
        departments=form.departments.value,
        seen=form.seen.data,
    )
    advice.limit(work, person_id, limited=form.limited.value)


def _asked(count: int) -> str:
    """What is said once they are asked; a second delivery asks nobody."""
    if not count:
        flash(_("They had been asked already."), "info")
        return ""
    return str(ngettext("%(num)d advisor is asked.", "%(num)d advisors are asked.", count))


def _advisor(person_id: int) -> AdvisorView:
    for one in advice.advisors(current.work()):
        if one.person_id == person_id:
            return one
    raise NotFound(what="advisor")


def _ask_page(item_id: int, form: AskForm, advisors: Sequence[AdvisorView]) -> str:
    form.offer(advisors)
    return render_template(
        "advice/ask.html",
        form=form,
        refusal=advice.ask_refusal(current.work(), item_id),
        asked=[one for one in advisors if one.asked],
        involved=[one for one in advisors if one.involved],
        **_about(items.get(current.work(), item_id)),
    )


def _request_page(request_id: int, form: AdviceForm, kept: Kept | None = None) -> str:
    one = advice.one(current.work(), request_id)
    item = items.get(current.work(), one.item_id)
    return render_template("advice/show.html", one=one, form=form, kept=kept, **_about(item))


def _about(item: ItemDetail) -> dict[str, Any]:
    words = SheetWords(items.masters(current.work(), item.cycle.fiscal_year))
    return {"item": item, "row": item.row, "sheet_parts": words.parts(item.sheet)}


# -------------------------------------------------------------- a year's record


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
