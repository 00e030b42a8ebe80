"""Finalising many: each item is given the verdict that its finalisers have drafted for it."""

from typing import NamedTuple

from sqlalchemy import select

from workflow import evaluation
from workflow.items.orders import ActionInput
from workflow.models import BulkRow, BulkRun
from workflow.values.vocabulary import Action
from workflow.work import Work


class GivenEach(NamedTuple):
    """What one item is given, and the content that it is about."""

    particulars: ActionInput
    seen: str


def drafted(work: Work, cycle_id: str) -> dict[int, GivenEach]:
    """The verdicts with findings that the person has drafted, or may read, by item."""
    return {
        one.row.id: GivenEach(
            ActionInput(one.draft.said.verdict, one.draft.said.findings, one.draft.said.conditions),
            one.draft.content_hash,
        )
        for one in evaluation.summary(work, cycle_id).rows
        if one.draft and one.draft.said.is_complete
    }


def have_changed(work: Work, run: BulkRun) -> bool:
    """Whether one of the verdicts that a preview shows was written anew since."""
    if run.action != Action.EVALUATE:
        return False
    now = drafted(work, run.cycle_id)
    shown = select(BulkRow.item_id, BulkRow.particulars).where(
        BulkRow.run_id == run.id, BulkRow.foreseen.is_(None)
    )
    return any(
        item_id in now and now[item_id].particulars.plain() != particulars
        for item_id, particulars in work.session.execute(shown)
    )
