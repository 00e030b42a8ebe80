"""The evaluators' queue, and one item's evaluation as far as its reader may see it."""

from dataclasses import dataclass

from sqlalchemy import select

from workflow.evaluation import policy
from workflow.evaluation.conflicts import ConflictView, conflicts_of
from workflow.evaluation.item_scores import ItemScores, OwnSheet, Progress, SheetStatus, SheetView
from workflow.evaluation.panel import panel_of
from workflow.evaluation.quorum import counted
from workflow.evaluation.scale import FIVE, Scale
from workflow.evaluation.score_sheets import sheets_of_items
from workflow.evaluation.scores import Averages, CriterionText
from workflow.evaluation.sheet_history import afterwards
from workflow.items.context import ItemContext
from workflow.items.context_queries import context_of, contexts_of
from workflow.items.lists import all_items
from workflow.items.reference import cycle
from workflow.items.views import ItemFilter, ItemRow
from workflow.items.visibility import get_visible
from workflow.models import Item
from workflow.process.shape import SHEETS_SUBMITTED
from workflow.values.actor import Title, permitted
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Action
from workflow.work import Work


@dataclass(frozen=True)
class ScoringView:
    """One item's evaluation by several: whatever the reader may not see is empty.

    `score_refusal` and `see_refusal` say why they may not score or see others' scores.
    """

    item_id: int
    session: Title | None
    is_open: bool
    criteria: tuple[CriterionText, ...]
    scale: Scale
    own: OwnSheet | None
    score_refusal: Refusal | None
    see_refusal: Refusal | None
    progress: tuple[Progress, ...]
    sheets: tuple[SheetView, ...]
    averages: Averages | None
    needed: int
    """How many sheets the process wants before the item is evaluated; 0 where it asks for none."""
    averages_afterwards: Averages | None
    """With second sheets in the place of first ones; None where nobody gave a second."""
    conflicts: tuple[ConflictView, ...]
    is_conflicted: bool
    may_declare: bool
    may_record: bool

    @property
    def lacks_sheets(self) -> bool:
        """Whether the item can be evaluated only for a reason, as too few have submitted."""
        return self.submitted < self.needed

    @property
    def expected(self) -> int:
        """How many sheets are expected."""
        return counted(self.progress).expected

    @property
    def submitted(self) -> int:
        """How many of them are submitted and count."""
        return counted(self.progress).submitted


@dataclass(frozen=True)
class QueueEntry:
    """An item that awaits its evaluation; `own` is None for those who do not score."""

    row: ItemRow
    own: SheetStatus | None
    submitted: int
    expected: int


@dataclass(frozen=True)
class ScoringQueue:
    """What awaits evaluation in a cycle, in 建制順, and the session that evaluates it."""

    session: Title | None = None
    is_open: bool = False
    entries: tuple[QueueEntry, ...] = ()

    @property
    def mine(self) -> tuple[QueueEntry, ...]:
        """What the reader is to score."""
        return tuple(one for one in self.entries if one.own not in (None, SheetStatus.OUT))

    @property
    def done(self) -> int:
        """How much of it is submitted."""
        return sum(one.own is SheetStatus.SUBMITTED for one in self.mine)


def scoring(work: Work, item_id: int) -> ScoringView:
    """One item's evaluation by several, as far as the reader may see it.

    Raises NotFound, and WrongRole for whoever has nothing to do with scoring.
    """
    item = get_visible(work, item_id)
    reader = permitted(work.actor, policy.may_see_progress(work.actor))
    context = context_of(work, item)
    panel = panel_of(work, item.cycle_id)
    sheets = sheets_of_items(work, panel, [item.id])[item.id]
    later = afterwards(work, sheets.values())
    scores = ItemScores(reader, item.content_hash, context, panel, sheets, later)
    declare_refusal = policy.may_declare(reader, reader.person_id)
    return ScoringView(
        item_id=item.id,
        session=panel.title if panel else None,
        is_open=bool(panel and panel.is_open),
        criteria=panel.criteria if panel else (),
        scale=panel.scale if panel else FIVE,
        own=scores.own(),
        score_refusal=policy.may_score(reader, context, panel),
        see_refusal=scores.see_refusal,
        progress=scores.progress(),
        sheets=scores.visible_sheets(),
        averages=scores.averages(),
        needed=_needed(context, counted(scores.progress()).expected),
        averages_afterwards=scores.averages_afterwards(),
        conflicts=conflicts_of(work, item.id, reader),
        is_conflicted=scores.is_conflicted,
        may_declare=not scores.is_conflicted and declare_refusal is None,
        may_record=policy.may_lift(reader) is None,
    )


def queue(work: Work, cycle_id: str) -> ScoringQueue:
    """What awaits evaluation in a cycle, with how far the sheets are. Raises NotFound, WrongRole.

    A fixed number of queries, however many items.
    """
    reader = permitted(work.actor, policy.may_see_progress(work.actor))
    cycle(work, cycle_id)
    panel = panel_of(work, cycle_id)
    rows = all_items(work, ItemFilter(cycle_id=cycle_id), [])
    ids = [row.id for row in rows]
    items = {item.id: item for item in work.session.scalars(select(Item).where(Item.id.in_(ids)))}
    contexts = contexts_of(work, list(items.values()))
    sheets = sheets_of_items(work, panel, ids)
    entries = []
    for row in rows:
        if not policy.is_evaluated_now(contexts[row.id]):
            continue
        item = items[row.id]
        scores = ItemScores(reader, item.content_hash, contexts[row.id], panel, sheets[row.id])
        sheets_now = counted(scores.progress())
        own = scores.own_status()
        entries.append(QueueEntry(row, own, sheets_now.submitted, sheets_now.expected))
    title = panel.title if panel else None
    return ScoringQueue(title, bool(panel and panel.is_open), tuple(entries))


def _needed(context: ItemContext, expected: int) -> int:
    transition = context.process.transition(Action.EVALUATE, context.state, context.facts)
    if transition is None or SHEETS_SUBMITTED not in transition.guards:
        return 0
    return transition.sheets_needed(expected)
