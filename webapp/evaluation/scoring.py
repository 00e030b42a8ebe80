"""One item before an evaluator: the sheet on one side, the scores on the other."""

from dataclasses import dataclass
from typing import Any

from flask import jsonify, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.evaluation import words
from webapp.evaluation.forms import ConflictForm, ScoreSheetForm, sheet_form, values_of
from webapp.evaluation.views import blueprint
from webapp.forms.refused import show_refusal
from webapp.items.acting import changed_since
from webapp.items.sheet_view import Difference, SheetWords
from webapp.items.views import ITEM
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.unsent.typed import kept_words
from webapp.words.filters import title
from workflow import advice, attachments, evaluation, items
from workflow.evaluation import OwnSheet, QueueEntry, Scorecard, ScoringView, SheetStatus
from workflow.items import ItemDetail, Masters
from workflow.values import MAINTAINERS, Action, ContentChanged, Refusal, Role
from workflow.work import Work


@dataclass(frozen=True)
class Scored:
    """An item with its evaluation, and what its forms choose from."""

    item: ItemDetail
    view: ScoringView
    masters: Masters


@blueprint.get(ITEM)
@access.roles(*evaluation.SESSION_ROLES)
def score(item_id: int) -> str:
    """The item, one's own sheet, and whatever of the others' may be seen."""
    return _page(_scored(item_id))


@blueprint.post(ITEM)
@access.roles(Role.EVALUATOR)
def keep(item_id: int) -> Answer:
    """Save the own sheet as a draft, or submit it."""
    scored, submits = _scored(item_id), "submit" in request.form
    form = _form(scored)

    def write(work: Work) -> int:
        if submits:
            return evaluation.submit_sheet(
                work, item_id, form.card, form.version.value, form.seen.data
            )
        return evaluation.save_sheet(work, item_id, form.card, form.version.value)

    return posted(
        write,
        said=_("Your evaluation sheet is submitted.") if submits else _("Your draft is saved."),
        back=_address(item_id),
        form=form,
        page=lambda: _page(scored, form),
        refused=lambda error: _refused(scored, form, error),
    )


@blueprint.post(f"{ITEM}/draft")
@access.roles(Role.EVALUATOR)
def keep_draft(item_id: int) -> Response:
    """Save the own sheet while it is written; answers with its version, and when that was."""
    form = _form(_scored(item_id))
    if not form.validate_on_submit():
        return Response("", 422, mimetype="text/plain")
    version = current.write(
        lambda work: evaluation.save_sheet(work, item_id, form.card, form.version.value)
    )
    return jsonify(version=version, said=kept_words())


@blueprint.post(f"{ITEM}/take-back")
@access.roles(Role.EVALUATOR)
def take_back(item_id: int) -> Answer:
    """Make the own submitted sheet a draft again."""
    return posted(
        lambda work: evaluation.take_back_sheet(work, item_id),
        said=_("Your evaluation sheet is a draft again."),
        back=_address(item_id),
    )


@blueprint.post(f"{ITEM}/look")
@access.roles(Role.EVALUATOR)
def look(item_id: int) -> Answer:
    """Look at the others' sheets: from now on one's own stands as it is."""
    deciding = url_for("items.act", item_id=item_id, action=Action.EVALUATE)
    return posted(
        lambda work: evaluation.look_at_scores(work, item_id),
        said=_("Your sheet stands as it is now; the others' are shown."),
        back=deciding if "deciding" in request.form else _address(item_id),
    )


@blueprint.post(f"{ITEM}/second")
@access.roles(Role.EVALUATOR)
def second(item_id: int) -> Answer:
    """Submit a second sheet, after having seen the others'."""
    scored = _scored(item_id)
    form = _form(scored)
    return posted(
        lambda work: evaluation.submit_second_sheet(work, item_id, form.card, form.seen.data),
        said=_("Your second sheet is submitted; the first one stays."),
        back=_address(item_id),
        form=form,
        page=lambda: _page(scored, form),
        refused=lambda error: _refused(scored, form, error),
    )


