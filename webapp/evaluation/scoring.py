"""One item before an evaluator: the sheet on one side, the scores on the other."""

from flask import jsonify, request, url_for
from werkzeug.wrappers import Response

from webapp.evaluation.forms import ConflictForm
from webapp.evaluation.page import (
    Scored,
    Walk,
    address,
    item_and_scores,
    offer_people,
    page_of,
    refused_page,
    sheet_form_of,
)
from webapp.evaluation.views import blueprint
from webapp.forms.refused import show_refusal
from webapp.items.views import ITEM
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.unsent.typed import kept_words
from webapp.words.catalogue import gettext as _
from workflow import evaluation
from workflow.values import MAINTAINERS, Action, Refusal, Role
from workflow.work import Work


@blueprint.get(ITEM)
@access.roles(*evaluation.SESSION_ROLES)
def score(item_id: int) -> str:
    """The item, one's own sheet, and whatever of the others' may be seen."""
    return page_of(item_and_scores(item_id))


@blueprint.post(ITEM)
@access.roles(Role.EVALUATOR)
def keep(item_id: int) -> Answer:
    """Save the own sheet as a draft, or submit it."""
    scored = item_and_scores(item_id)
    submits = bool({"submit", "next"}.intersection(request.form))
    form = sheet_form_of(scored)

    def write(work: Work) -> int:
        if submits:
            return evaluation.submit_sheet(
                work, item_id, form.card, form.version.value, form.seen.data
            )
        return evaluation.save_sheet(work, item_id, form.card, form.version.value)

    return posted(
        write,
        said=_("Your evaluation sheet is submitted.") if submits else _("Your draft is saved."),
        back=lambda _version: _next(scored) if "next" in request.form else address(item_id),
        form=form,
        page=lambda: page_of(scored, form),
        refused=lambda error: refused_page(scored, form, error),
    )


@blueprint.post(f"{ITEM}/draft")
@access.roles(Role.EVALUATOR)
def keep_draft(item_id: int) -> Response:
    """Save the own sheet while it is written; answers with its version, and when that was."""
    form = sheet_form_of(item_and_scores(item_id))
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
        back=address(item_id),
    )


@blueprint.post(f"{ITEM}/look")
@access.roles(Role.EVALUATOR)
def look(item_id: int) -> Answer:
    """Look at the others' sheets: from now on one's own stands as it is."""
    deciding = url_for("items.act", item_id=item_id, action=Action.EVALUATE)
    return posted(
        lambda work: evaluation.look_at_scores(work, item_id),
        said=_("Your sheet stands as it is now; the others' are shown."),
        back=deciding if "deciding" in request.form else address(item_id),
    )


@blueprint.post(f"{ITEM}/second")
@access.roles(Role.EVALUATOR)
def second(item_id: int) -> Answer:
    """Submit a second sheet, after having seen the others'."""
    scored = item_and_scores(item_id)
    form = sheet_form_of(scored)
    return posted(
        lambda work: evaluation.submit_second_sheet(work, item_id, form.card, form.seen.data),
        said=_("Your second sheet is submitted; the first one stays."),
        back=address(item_id),
        form=form,
        page=lambda: page_of(scored, form),
        refused=lambda error: refused_page(scored, form, error),
    )


@blueprint.post(f"{ITEM}/conflicts")
@access.roles(*evaluation.SESSION_ROLES)
def declare(item_id: int) -> Answer:
    """Declare an own conflict of interest, or record another person's."""
    scored, form = item_and_scores(item_id), ConflictForm()
    offer_people(form, scored.view)
    me = str(current.actor().person_id)
    person_id = (form.person_id.data or "") if scored.view.may_record else me
    if not person_id.isdecimal():
        form.validate()
        form.form_errors.append(_("Choose one from the list."))
        return page_of(scored, conflict=form), 422

    def refused(error: Refusal) -> str:
        show_refusal(form, error)
        return page_of(scored, conflict=form)

    return posted(
        lambda work: evaluation.declare_conflict(work, item_id, int(person_id), form.reason.value),
        said=_("The conflict of interest is recorded."),
        back=address(item_id),
        form=form,
        page=lambda: page_of(scored, conflict=form),
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
        back=address(item_id),
    )


def _next(scored: Scored) -> str:
    """The next item whose sheet is not submitted; the queue, once all are."""
    cycle_id, item_id = scored.item.cycle.id, scored.item.row.id
    entry = Walk(evaluation.queue(current.work(), cycle_id), item_id).next_unsent
    if entry is None:
        return url_for("evaluation.index", cycle=cycle_id)
    return address(entry.row.id)
