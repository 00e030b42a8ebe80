"""Goals from a file: looked at first, and carried out whole or not at all."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from workflow import staging
from workflow.goals import commands, writing
from workflow.goals.policy import BRINGERS, GoalChanged
from workflow.goals.reading import GoalsPlan, planned
from workflow.models import StagedGoals
from workflow.staging import Brought
from workflow.values.actor import permitted, role_refusal
from workflow.values.errors import Conflict
from workflow.values.goals import GoalAct
from workflow.work import Work


class GoalsNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "goals_not_ready"


@dataclass(frozen=True)
class StagedView:
    """A file that is kept, with what it would do; counts once it is carried out."""

    id: int
    fiscal_year: int
    name: str
    committed_at: datetime | None
    added: int
    changed: int
    plan: GoalsPlan


def bring(work: Work, name: str, content: bytes) -> Brought:
    """Read a file, for `stage` to keep. Raises NotSignedIn, WrongRole, FileRefused."""
    _require_bringer(work)
    return staging.read(work, name, content)


def stage(work: Work, year: int, brought: Brought) -> int:
    """Keep a file, for a look at what it would do; gives its number.

    Raises NotSignedIn, WrongRole.
    """
    _require_bringer(work)
    return staging.keep(work, StagedGoals, brought, fiscal_year=year)


def staged(work: Work, staged_id: int) -> StagedView:
    """One's own file. Raises NotFound, FileRefused."""
    row = _own(work, staged_id)
    plan = GoalsPlan() if row.committed_at else planned(work, row.fiscal_year, row.content or b"")
    added = plan.added if row.committed_at is None else row.added_count or 0
    changed = len(plan.lines) - added if row.committed_at is None else row.changed_count or 0
    return StagedView(row.id, row.fiscal_year, row.name, row.committed_at, added, changed, plan)


def commit(work: Work, staged_id: int, seen: str) -> tuple[int, int]:
    """Carry a file out, whole; gives how many goals were begun and changed.

    Raises NotFound, GoalsNotReady, GoalChanged (something else would be done now).
    """
    row = _own(work, staged_id, locked=True)
    if row.committed_at is not None:
        raise GoalsNotReady(reason="committed")
    plan = planned(work, row.fiscal_year, row.content or b"")
    if plan.problems or not plan.lines:
        raise GoalsNotReady(reason="problems" if plan.problems else "nothing")
    if plan.seen != seen:
        raise GoalChanged()
    for line in plan.lines:
        if line.goal_id is None:
            commands.add(work, row.fiscal_year, line.after)
        else:
            change = partial(writing.write, work, draft=line.after)
            commands.perform(work, line.goal_id, GoalAct.EDIT, line.revision, change)
    counts = plan.added, len(plan.lines) - plan.added
    staging.settle(work, row, *counts)
    return counts


def _own(work: Work, staged_id: int, *, locked: bool = False) -> StagedGoals:
    _require_bringer(work)
    return staging.own(work, StagedGoals, staged_id, locked=locked)


def _require_bringer(work: Work) -> None:
    permitted(work.actor, role_refusal(work.actor, BRINGERS))
