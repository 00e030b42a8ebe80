"""A goal that goes on in another year."""

from sqlalchemy import select

from workflow.goals import writing
from workflow.goals.commands import add, facts_of, locked, perform
from workflow.goals.policy import may
from workflow.goals.writing import GoalDraft
from workflow.models import Goal
from workflow.values.actor import permitted
from workflow.values.promotion import GoalAct
from workflow.work import Work


def carry(work: Work, goal_id: int, seen: int) -> int:
    """Carry a goal over into the next year, as a draft; gives the draft's id.

    A goal that was carried over already gives the same draft. Raises what `perform` does.
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