@blueprint.post(f"{ITEM}/conflicts")
@access.roles(*evaluation.SESSION_ROLES)
def declare(item_id: int) -> Answer:
    """Declare an own conflict of interest, or record another person's."""
    scored, form = _scored(item_id), ConflictForm()
    _furnish(form, scored.view)
    me = str(current.actor().person_id)
    person_id = (form.person_id.data or "") if scored.view.may_record else me
    if not person_id.isdecimal():
        form.validate()
        form.form_errors.append(_("Choose one from the list."))
        return _page(scored, conflict=form), 422

    def refused(error: Refusal) -> str:
        show_refusal(form, error)
        return _page(scored, conflict=form)

    return posted(
        lambda work: evaluation.declare_conflict(work, item_id, int(person_id), form.reason.value),
        said=_("The conflict of interest is recorded."),
        back=_address(item_id),
        form=form,
        page=lambda: _page(scored, conflict=form),
        refused=refused,
    )


@blueprint.post(f"{ITEM}/conflicts/<id:conflict_id>/lift")
@access.roles(*MAINTAINERS)
def lift(item_id: int, conflict_id: int) -> Answer:
    """Record that a conflict of interest is no more."""
    reason = ConflictForm().reason.value
    return posted(
        lambda work: evaluation.lift_conflict(work, item_id, conflict_id, reason),
        said=_("The conflict of interest is lifted; it stays in the record."),
        back=_address(item_id),
    )


def _address(item_id: int) -> str:
    return url_for("evaluation.score", item_id=item_id)


def _scored(item_id: int) -> Scored:
    work = current.work()
    item = items.get(work, item_id)
    masters = items.masters(work, item.cycle.fiscal_year)
    return Scored(item, evaluation.scoring(work, item_id), masters)


def _form(scored: Scored, *, fresh: bool = False) -> ScoreSheetForm:
    """The own sheet's form: as it was saved where `fresh`, else as it was sent."""
    own = scored.view.own
    saved = values_of(_latest(own)) | {
        "seen": scored.item.content_hash,
        "version": own.version if own else 0,
    }
    sent = {"formdata": None} if fresh else {}
    view = scored.view
    return sheet_form(view.criteria, view.scale, scored.masters.verdicts, data=saved, **sent)


def _latest(own: OwnSheet | None) -> Scorecard:
    """What the evaluator said last: on a second sheet where there is one."""
    if own is None:
        return Scorecard()
    later = own.afterwards
    return later.second.card if later and later.second else own.card


def _furnish(form: ConflictForm, view: ScoringView) -> None:
    if view.may_record:
        people = evaluation.evaluators(current.work())
        form.person_id.choices = [("", "―"), *((str(p.id), title(p.name)) for p in people)]


def _refused(scored: Scored, form: ScoreSheetForm, error: Refusal) -> str:
    changed: list[Difference] = []
    if isinstance(error, ContentChanged):
        changed = changed_since(scored.item, form.seen.data)
        form.seen.data = scored.item.content_hash
    show_refusal(form, error)
    return _page(scored, form, changed=changed)


def _page(
    scored: Scored,
    form: ScoreSheetForm | None = None,
    conflict: ConflictForm | None = None,
    **more: Any,
) -> str:
    """The page, with what was typed into either of its forms."""
    item, view, masters = scored.item, scored.view, scored.masters
    if conflict is None:
        conflict = ConflictForm(formdata=None)
        _furnish(conflict, view)
    _engine, _actor = current.engine(), current.actor()
    queue = evaluation.queue(current.work(), item.cycle.id)
    before, after = _beside(queue.mine or queue.entries, item.row.id)
    return render_template(
        "evaluation/score.html",
        item=item,
        view=view,
        form=form or _form(scored, fresh=True),
        conflict=conflict,
        advice=advice.of(current.work(), item.row.id),
        attached=attachments.of(current.work(), item.row.id),
        may_ask=advice.ask_refusal(current.work(), item.row.id) is None,
        queue=queue,
        before=before,
        after=after,
        is_open=view.score_refusal is None
        and view.own is not None
        and view.own.status in (SheetStatus.AWAITED, SheetStatus.DRAFT),
        status_words=words.SHEETS,
        verdicts={one.code: one.title for one in masters.verdicts},
        sheet_parts=SheetWords(masters).parts(item.sheet),
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
