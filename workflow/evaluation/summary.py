"""What the evaluators of a cycle came to, item by item: means, spread, and what is to be decided.

Everything is as one item's page shows it to the same reader: what others gave stays hidden
until the reader's own sheet stands and they said that they look.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from workflow.evaluation import policy
from workflow.evaluation.item_scores import ItemScores, counted, needed
from workflow.evaluation.panel import panel_of
from workflow.evaluation.policy import Panel, ScoresAreBlind, ScoresNotOpened
from workflow.evaluation.score_sheets import sheets_of_items
from workflow.evaluation.scores import FIVE, Averages, CriterionText, Scale
from workflow.evaluation.sheet_history import afterwards
from workflow.evaluation.verdict_drafts import DraftView, drafts_of
from workflow.items.context_queries import contexts_of
from workflow.items.list_views import ItemFilter, ItemRow
from workflow.items.lists import all_items
from workflow.items.reference import cycle
from workflow.models import Item
from workflow.values.actor import Title, permitted
from workflow.values.errors import Refusal
from workflow.work import Work


@dataclass(frozen=True)
class SummaryRow:
    """One item: what its reader may see of what came in.

    `means` are the sheets' weighted means, the least first and without a name; `averages` is
    None where they may not be seen, and `see_refusal` says why.
    """

    row: ItemRow
    awaits: bool
    submitted: int
    expected: int
    needed: int
    see_refusal: Refusal | None
    means: tuple[Decimal, ...]
    averages: Averages | None
    draft_refusal: Refusal | None
    draft: DraftView | None

    @property
    def is_seen_later(self) -> bool:
        """Whether its reader sees the scores once their own sheet stands; others never do."""
        waits = isinstance(self.see_refusal, ScoresAreBlind | ScoresNotOpened)
        return waits and not self.is_missed

    @property
    def is_missed(self) -> bool:
        """Whether its reader was to submit a sheet, did not, and no longer can."""
        refusal = self.see_refusal
        return isinstance(refusal, ScoresAreBlind) and refusal.data.get("reason") == "over"

    @property
    def width(self) -> Decimal:
        """How far the evaluators are apart, in steps of the scale."""
        return self.means[-1] - self.means[0] if self.means else Decimal()


@dataclass(frozen=True)
class Summary:
    """The items of a cycle that are or were evaluated by several, in 建制順."""

    session: Title | None = None
    criteria: tuple[CriterionText, ...] = ()
    scale: Scale = FIVE
    finalises: bool = False
    rows: tuple[SummaryRow, ...] = ()


@dataclass(frozen=True)
class ScoredItem:
    """An item as it is listed, with what is known of its sheets for one reader."""

    row: ItemRow
    scores: ItemScores

    @property
    def awaits(self) -> bool:
        """Whether it can be evaluated now."""
        return policy.is_evaluated_now(self.scores.context)


def summary(work: Work, cycle_id: str) -> Summary:
    """What came in for a cycle, as far as the reader may see it. Raises NotFound, WrongRole.

    A fixed number of queries, however many items.
    """
    permitted(work.actor, policy.may_see_progress(work.actor))
    panel = panel_of(work, cycle_id)
    items = scored_items(work, cycle_id, panel, looked=True)
    if panel is None:
        return Summary()
    drafts = drafts_of(work, panel)
    shown = (one for one in items if one.awaits or one.scores.sheets)
    return Summary(
        session=panel.title,
        criteria=panel.criteria,
        scale=panel.scale,
        finalises=policy.finalises(work.person, panel),
        rows=tuple(_row(one, drafts) for one in shown),
    )


def scored_items(
    work: Work, cycle_id: str, panel: Panel | None, *, looked: bool = False
) -> tuple[ScoredItem, ...]:
    """Every item of a cycle that the reader sees, with its sheets; with `looked`, and what
    followed them: what others gave may be asked for only then. Raises NotFound, NotSignedIn.
    """
    cycle(work, cycle_id)
    rows = all_items(work, ItemFilter(cycle_id=cycle_id), [])
    ids = [row.id for row in rows]
    items = {item.id: item for item in work.session.scalars(select(Item).where(Item.id.in_(ids)))}
    contexts = contexts_of(work, list(items.values()))
    sheets = sheets_of_items(work, panel, ids)
    every = [sheet for of_item in sheets.values() for sheet in of_item.values()]
    later = afterwards(work, every) if looked else {}
    return tuple(
        ScoredItem(
            row,
            ItemScores(
                work.person,
                items[row.id].content_hash,
                contexts[row.id],
                panel,
                sheets[row.id],
                later,
            ),
        )
        for row in rows
    )


def _row(one: ScoredItem, drafts: Mapping[int, DraftView]) -> SummaryRow:
    scores, sheets = one.scores, counted(one.scores.progress())
    refusal = scores.draft_refusal
    return SummaryRow(
        row=one.row,
        awaits=one.awaits,
        submitted=sheets.submitted,
        expected=sheets.expected,
        needed=needed(scores.context, sheets.expected),
        see_refusal=scores.see_refusal,
        means=tuple(sorted(_means(scores))),
        averages=scores.averages(),
        draft_refusal=refusal,
        draft=drafts.get(one.row.id) if refusal is None else None,
    )


def _means(scores: ItemScores) -> Iterator[Decimal]:
    criteria = scores.panel.criteria if scores.panel else ()
    for sheet in scores.visible_sheets():
        mean = sheet.card.mean(criteria) if sheet.card else None
        if mean is not None:
            yield mean
