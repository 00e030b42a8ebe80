"""What the open cycles of a year lack, without which their items come to a stop."""

from enum import StrEnum

from sqlalchemy import exists, select

from workflow import organisation
from workflow.calendar.policy import require_maintainer
from workflow.items import tracks
from workflow.items.reference import CycleView, cycles
from workflow.models import Criterion
from workflow.process.shape import Process
from workflow.values.vocabulary import Action
from workflow.work import Work


class Lack(StrEnum):
    """Something without which a cycle's items come to a stop."""

    DEPARTMENTS = "departments"
    """Nobody can begin an item."""
    PROCESS = "process"
    """No process is published under the name that the cycle gives."""
    CRITERIA = "criteria"
    """There are no criteria by which to evaluate."""
    MEETING = "meeting"
    """No headquarters meeting takes the cycle's report."""


def lacks(work: Work, fiscal_year: int) -> dict[Lack, tuple[CycleView, ...]]:
    """What the open cycles of a year lack, each with the cycles that do. Raises WrongRole."""
    require_maintainer(work.actor)
    mine = [one for one in cycles(work) if one.fiscal_year == fiscal_year and one.is_open]
    criteria = bool(work.session.scalar(select(exists().where(Criterion.active))))
    there = bool(organisation.of(work, fiscal_year).departments)
    lacking = {
        one: set().union(
            *(_of(one, work.newest.get(name), there, criteria) for name in tracks.names_of(one))
        )
        for one in mine
    }
    found = {lack: tuple(one for one in mine if lack in lacking[one]) for lack in Lack}
    return {lack: those for lack, those in found.items() if those}


def _of(cycle: CycleView, process: Process | None, there: bool, criteria: bool) -> set[Lack]:
    found = set() if there else {Lack.DEPARTMENTS}
    if process is None:
        return found | {Lack.PROCESS}
    if Action.EVALUATE in process.actions and not criteria:
        found.add(Lack.CRITERIA)
    if Action.REPORT in process.actions and not cycle.meetings:
        found.add(Lack.MEETING)
    return found
