"""The evaluators' queue, one item's evaluation as far as its reader may see it; what all say."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from workflow.evaluation import policy
from workflow.evaluation.conflicts import ConflictView, conflicts_of
from workflow.evaluation.item_scores import (
    OwnSheet,
    Progress,
    SheetStatus,
    SheetView,
    counted,
    needed,
)
from workflow.evaluation.panel import panel_of
from workflow.evaluation.scores import FIVE, Averages, CriterionText, Scale
from workflow.evaluation.summary import scored_items
from workflow.evaluation.verdict_drafts import (
    NO_DRAFT,
    DraftedVerdict,
    DraftView,
    drafts_of,
    scores_of,
)
from workflow.items.list_views import ItemRow
from workflow.items.orders import LONGEST_WORDS
from workflow.items.visibility import get_visible
from workflow.values.actor import Title, permitted
from workflow.values.conditions import ConditionLine, numbered
from workflow.values.errors import Refusal
from workflow.work import Work


@dataclass(frozen=True)
class ScoringView:
    """One item's evaluation by several: whatever the reader may not see is empty.

    `score_refusal` and `see_refusal` say why they may not score or see others' scores; `awaits`
    is whether the item can be evaluated now, `is_over` whether no sheet can come any more.
    """

    item_id: int
    session: Title | None
    is_open: bool
    awaits: bool
    is_over: bool
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
    draft_refusal: Refusal | None
    draft: DraftView | None
    """What the finalisers wrote of the verdict; None for whoever may not write on it."""

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
    criteria: tuple[CriterionText, ...] = ()
    scale: Scale = FIVE

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
    panel = panel_of(work, item.cycle_id)
    scores = scores_of(work, item, panel)
    context = scores.context
    refusal = scores.draft_refusal
    declare_refusal = policy.may_declare(reader, reader.person_id)
    return ScoringView(
        item_id=item.id,
        session=panel.title if panel else None,
        is_open=bool(panel and panel.is_open),
        awaits=policy.is_evaluated_now(context),
        is_over=policy.is_over(context),
        criteria=panel.criteria if panel else (),
        scale=panel.scale if panel else FIVE,
        own=scores.own(),
        score_refusal=policy.may_score(reader, context, panel),
        see_refusal=scores.see_refusal,
        progress=scores.progress(),
        sheets=scores.visible_sheets(),
        averages=scores.averages(),
        needed=needed(context, counted(scores.progress()).expected),
        averages_afterwards=scores.averages_afterwards(),
        conflicts=conflicts_of(work, item.id, reader),
        is_conflicted=scores.is_conflicted,
        may_declare=not scores.is_conflicted and declare_refusal is None,
        may_record=policy.may_lift(reader) is None,
        draft_refusal=refusal,
        draft=None if refusal else drafts_of(work, panel).get(item.id, NO_DRAFT),
    )


def queue(work: Work, cycle_id: str) -> ScoringQueue:
    """What awaits evaluation in a cycle, with how far the sheets are. Raises NotFound, WrongRole.

    A fixed number of queries, however many items.
    """
    permitted(work.actor, policy.may_see_progress(work.actor))
    panel = panel_of(work, cycle_id)
    entries = []
    for one in scored_items(work, cycle_id, panel):
        if one.awaits:
            sheets_now, own = counted(one.scores.progress()), one.scores.own_status()
            entries.append(QueueEntry(one.row, own, sheets_now.submitted, sheets_now.expected))
    if panel is None:
        return ScoringQueue(entries=tuple(entries))
    return ScoringQueue(panel.title, panel.is_open, tuple(entries), panel.criteria, panel.scale)


# ------------------------------------------------ the verdict that all proposed


_CONDITION: Final = re.compile(
    r"[\s・*-]*(?:【条件[0-9０-９]*】|条件[0-9０-９]*\s*[:：]|conditions?\s*[0-9]*\s*:)\s*", re.I
)
"""How a line of a comment says that it is a condition."""


def agreed(view: ScoringView, conditional: Collection[str]) -> DraftedVerdict | None:
    """The verdict that all who were expected proposed, as far as their sheets may be seen.

    Their comments are its findings. Of a verdict that needs conditions, one of `conditional`,
    the lines that say 条件： are these. None where the proposals differ, or a sheet is missing.
    """
    cards = [one.second.card if one.second else one.card for one in view.sheets]
    given = [card for card in cards if card is not None]
    proposed = {card.verdict for card in given}
    if not given or len(given) < view.expected or len(proposed) > 1 or "" in proposed:
        return None
    verdict = proposed.pop()
    comments = [card.comment.strip() for card in given]
    if verdict not in conditional:
        return DraftedVerdict(verdict, _joined(comments))
    lines = [line for one in comments for line in one.splitlines()]
    conditions = [
        line[found.end() :].strip() for line in lines if (found := _CONDITION.match(line))
    ]
    return DraftedVerdict(
        verdict,
        _joined(line for line in lines if not _CONDITION.match(line)),
        numbered([ConditionLine(one) for one in dict.fromkeys(conditions) if one]),
    )


def _joined(words: Iterable[str]) -> str:
    """The texts, each once; "" if together they are longer than findings may be."""
    text = "\n".join(one for one in dict.fromkeys(words) if one)
    return text if len(text) <= LONGEST_WORDS else ""
