"""The sheets of an item, counted for the guard that asks for enough of them."""

from collections.abc import Sequence
from typing import Any

from workflow.evaluation.item_scores import ItemScores, Progress, SheetStatus
from workflow.evaluation.panel import panel_of
from workflow.evaluation.score_sheets import sheets_of_items
from workflow.items import quorum
from workflow.items.context import ItemContext
from workflow.items.quorum import Sheets
from workflow.process.shape import SHEETS_SUBMITTED
from workflow.values.actor import OPERATOR
from workflow.values.vocabulary import Action
from workflow.work import Work


def counted(progress: Sequence[Progress]) -> Sheets:
    """How many sheets are submitted and count, and how many are expected."""
    statuses = [one.status for one in progress]
    expected = sum(status is not SheetStatus.OUT for status in statuses)
    return Sheets(statuses.count(SheetStatus.SUBMITTED), expected)


def needed(context: ItemContext, expected: int) -> int:
    """How many sheets the process wants before the item is evaluated; 0 where it asks for none."""
    transition = context.process.transition(Action.EVALUATE, context.state, context.facts)
    if transition is None or SHEETS_SUBMITTED not in transition.guards:
        return 0
    return transition.sheets_needed(expected)


def count_sheets(work: Work, item: Any, context: ItemContext) -> Sheets:
    """The sheets of one item in the session that evaluates it, or that did last."""
    panel = panel_of(work, item.cycle_id)
    sheets = sheets_of_items(work, panel, [item.id])[item.id]
    return counted(ItemScores(OPERATOR, item.content_hash, context, panel, sheets).progress())


quorum.register(count_sheets)
