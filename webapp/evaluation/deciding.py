"""What the evaluators came to, side by side; and the verdicts: drafted one by one, decided many."""

from decimal import Decimal
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.bulk import words as bulk_words
from webapp.evaluation.page import address, item_and_scores, page_of, verdict_form
from webapp.evaluation.views import blueprint
from webapp.forms.refused import show_refusal
from webapp.items.views import ITEM
from webapp.request import access, current
from webapp.request.files import handed_out
from webapp.request.posting import Answer, led_back, posted
from webapp.words.catalogue import gettext as _
from workflow import bulk, documents, evaluation, items
from workflow.evaluation import DraftedVerdict, Scale, SummaryRow, VerdictMovedOn
from workflow.values import ContentChanged, InputRefused, Refusal, Role

WIDEST_FIRST: Final = "spread"


@blueprint.get("/summary")
@access.roles(*evaluation.SESSION_ROLES)
def summary() -> str:
    """Every item of the chosen cycle with what came in, as far as the reader may see it."""
    cycle, work = current.cycle(), current.work()
    found = evaluation.summary(work, cycle.id)
    rows = list(found.rows)
    if request.args.get("by") == WIDEST_FIRST:
        rows.sort(key=lambda one: one.width, reverse=True)
    return render_template(
        "evaluation/summary.html",
        cycle=cycle,
        found=found,
        rows=rows,
        widest_first=request.args.get("by") == WIDEST_FIRST,
        ready=[one for one in rows if _is_ready(one)],
        picture=SpreadPicture(found.scale),
        verdicts=_verdicts(cycle.fiscal_year),
    )


@blueprint.get("/summary.<any(pdf, xlsx, csv):form>")
@access.roles(*evaluation.SESSION_ROLES)
def summary_paper(form: str) -> Response:
    """The same as a paper or as a table."""
    return handed_out(documents.scores_document(current.work(), current.cycle().id, form))


@blueprint.post("/finalise")
@access.roles(Role.EVALUATOR)
def finalise() -> Response:
    """Preview what the drafted verdicts of the ticked items would decide."""
    cycle = current.cycle()
    ids = request.form.getlist("item", type=int)
    try:
        shown = bulk.preview_verdicts(current.work(), cycle.id, ids)
    except InputRefused as error:
        back = url_for("evaluation.summary", cycle=cycle.id)
        return led_back(error, bulk_words.problems(error), back)
    run_id = current.write(lambda work: bulk.stage(work, shown))
    return redirect(url_for("bulk.show", run_id=run_id))


@blueprint.post(f"{ITEM}/verdict")
@access.roles(Role.EVALUATOR)
def keep_verdict(item_id: int) -> Answer:
    """Keep the draft of an item's verdict; nothing is decided by it."""
    scored = item_and_scores(item_id)
    form = verdict_form(scored)

    def refused(error: Refusal) -> str:
        if isinstance(error, ContentChanged):
            form.seen.data = scored.item.content_hash
        if isinstance(error, VerdictMovedOn) and scored.view.draft:
            form.version.data = str(scored.view.draft.version)
        show_refusal(form, error)
        return page_of(scored, verdict=form)

    said = DraftedVerdict(form.verdict.value, form.findings.value, form.conditions.value)
    return posted(
        lambda work: evaluation.save_verdict(
            work, item_id, said, form.version.value, form.seen.data or ""
        ),
        said=_("The draft of the verdict is kept. Nothing is decided yet."),
        back=address(item_id),
        form=form,
        page=lambda: page_of(scored, verdict=form),
        refused=refused,
    )


def _is_ready(one: SummaryRow) -> bool:
    return one.draft is not None and one.draft.said.is_complete


def _verdicts(fiscal_year: int) -> dict[str, object]:
    masters = items.masters(current.work(), fiscal_year)
    return {one.code: one.title for one in masters.verdicts}


# -------------------------------------------------------------- where means lie


WIDTH: Final = 200
"""Units from the poorest step of the scale to the best."""


class SpreadPicture:
    """All pictures of a page: the same scale, so that they can be compared."""

    def __init__(self, scale: Scale) -> None:
        """Scale the picture from the lowest step to the highest."""
        self._steps = max(scale.highest - 1, 1)

    @property
    def ticks(self) -> list[float]:
        """Where the steps of the scale are."""
        return [self.place(Decimal(step + 1)) for step in range(self._steps + 1)]

    def place(self, mean: Decimal) -> float:
        """Where a mean is drawn."""
        return round(float(mean - 1) * WIDTH / self._steps, 1)
