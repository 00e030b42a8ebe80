"""Goals that come in numbers: from a file, from another year, or as an office has them already."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from sqlalchemy import select

from workflow.goals import commands, writing
from workflow.goals.commands import add, facts_of, locked, perform
from workflow.goals.policy import BRINGERS, GoalChanged, may
from workflow.goals.reading import GoalLine, planned
from workflow.goals.writing import GoalDraft
from workflow.models import Goal, MatrixEntry, StagedGoals
from workflow.organisation import department_named
from workflow.staging import Kind
from workflow.values.actor import permitted, require_role
from workflow.values.errors import Conflict
from workflow.values.promotion import GoalAct, GoalState
from workflow.values.vocabulary import DxStep
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


FILES: Final = Kind(
    StagedGoals,
    lambda work: require_role(work.actor, BRINGERS),
    planned,
    _write,
    GoalsNotReady,
    GoalChanged,
    leaves=True,
)


# ------------------------------------------------------------ from another year


def carry(work: Work, goal_id: int, seen: int) -> int:
    """Let a goal go on as a draft of the next year; gives the draft's id.

    What went on already leads to the same draft. Raises what `commands.perform` does.
    """
    goal = locked(work, goal_id)  # before looking: two at once would both find nothing
    there = work.session.scalar(select(Goal.id).where(Goal.carried_from == goal_id))

    def change(goal: Goal) -> None:
        nonlocal there
        there = there or copied(work, goal, goal.fiscal_year + 1).id

    if there is None:
        perform(work, goal_id, GoalAct.CARRY, seen, change)
    else:
        permitted(work.actor, may(work.actor, GoalAct.CARRY, facts_of(work, goal)))
    assert there is not None  # noqa: S101 - `perform` carried it over, or raised
    return there


def copied(work: Work, goal: Goal, year: int, departments: tuple[str, ...] = ()) -> Goal:
    """The goal as a draft of another year: what was meant for later is meant for it now."""
    said = writing.written(work, goal.id)
    same = (Goal.fiscal_year == year, Goal.number == goal.number)
    taken = work.session.scalar(select(Goal.id).where(*same))
    return add(
        work,
        year,
        GoalDraft(
            departments=departments or said.departments,
            title=said.title,
            overview=said.overview,
            field=said.field,
            dx_step=said.dx_step,
            year_end=said.later or said.year_end,
            later=said.later,
            team=said.team,
        ),
        number=None if taken else goal.number,
        carried_from=goal.id,
    )


# ------------------------------------------------ as an office has them already


def add_goal(
    work: Work,
    *,
    fiscal_year: int,
    number: int,
    departments: Sequence[str],
    title: str,
    overview: str,
    indicators_this_year: Iterable[str],
    indicators_later: Iterable[str],
    field: str | None = None,
    dx_step: DxStep | None = None,
) -> int:
    """Add a goal that is set, carried by department codes, the lead first; gives its id.

    Raises NotFound (department).
    """
    said = GoalDraft(
        departments=tuple(departments),
        title=title,
        overview=overview,
        field=field,
        dx_step=dx_step,
        year_end=tuple(indicators_this_year),
        later=tuple(indicators_later),
    )
    return commands.add(work, fiscal_year, said, number=number, state=GoalState.SET).id


def add_matrix_entry(
    work: Work,
    *,
    fiscal_year: int,
    field: str,
    dx_step: DxStep,
    position: int,
    department: str,
    title: str,
    examples: str,
    goal_number: int | None,
    item_name: str,
) -> None:
    """Add a printed entry of the matrix field × step. Raises NotFound (department)."""
    work.session.add(
        MatrixEntry(
            fiscal_year=fiscal_year,
            field=field,
            dx_step=dx_step,
            position=position,
            department_id=department_named(work, department),
            title=title,
            examples=examples,
            goal_number=goal_number,
            item_name=item_name,
        )
    )
