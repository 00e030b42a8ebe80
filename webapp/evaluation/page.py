"""An item before an evaluator: what the page is made of, with whatever was typed into its forms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for

from webapp.evaluation import words
from webapp.evaluation.forms import (
    ConflictForm,
    ScoreSheetForm,
    VerdictForm,
    sheet_form,
    values_of,
)
from webapp.forms.refused import show_refusal
from webapp.items.acting import changed_since
from webapp.items.quoting import similar_beside
from webapp.items.sheet_view import Difference, SheetWords
from webapp.request import current
from webapp.words.filters import title
from workflow import advice, attachments, evaluation, items, threads
from workflow.evaluation import (
    OwnSheet,
    QueueEntry,
    Scorecard,
    ScoringQueue,
    ScoringView,
    SheetStatus,
)
from workflow.items import ItemDetail, Masters
from workflow.values import ContentChanged, Refusal


@dataclass(frozen=True)
class Scored:
    """An item with its evaluation, and what its forms choose from."""

    item: ItemDetail
    view: ScoringView
    masters: Masters


def address(item_id: int) -> str:
    """The page of an item before an evaluator."""
    return url_for("evaluation.score", item_id=item_id)


def item_and_scores(item_id: int) -> Scored:
    """An item with its evaluation for the reader. Raises NotFound."""
    work = current.work()
    item = items.get(work, item_id)
    masters = items.masters(work, item.cycle.fiscal_year)
    return Scored(item, evaluation.scoring(work, item_id), masters)


def sheet_form_of(scored: Scored, *, fresh: bool = False) -> ScoreSheetForm:
    """The own sheet's form: as it was saved where `fresh`, else as it was sent."""
    own = scored.view.own
    saved = values_of(_latest(own)) | {
        "seen": scored.item.content_hash,
        "version": own.version if own else 0,
    }
    sent = {"formdata": None} if fresh else {}
    view = scored.view
    return sheet_form(view.criteria, view.scale, scored.masters.verdicts, data=saved, **sent)


def verdict_form(scored: Scored, *, fresh: bool = False) -> VerdictForm:
    """The form of the verdict's draft: as it was kept where `fresh`, else as it was sent."""
    draft, sent = scored.view.draft, {"formdata": None} if fresh else {}
    kept = vars(draft.said) | {"version": draft.version} if draft else {}
    # Fields of its own beside those of the sheet: they are on one page.
    form = VerdictForm(prefix="decided-", data=kept | {"seen": scored.item.content_hash}, **sent)
    form.verdict.choices = [
        *((one.code, title(one.title)) for one in scored.masters.verdicts),
        ("", "―"),
    ]
    return form


def _latest(own: OwnSheet | None) -> Scorecard:
    """What the evaluator said last: on a second sheet where there is one."""
    if own is None:
        return Scorecard()
    later = own.afterwards
    return later.second.card if later and later.second else own.card


def offer_people(form: ConflictForm, view: ScoringView) -> None:
    """Offer whose conflict may be recorded, where others' may."""
    if view.may_record:
        people = evaluation.evaluators(current.work())
        form.person_id.choices = [("", "―"), *((str(p.id), title(p.name)) for p in people)]


def refused_page(scored: Scored, form: ScoreSheetForm, error: Refusal) -> str:
    """The page with what was refused of the sheet, and what changed meanwhile."""
    changed: list[Difference] = []
    if isinstance(error, ContentChanged):
        changed = changed_since(scored.item, form.seen.data)
        form.seen.data = scored.item.content_hash
    show_refusal(form, error)
    return page_of(scored, form, changed=changed)


def page_of(
    scored: Scored,
    form: ScoreSheetForm | None = None,
    conflict: ConflictForm | None = None,
    verdict: VerdictForm | None = None,
    **more: Any,
) -> str:
    """The page, with what was typed into one of its forms."""
    item, view, masters = scored.item, scored.view, scored.masters
    if conflict is None:
        conflict = ConflictForm(formdata=None)
        offer_people(conflict, view)
    queue = evaluation.queue(current.work(), item.cycle.id)
    walk = Walk(queue, item.row.id)
    return render_template(
        "evaluation/score.html",
        item=item,
        view=view,
        form=form or sheet_form_of(scored, fresh=True),
        conflict=conflict,
        verdict=verdict or verdict_form(scored, fresh=True),
        advice=advice.of(current.work(), item.row.id),
        attached=attachments.of(current.work(), item.row.id),
        may_ask=advice.ask_refusal(current.work(), item.row.id) is None,
        queue=queue,
        walk=walk,
        talk=threads.of(current.work(), item.row.id),
        **similar_beside(item),
        is_open=view.score_refusal is None
        and view.own is not None
        and view.own.status in (SheetStatus.AWAITED, SheetStatus.DRAFT),
        status_words=words.SHEETS,
        verdicts={one.code: one.title for one in masters.verdicts},
        sheet_parts=SheetWords(masters).parts(item.sheet),
        **more,
    )


# ------------------------------------------------------- one item after another


class Walk:
    """Where an item stands among those that its reader scores, and where to go on."""

    def __init__(self, queue: ScoringQueue, item_id: int) -> None:
        """`item_id` may be none of them: then everything is ahead."""
        self._entries: Sequence[QueueEntry] = queue.mine or queue.entries
        ids = [one.row.id for one in self._entries]
        self._place = ids.index(item_id) if item_id in ids else -1

    @property
    def number(self) -> int:
        """Which of them it is, from 1; 0 for none of them."""
        return self._place + 1

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._entries)

    @property
    def before(self) -> QueueEntry | None:
        """The one before."""
        return self._entries[self._place - 1] if self._place > 0 else None

    @property
    def after(self) -> QueueEntry | None:
        """The one after."""
        return next(iter(self._entries[self._place + 1 :]), None)

    @property
    def next_unsent(self) -> QueueEntry | None:
        """The next whose sheet is not submitted, after the last one from the beginning again."""
        ahead = self._entries[self._place + 1 :]
        return _first_unsent((*ahead, *self._entries[: max(self._place, 0)]))

    @property
    def unsent_before(self) -> QueueEntry | None:
        """The one before it whose sheet is not submitted."""
        return _first_unsent(reversed(self._entries[: max(self._place, 0)]))


def _first_unsent(entries: Iterable[QueueEntry]) -> QueueEntry | None:
    waiting = (SheetStatus.AWAITED, SheetStatus.DRAFT, SheetStatus.OUTDATED)
    return next((one for one in entries if one.own in waiting), None)
