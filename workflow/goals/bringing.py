"""Goals from a file: looked at first, and carried out whole or not at all."""

from functools import partial

from workflow import staging
from workflow.goals import commands, writing
from workflow.goals.policy import BRINGERS, GoalChanged
from workflow.goals.reading import GoalLine, planned
from workflow.models import StagedGoals
from workflow.staging import Brought, StagedView
from workflow.values.actor import permitted, role_refusal
from workflow.values.errors import Conflict
from workflow.values.goals import GoalAct
from workflow.work import Work


class GoalsNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "goals_not_ready"


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


def staged(work: Work, staged_id: int) -> StagedView[GoalLine]:
    """One's own file. Raises NotFound, FileRefused."""
    row = _own(work, staged_id)
    return staging.look(row, partial(planned, work, row.fiscal_year), row.fiscal_year)


def commit(work: Work, staged_id: int, seen: str) -> tuple[int, int]:
    """Carry a file out, whole; gives how many goals were begun and changed.

    Raises NotFound, GoalsNotReady, GoalChanged (something else would be done now).
    """
    row = _own(work, staged_id, locked=True)

    def write(line: GoalLine) -> None:
        if line.goal_id is None:
            commands.add(work, row.fiscal_year, line.after)
        else:
            change = partial(writing.write, work, draft=line.after)
            commands.perform(work, line.goal_id, GoalAct.EDIT, line.revision, change)

    return staging.carry_out(
        work,
        row,
        partial(planned, work, row.fiscal_year),
        write,
        seen=seen,
        not_ready=GoalsNotReady,
        changed=GoalChanged,
    )


def _own(work: Work, staged_id: int, *, locked: bool = False) -> StagedGoals:
    _require_bringer(work)
    return staging.own(work, StagedGoals, staged_id, locked=locked)


def _require_bringer(work: Work) -> None:
    permitted(work.actor, role_refusal(work.actor, BRINGERS))
