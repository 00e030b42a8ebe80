"""One item before an evaluator: the sheet on one side, the scores on the other."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.evaluation import words
from webapp.evaluation.forms import ConflictForm, SheetForm, kept_values, sheet_form
from webapp.evaluation.views import SITTING, blueprint
from webapp.forms.refused import show_refusal
from webapp.items.acting import changed_since
from webapp.items.sheet_view import Difference, SheetWords
from webapp.items.views import ITEM
from webapp.request import access, current
from webapp.request.errors import status_of
from webapp.words import refusals
from webapp.words.filters import title
from workflow import items
from workflow.evaluation.scores import Scorecard
from workflow.evaluation.views import QueueEntry, ScoringView, SheetStatus
from workflow.items.views import ItemDetail
from workflow.values.errors import ContentChanged, Refusal
from workflow.values.vocabulary import Role


@blueprint.get(ITEM)
@access.roles(*SITTING)
def score(item_id: int) -> str:
    """The item, one's own sheet, and whatever of the others' may be seen."""
    item, view = _item(item_id)
    return _page(item, view, _form(item, view, fresh=True), ConflictForm(formdata=None))


@blueprint.post(ITEM)
@access.roles(Role.EVALUATOR)
def keep(item_id: int) -> Any:
    """Save the own sheet as a draft, or submit it."""
    item, view = _item(item_id)
    form = _form(item, view)
    desk, actor = current.engine().evaluation, current.actor()
    if not form.validate_on_submit():
        return _page(item, view, form, ConflictForm(formdata=None)), 422
    try:
        if "submit" in request.form:
            desk.submit(actor, item_id, form.card, form.version.value, form.seen.data)
            flash(_("Your evaluation sheet is submitted."), "success")
        else:
            desk.save(actor, item_id, form.card, form.version.value)
            flash(_("Your draft is saved."), "success")
    except Refusal as error:
        return _refused(item, view, form, error), status_of(error)
    return redirect(url_for("evaluation.score", item_id=item_id))


@blueprint.post(f"{ITEM}/draft")
@access.roles(Role.EVALUATOR)
def keep_draft(item_id: int) -> Response:
    """Save the own sheet on leaving the page; answers with the sheet's version."""
    item, view = _item(item_id)
    form = _form(item, view)
    if not form.validate_on_submit():
        return Response("", 422, mimetype="text/plain")
    actor = current.actor()
    version = current.engine().evaluation.save(actor, item_id, form.card, form.version.value)
    return Response(str(version), mimetype="text/plain")


@blueprint.post(f"{ITEM}/take-back")
@access.roles(Role.EVALUATOR)
def take_back(item_id: int) -> Any:
    """Make the own submitted sheet a draft again."""
    current.engine().evaluation.take_back(current.actor(), item_id)
    flash(_("Your evaluation sheet is a draft again."), "success")
    return redirect(url_for("evaluation.score", item_id=item_id))


@blueprint.post(f"{ITEM}/conflicts")
@access.roles(*SITTING)
def declare(item_id: int) -> Any:
    """Declare an own conflict of interest, or record another person's."""
    item, view = _item(item_id)
    form = ConflictForm()
    _furnish(form, view)
    actor = current.actor()
    person_id = form.person_id.data if view.may_record else str(actor.person_id)
    if not form.validate_on_submit() or not (person_id or "").isdecimal():
        form.form_errors.append(_("Choose one from the list."))
        return _page(item, view, _form(item, view, fresh=True), form), 422
    try:
        current.engine().evaluation.declare_conflict(
            actor, item_id, int(person_id), form.reason.value
        )
    except Refusal as error:
        show_refusal(form, error)
        return _page(item, view, _form(item, view, fresh=True), form), status_of(error)
    flash(_("The conflict of interest is recorded."), "success")
    return redirect(url_for("evaluation.score", item_id=item_id))


@blueprint.post(f"{ITEM}/conflicts/<id:conflict_id>/lift")
@access.roles(Role.SECRETARIAT, Role.ADMIN)
def lift(item_id: int, conflict_id: int) -> Any:
    """Record that a conflict of interest is no more."""
    form = ConflictForm()
    current.engine().evaluation.lift_conflict(
        current.actor(), item_id, conflict_id, form.reason.value
    )
    flash(_("The conflict of interest is lifted; it stays in the record."), "success")
    return redirect(url_for("evaluation.score", item_id=item_id))


def _item(item_id: int) -> tuple[ItemDetail, ScoringView]:
    engine, actor = current.engine(), current.actor()
    return items.get(current.work(), item_id), engine.evaluation.scoring(actor, item_id)


def _form(item: ItemDetail, view: ScoringView, *, fresh: bool = False) -> SheetForm:
    """The own sheet's form: as it is kept where `fresh`, else as it was sent."""
    verdicts = items.masters(current.work(), item.cycle.fiscal_year).verdicts
    card = view.own.card if view.own else Scorecard()
    kept = kept_values(card) | {
        "seen": item.content_hash,
        "version": view.own.version if view.own else 0,
    }
    sent = {"formdata": None} if fresh else {}
    return sheet_form(view.criteria, verdicts, data=kept, **sent)


def _furnish(form: ConflictForm, view: ScoringView) -> None:
    if view.may_record:
        people = current.engine().evaluation.evaluators(current.actor())
        form.person_id.choices = [("", "―"), *((str(p.id), title(p.name)) for p in people)]


def _refused(item: ItemDetail, view: ScoringView, form: SheetForm, error: Refusal) -> str:
    changed: list[Difference] = []
    if isinstance(error, ContentChanged):
        changed = changed_since(item, form.seen.data)
        form.seen.data = item.content_hash
    show_refusal(form, error)
    return _page(item, view, form, ConflictForm(formdata=None), changed=changed)


def _page(
    item: ItemDetail, view: ScoringView, form: SheetForm, conflict: ConflictForm, **more: Any
) -> str:
    _furnish(conflict, view)
    masters = items.masters(current.work(), item.cycle.fiscal_year)
    engine, actor = current.engine(), current.actor()
    queue = engine.evaluation.queue(actor, item.cycle.id)
    before, after = _beside(queue.mine or queue.entries, item.row.id)
    return render_template(
        "evaluation/score.html",
        item=item,
        view=view,
        form=form,
        conflict=conflict,
        advice=engine.advice.of(item.row.id, actor),
        attached=attachments.of(current.work(), item.row.id),
        may_ask=engine.advice.ask_refusal(item.row.id, actor) is None,
        queue=queue,
        before=before,
        after=after,
        is_open=view.score_refusal is None
        and view.own is not None
        and view.own.status in (SheetStatus.AWAITED, SheetStatus.DRAFT),
        said=words.SHEETS,
        verdicts={one.code: one.title for one in masters.verdicts},
        sheet_parts=SheetWords(masters).parts(item.sheet),
        reason=refusals.refusal,
        **more,
    )


def _beside(
    entries: tuple[QueueEntry, ...], item_id: int
) -> tuple[QueueEntry | None, QueueEntry | None]:
    """The items before and after this one in the queue."""
    ids = [one.row.id for one in entries]
    if item_id not in ids:
        return None, entries[0] if entries else None
    place = ids.index(item_id)
    before = entries[place - 1] if place else None
    return before, entries[place + 1] if place + 1 < len(entries) else None
