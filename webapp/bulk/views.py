"""One action on many items: chosen on the list, previewed, carried out, reported."""

from collections.abc import Callable
from datetime import date
from typing import Final

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.bulk import words
from webapp.items import listing, reporting
from webapp.items.acting import offer_ways
from webapp.items.forms import ActionForm
from webapp.request import access, current
from webapp.request.posting import Answer, led_back, posted
from webapp.unsent import typed
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import ngettext
from workflow import bulk, items
from workflow.bulk import BulkNotReady, BulkPage, Progress
from workflow.items import ASKED_BY, CycleView
from workflow.unsent import Kept
from workflow.values import Action, InputRefused, Title
from workflow.work import Work

blueprint = Blueprint("bulk", __name__, url_prefix="/bulk")

RUN: Final = "/<id:run_id>"
SECONDS_TO_NEXT_LOOK: Final = "2"


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """One's own runs, and previews that can still be carried out."""
    before = request.args.get("before", type=int)
    found = bulk.runs(current.work(), before)
    return render_template("bulk/index.html", found=found, before=before, words=words)


@blueprint.post("/")
@access.signed_in
def choose() -> Response:
    """Preview an action for the items that are ticked, or for all that match the filter."""
    cycle = current.cycle()
    form = listing.form_for(cycle)
    form.validate()
    everything = request.form.get("scope") == "all"
    ids = None if everything else request.form.getlist("item", type=int)
    action, wanted = request.form.get("action", ""), form.wanted(cycle.id)
    try:
        shown = bulk.preview(current.work(), action, wanted, ids)
    except InputRefused as error:
        back = url_for("items.index", cycle=cycle.id, **form.narrowing)
        return led_back(error, words.problems(error), back)
    return _to(current.write(lambda work: bulk.stage(work, shown)))


@blueprint.get(RUN)
@access.signed_in
def show(run_id: int) -> Response:
    """What would happen to each item; once carried out, what did."""
    page = _page(run_id)
    kept = None if page.run.committed_at else typed.of(url_for("bulk.set_input", run_id=run_id))
    response = make_response(_shown(page, _form(page, kept), kept))
    if page.run.committed_at and not page.run.finished_at:
        response.headers["Refresh"] = SECONDS_TO_NEXT_LOOK
    return response


@blueprint.post(f"{RUN}/words")
@access.signed_in
def set_input(run_id: int) -> Answer:
    """Preview it with the reason, and what else the action asks for."""
    page, form = _page(run_id), ActionForm()
    offer_ways(form, _cycle(page))
    return posted(
        lambda work: bulk.set_input(work, run_id, form.note.value, form.particulars),
        said="",
        back=url_for("bulk.show", run_id=run_id),
        form=form,
        page=lambda: _shown(page, form),
    )


@blueprint.post(f"{RUN}/leave-out")
@access.signed_in
def leave_out(run_id: int) -> Response:
    """Preview it anew without the rows that are not ticked any more."""
    return _without(run_id, _unticked())


@blueprint.post(f"{RUN}/commit")
@access.signed_in
def commit(run_id: int) -> Response:
    """Do what the preview shows; where rows were unticked since, show it without them first."""
    if unticked := _unticked():
        return _without(run_id, unticked)
    seal = request.form.get("seal", "")
    try:
        _move(lambda work: bulk.commit(work, run_id, seal))
    except BulkNotReady as error:
        if error.data["reason"] not in ("moved_on", "verdicts"):
            raise
        if error.data["reason"] == "verdicts":
            current.write(lambda work: bulk.leave_out(work, run_id, ()))
        return led_back(error, refusals.refusal(error), url_for("bulk.show", run_id=run_id))
    run = bulk.page(current.work(), run_id).run
    if run.finished_at:
        done = ngettext("%(num)d item done.", "%(num)d items done.", run.done.count)
        flash(done, "warning" if run.failed.count else "success")
    return _to(run_id)


@blueprint.post(f"{RUN}/advance")
@access.signed_in
def advance(run_id: int) -> Response:
    """Go on by hand where nothing moves."""
    _move(lambda work: bulk.advance(work, run_id))
    return _to(run_id)


def _move(verb: Callable[[Work], Progress]) -> None:
    """Make moves, and tell the engine's listeners of them once they are committed."""
    made = current.write(verb)
    current.engine().listeners.notify_all(made.outcomes)


def _to(run_id: int) -> Response:
    return redirect(url_for("bulk.show", run_id=run_id))


def _unticked() -> set[int]:
    """The items of the rows that were on the page and have no tick any more."""
    shown, ticked = (request.form.getlist(name, type=int) for name in ("shown", "keep"))
    return set(shown) - set(ticked)


def _without(run_id: int, item_ids: set[int]) -> Response:
    try:
        current.write(lambda work: bulk.leave_out(work, run_id, item_ids))
    except InputRefused as error:
        return led_back(error, words.problems(error), url_for("bulk.show", run_id=run_id))
    gone = ngettext("%(num)d item left out.", "%(num)d items left out.", len(item_ids))
    flash(gone + _(" Nothing was done yet: look at the preview again."), "info")
    return _to(run_id)


def _page(run_id: int) -> BulkPage:
    return bulk.page(current.work(), run_id, request.args.get("after", 0, type=int))


def _form(page: BulkPage, kept: Kept | None) -> ActionForm:
    given = vars(page.run.particulars)
    form = ActionForm(formdata=typed.formdata(kept), note=page.run.note, data=given)
    offer_ways(form, _cycle(page))
    return form


def _cycle(page: BulkPage) -> CycleView:
    return next(one for one in current.cycles() if one.id == page.run.cycle_id)


def _verdicts(page: BulkPage) -> dict[str, Title]:
    masters = items.masters(current.work(), _cycle(page).fiscal_year)
    return {one.code: one.title for one in masters.verdicts}


def _shown(page: BulkPage, form: ActionForm, kept: Kept | None = None) -> str:
    decides = page.run.action == Action.EVALUATE
    return render_template(
        "bulk/show.html",
        page=page,
        run=page.run,
        form=form,
        kept=kept,
        # What is decided of each item stands in its row: nothing is asked for all of them.
        asked=[] if decides else [form[name] for name in ASKED_BY.get(page.run.action, ())],
        verdicts=_verdicts(page) if decides else {},
        held_later=_held_later(page),
        words=words,
    )


def _held_later(page: BulkPage) -> date | None:
    """The day of the meeting that items are reported to, where it is still to come."""
    if page.run.action != Action.REPORT:
        return None
    return reporting.held_later(_cycle(page), page.run.particulars.meeting_id)
