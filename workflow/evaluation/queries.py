"""The evaluators' queue, and one item's evaluation as far as its reader may see it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from workflow.evaluation import policy
from workflow.evaluation.conflicts import ConflictView, conflicts_of
from workflow.evaluation.item_scores import ItemScores, OwnSheet, Progress, SheetStatus, SheetView
from workflow.evaluation.panel import panel_of
from workflow.evaluation.policy import Panel
from workflow.evaluation.scores import Averages, CriterionText
from workflow.items.context_queries import context_of, contexts_of
from workflow.items.lists import all_items
from workflow.items.reference import cycle
from workflow.items.views import ItemFilter, ItemRow
from workflow.items.visibility import get_visible
from workflow.models import Item, ScoreSheet
from workflow.values.actor import Title, permitted
from workflow.values.errors import Refusal
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
    own: OwnSheet | None
    score_refusal: Refusal | None
    see_refusal: Refusal | None
    progress: tuple[Progress, ...]
    sheets: tuple[SheetView, ...]
    averages: Averages | None
    conflicts: tuple[ConflictView, ...]
    is_conflicted: bool
    may_declare: bool
    may_record: bool

    @property
    def expected(self) -> int:
        """How many sheets are expected."""
        return _expected(self.progress)

    @property
    def submitted(self) -> int:
        """How many of them are submitted and count."""
        return _submitted(self.progress)


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
    sheets = _sheets(work, panel, [item.id])[item.id]
    scores = ItemScores(reader, item.content_hash, context, panel, sheets)
    declare_refusal = policy.may_declare(reader, reader.person_id)
    return ScoringView(
        item_id=item.id,
        session=panel.title if panel else None,
        is_open=bool(panel and panel.is_open),
        criteria=panel.criteria if panel else (),
        own=scores.own(),
        score_refusal=policy.may_score(reader, context, panel),
        see_refusal=scores.see_refusal,
        progress=scores.progress(),
        sheets=scores.visible_sheets(),
        averages=scores.averages(),
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
    sheets = _sheets(work, panel, ids)
    entries = []
    for row in rows:
        if not policy.is_evaluated_now(contexts[row.id]):
            continue
        item = items[row.id]
        scores = ItemScores(reader, item.content_hash, contexts[row.id], panel, sheets[row.id])
        progress = scores.progress()
        own = scores.own_status()
        entries.append(QueueEntry(row, own, _submitted(progress), _expected(progress)))
    title = panel.title if panel else None
    return ScoringQueue(title, bool(panel and panel.is_open), tuple(entries))


def _sheets(
    work: Work, panel: Panel | None, ids: Sequence[int]
) -> defaultdict[int, dict[int, ScoreSheet]]:
    """The items' score sheets in the panel's session, by item and person."""
    found: defaultdict[int, dict[int, ScoreSheet]] = defaultdict(dict)
    if panel is None:
        return found
    query = select(ScoreSheet).where(
        ScoreSheet.session_id == panel.session_id, ScoreSheet.item_id.in_(ids)
    )
    for sheet in work.session.scalars(query):
        found[sheet.item_id][sheet.person_id] = sheet
    return found


def _expected(progress: Sequence[Progress]) -> int:
    return sum(one.status is not SheetStatus.OUT for one in progress)


def _submitted(progress: Sequence[Progress]) -> int:
    return sum(one.status is SheetStatus.SUBMITTED for one in progress)
