"""A file of goals is brought in: shown first, then carried out whole."""

from functools import partial
from typing import Final

from workflow.goals import commands, writing
from workflow.goals.policy import BRINGERS, GoalChanged
from workflow.goals.reading import GoalLine, planned
from workflow.models import StagedGoals
from workflow.staging import RowFiles
from workflow.values.actor import require_role
from workflow.values.errors import Conflict
from workflow.values.promotion import GoalAct
from workflow.work import Work


class GoalsNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "goals_not_ready"


def _write(work: Work, row: StagedGoals, line: GoalLine) -> None:
    if line.goal_id is None:
        commands.add(work, row.fiscal_year, line.after)
    else:
        change = partial(writing.write, work, draft=line.after)
        commands.perform(work, line.goal_id, GoalAct.EDIT, line.revision, change)


FILES: Final = RowFiles(
    StagedGoals,
    lambda work: require_role(work.actor, BRINGERS),
    planned,
    _write,
    GoalsNotReady,
    GoalChanged,
    leaves=True,
)
