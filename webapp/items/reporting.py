"""What is said before items are marked as reported: a meeting to come, results not frozen yet."""

from datetime import date
from typing import Any

from webapp.request import current
from workflow import reports
from workflow.items import CycleView, ItemDetail
from workflow.values import Action, Stage


def held_later(cycle: CycleView, meeting_id: int | None) -> date | None:
    """The day of the meeting that items are reported to, where it is still to come.

    Of a cycle that several meetings take, the first, until one is chosen.
    """
    days = [one.held_on for one in cycle.meetings if meeting_id in (None, one.id)]
    first = min(days, default=None)
    return first if first and first > current.today() else None


def awaits_freezing(cycle: CycleView) -> bool:
    """Whether the results are frozen for no meeting of the cycle, as far as the person may know."""
    work, ids = current.work(), [one.id for one in cycle.meetings]
    return reports.may_read(work) is None and not reports.in_force(work, ids, Stage.EVALUATED)


def beside(item: ItemDetail, action: str, meeting_id: int | None) -> dict[str, Any]:
    """What the page of an action says of the meeting: nothing where it reports no item."""
    if action != Action.REPORT:
        return {}
    return {
        "held_later": held_later(item.cycle, meeting_id),
        "unfrozen": awaits_freezing(item.cycle),
    }
