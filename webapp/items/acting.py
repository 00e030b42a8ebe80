"""Taking an action: a page of its own that says what will happen and asks for the reason."""

from collections.abc import Iterable
from secrets import token_hex
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for

from webapp.evaluation.words import SHEETS
from webapp.forms.refused import problems_of_all, show_refusal
from webapp.items import presenter, quoting, reporting, verdicts, words
from webapp.items.forms import ActionForm
from webapp.items.sheet_view import Difference, SheetWords
from webapp.items.views import ITEM, blueprint
from webapp.request import access, addresses, current
from webapp.request.errors import status_of
from webapp.unsent import typed
from webapp.words import labels, sheet_labels
from webapp.words.catalogue import gettext as _
from webapp.words.filters import title
from workflow import attachments, items, threads
from workflow.evaluation import ScoringView
from workflow.items import ActionView, CycleView, ItemDetail, Masters
from workflow.values import (
    Action,
    ActionNotPossible,
    ContentChanged,
    NotFound,
    Problem,
    Refusal,
    SomeoneElseActedFirst,
)

NO_FORM: Final = Action.CREATE
"""The one action that is taken on no item."""

OVERRIDE: Final = "override"
"""Asked only where too few evaluators have submitted their sheets."""

DESPITE_QUESTIONS: Final = "despite_questions"
"""Stands beside the questions that are unanswered, and not among the other fields."""

NOTHING_SEEN: Final = "-"
"""The content hash of no sheet: what a form says that names none."""

MOVED_ON: Final = (ActionNotPossible, ContentChanged, SomeoneElseActedFirst)
"""Refusals for which the page shows the item as it stands by now."""


LOOKED_AT: Final = frozenset({"add_row", "preview"})
"""Buttons that take no action yet."""


@blueprint.get(f"{ITEM}/<action>")
@access.signed_in
def act(item_id: int, action: str) -> Any:
    """What the action will do, and what it asks; or why it cannot be taken."""
    item = _item(item_id, action)
    kept = typed.of(_place(item, action))
    begun = verdicts.NOTHING if kept else verdicts.begun(item, action)
    form = ActionForm(formdata=typed.formdata(kept), obj=begun.values)
    form.key.data = form.key.data or token_hex(16)
    _show_now(form, item)
    if begun.again:
        form.verdict.data = begun.again.verdict_code
    refusal = presenter.reason_to_wait(item, action)
    if refusal:
        show_refusal(form, refusal)
    since = presenter.since(
        item, request.args.get("seen", item.last_move, type=int), _masters(item)
    )
    page = _page(item, action, form, since=since, kept=kept, begun=begun)
    return page, status_of(refusal) if refusal else 200


@blueprint.post(f"{ITEM}/<action>")
@access.signed_in
def take(item_id: int, action: str) -> Any:
    """Take the action; a refusal shows the page again with all that was typed."""
    item, form, actor = _item(item_id, action), ActionForm(), current.actor()
    _furnish(form, item)
    if LOOKED_AT.intersection(request.form):
        return _looked_at(item, action, form)
    if not form.validate_on_submit():
        return _page(item, action, form), 422
    try:
        current.stop_reading()
        receipt = current.engine().perform(
            item_id,
            action,
            actor,
            form.seen.data or NOTHING_SEEN,
            form.note.value,
            form.key.data,
            form.particulars,
            form.last_move.value,
        )
    except Refusal as error:
        return _refused(item, action, form, error), status_of(error)
    late = presenter.late_by(item) if action == Action.SUBMIT else 0
    flash(words.done(receipt, _item(item_id, action), late_by=late), "success")
    there = url_for("items.show", item_id=item_id)
    return redirect(addresses.local(request.args.get("back"), there))


def _looked_at(item: ItemDetail, action: str, form: ActionForm) -> str:
    """The form once more, with one more row for a condition or with how they read."""
    if "add_row" in request.form:
        form.conditions.add_row()
    return _page(item, action, form)


def _item(item_id: int, action: str) -> ItemDetail:
    item = items.get(current.work(), item_id)
    process = current.work().process(item.process_name, item.process_version)
    if action == NO_FORM or not (action in labels.ACTIONS or action in process.actions):
        raise NotFound(what="action")
    return item


def _place(item: ItemDetail, action: str) -> str:
    return url_for("items.take", item_id=item.row.id, action=action)


def _masters(item: ItemDetail) -> Masters:
    return items.masters(current.work(), item.cycle.fiscal_year)


def _furnish(form: ActionForm, item: ItemDetail) -> None:
    """Offer the verdicts, the meetings that take the cycle, and the cycles still to come."""
    form.verdict.choices = [(one.code, title(one.title)) for one in _masters(item).verdicts]
    offer_ways(form, item.cycle)


