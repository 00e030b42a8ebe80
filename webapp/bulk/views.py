"""One action on many items: chosen on the list, previewed, carried out, reported."""

from typing import Any, Final

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.bulk import words
from webapp.forms.refused import show_refusal
from webapp.items import listing
from webapp.items.acting import offer_ways
from webapp.items.forms import ActionForm
from webapp.request import access, current
from webapp.request.errors import status_of
from webapp.words import refusals
from workflow.bulk.errors import BulkNotReady
from workflow.bulk.views import BulkPage
from workflow.items.orders import ASKED_BY
from workflow.items.reference import CycleView
from workflow.values.errors import InputRefused

blueprint = Blueprint("bulk", __name__, url_prefix="/bulk")

RUN: Final = "/<id:run_id>"
SECONDS_TO_NEXT_LOOK: Final = "2"


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """One's own runs, and previews that can still be carried out."""
    before = request.args.get("before", type=int)
    found = current.engine().bulk.runs(current.actor(), before)
    return render_template("bulk/index.html", found=found, before=before, words=words)


@blueprint.post("/")
@access.signed_in
def choose() -> Response:
    """Preview an action for the items that are ticked, or for all that match the filter."""
    actor, cycle = current.actor(), current.cycle()
    form = listing.form_for(actor, cycle)
    form.validate()
    wanted = form.wanted(cycle.id)
    everything = request.form.get("scope") == "all"
    ids = None if everything else request.form.getlist("item", type=int)
    try:
        run_id = current.engine().bulk.preview(actor, request.form.get("action", ""), wanted, ids)
    except InputRefused as error:
        status_of(error)
        flash(" ".join(refusals.problem(one) for one in error.problems), "danger")
        return redirect(url_for("items.index", cycle=cycle.id, **form.narrowing))
    return redirect(url_for("bulk.show", run_id=run_id))


@blueprint.get(RUN)
@access.signed_in
def show(run_id: int) -> Response:
    """What would happen to each item; once carried out, what did."""
    page = _page(run_id)
    response = make_response(_shown(page, _form(page)))
    if page.run.committed_at and not page.run.finished_at:
        response.headers["Refresh"] = SECONDS_TO_NEXT_LOOK
    return response


@blueprint.post(f"{RUN}/words")
@access.signed_in
def tell(run_id: int) -> Any:
    """Preview it with the reason, and what else the action asks for."""
    page, form = _page(run_id), ActionForm()
    offer_ways(form, _cycle(page))
    if not form.validate_on_submit():
        return _shown(page, form), 422
    try:
        current.engine().bulk.tell(current.actor(), run_id, form.note.value, form.particulars)
    except InputRefused as error:
        show_refusal(form, error)
        return _shown(page, form), status_of(error)
    return redirect(url_for("bulk.show", run_id=run_id))


@blueprint.post(f"{RUN}/leave-out")
@access.signed_in
def leave_out(run_id: int) -> Response:
    """Preview it anew without the rows that are not ticked any more."""
    return _without(run_id, _unticked())


@blueprint.post(f"{RUN}/commit")
@access.signed_in
def commit(run_id: int) -> Response:
    """Do what the preview shows; where rows were unticked since, show it without them first."""
    desk, actor = current.engine().bulk, current.actor()
    if unticked := _unticked():
        return _without(run_id, unticked)
    try:
        desk.commit(actor, run_id, request.form.get("seal", ""))
    except BulkNotReady as error:
        if error.data["reason"] != "moved_on":
            raise
        status_of(error)
        flash(refusals.refusal(error), "danger")
        return redirect(url_for("bulk.show", run_id=run_id))
    run = desk.page(actor, run_id).run
    if run.finished_at:
        done = ngettext("%(num)d item done.", "%(num)d items done.", run.done.count)
        flash(done, "warning" if run.failed.count else "success")
    return redirect(url_for("bulk.show", run_id=run_id))


@blueprint.post(f"{RUN}/advance")
@access.signed_in
def advance(run_id: int) -> Response:
    """Go on by hand where nothing moves."""
    current.engine().bulk.advance(current.actor(), run_id)
    return redirect(url_for("bulk.show", run_id=run_id))


def _unticked() -> set[int]:
    """The items of the rows that were on the page and have no tick any more."""
    shown, kept = (request.form.getlist(name, type=int) for name in ("shown", "keep"))
    return set(shown) - set(kept)


def _without(run_id: int, item_ids: set[int]) -> Response:
    try:
        current.engine().bulk.leave_out(current.actor(), run_id, item_ids)
    except InputRefused as error:
        status_of(error)
        flash(" ".join(refusals.problem(one) for one in error.problems), "danger")
    else:
        told = ngettext("%(num)d item left out.", "%(num)d items left out.", len(item_ids))
        flash(told + _(" Nothing was done yet: look at the preview again."), "info")
    return redirect(url_for("bulk.show", run_id=run_id))


def _page(run_id: int) -> BulkPage:
    after = request.args.get("after", 0, type=int)
    return current.engine().bulk.page(current.actor(), run_id, after)


def _form(page: BulkPage) -> ActionForm:
    form = ActionForm(formdata=None, note=page.run.note, data=vars(page.run.particulars))
    offer_ways(form, _cycle(page))
    return form


def _cycle(page: BulkPage) -> CycleView:
    return next(one for one in current.cycles() if one.id == page.run.cycle_id)


def _shown(page: BulkPage, form: ActionForm) -> str:
    return render_template(
        "bulk/show.html",
        page=page,
        run=page.run,
        form=form,
        asked=[form[name] for name in ASKED_BY.get(page.run.action, ())],
        words=words,
    )
