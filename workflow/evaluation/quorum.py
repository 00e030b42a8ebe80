"""The sheets of an item, counted for the guard that asks for enough of them."""

from collections.abc import Sequence
from typing import Any

from workflow.evaluation.item_scores import ItemScores, Progress, SheetStatus
from workflow.evaluation.panel import panel_of
from workflow.evaluation.score_sheets import sheets_of_items
from workflow.items import quorum
from workflow.items.context import ItemContext
from workflow.items.quorum import Sheets
from workflow.values.actor import OPERATOR
from workflow.work import Work


def counted(progress: Sequence[Progress]) -> Sheets:
    """How many sheets are submitted and count, and how many are expected."""
    statuses = [one.status for one in progress]
    expected = sum(status is not SheetStatus.OUT for status in statuses)
    return Sheets(statuses.count(SheetStatus.SUBMITTED), expected)


def count_sheets(work: Work, item: Any, context: ItemContext) -> Sheets:
    """The sheets of one item in the session that evaluates it, or that did last."""
    panel = panel_of(work, item.cycle_id)
    sheets = sheets_of_items(work, panel, [item.id])[item.id]
    return counted(ItemScores(OPERATOR, item.content_hash, context, panel, sheets).progress())


quorum.register(count_sheets)