def offer_ways(form: ActionForm, cycle: CycleView) -> None:
    """Offer the meetings that take `cycle`, and the cycles that items of it can go on to."""
    form.meeting_id.choices = [(str(one.id), words.meeting(one)) for one in cycle.meetings]
    form.cycle_id.choices = [
        (one.id, title(one.title))
        for one in current.cycles()
        if one.is_open and one.opens_on > cycle.opens_on
    ]
    for field in (form.meeting_id, form.cycle_id):
        offered: Any = field.choices
        if len(offered) > 1:
            field.choices = [("", words.NOT_CHOSEN), *offered]


def _refused(item: ItemDetail, action: str, form: ActionForm, error: Refusal) -> str:
    """The page again: beside its fields, or with the sheet's fields that stand in the way."""
    changed: list[Difference] = []
    since: list[presenter.Event] = []
    if isinstance(error, MOVED_ON):
        item = _item(item.row.id, action)
        changed = changed_since(item, form.seen.data)
        since = presenter.since(item, form.last_move.value, _masters(item))
        _show_now(form, item)
    if not _in_the_sheet([error]):
        show_refusal(form, error)
    return _page(item, action, form, changed=changed, since=since)


def _in_the_sheet(refusals: Iterable[Refusal]) -> list[Problem]:
    """What refusals say of single fields of the sheet."""
    return [one for one in problems_of_all(refusals) if one.field in current.named().specs]


def _unready(item: ItemDetail, view: ActionView | None) -> list[Problem]:
    """For what in the sheet it could not be submitted, where that is what the page offers."""
    if view is None or view.action != Action.SUBMIT or view.refusal:
        return []
    return _in_the_sheet(items.against_submission(current.work(), item.row.id))


def _show_now(form: ActionForm, item: ItemDetail) -> None:
    """What the page shows is the item as it stands now: the form says so when it is sent."""
    form.seen.data, form.last_move.data = item.content_hash, str(item.last_move)


def changed_since(item: ItemDetail, seen: str | None) -> list[Difference]:
    """What changed since the revision that was looked at, where it was one."""
    numbers = [one.number for one in item.revisions if one.content_hash == seen]
    if not numbers:
        return []
    found = items.compare(current.work(), item.row.id, numbers[-1], 0)
    say = SheetWords(_masters(item))
    return [say.difference(one) for one in found.changes]


def _asked(form: ActionForm, action: str, scoring: ScoringView | None) -> list[Any]:
    """The fields of the particulars; why it is done without sheets, only where they lack."""
    lacks = bool(scoring and scoring.lacks_sheets) or bool(form.override.errors)
    left_out = {DESPITE_QUESTIONS} if lacks else {DESPITE_QUESTIONS, OVERRIDE}
    return [form[name] for name in items.ASKED_BY.get(action, ()) if name not in left_out]


def _page(
    item: ItemDetail,
    action: str,
    form: ActionForm,
    begun: verdicts.Begun = verdicts.NOTHING,
    **more: Any,
) -> str:
    _furnish(form, item)
    scoring = verdicts.scoring(item, action)
    talk = threads.of(current.work(), item.row.id)
    attached = attachments.of(current.work(), item.row.id)
    view = next((one for one in item.actions if one.action == action), None)
    if view and view.note != "required":
        form.note.label.text = _("Note to the next person")
    return render_template(
        "items/act.html",
        item=item,
        in_the_sheet=_unready(item, view),
        action=action,
        here=_place(item, action),
        form=form,
        view=view,
        late_by=presenter.late_by(item) if action == Action.SUBMIT else 0,
        button=words.button(item, view) if view else labels.action(action),
        blocked=view is None or isinstance(view.refusal, Refusal),
        asked=_asked(form, action, scoring),
        talk=talk,
        unanswered=talk.unanswered,
        changed_count=presenter.changed_since_last_round(item, attached)
        if action == Action.SUBMIT
        else None,
        consequence=words.consequence(action, view),
        **reporting.beside(item, action, form.meeting_id.value),
        track=presenter.track_sentence(item.track) if action == Action.SUBMIT else "",
        begun=begun,
        scoring=scoring,
        advice=verdicts.advised(item, action),
        attached=attached,
        sheet_statuses=SHEETS,
        verdicts={one.code: one.title for one in _masters(item).verdicts},
        sheet_label=sheet_labels.field,
        sheet_parts=SheetWords(_masters(item)).parts(item.sheet, item.as_typed),
        **quoting.beside(quoting.of(item), _masters(item), item.sheet),
        **more,
    )
