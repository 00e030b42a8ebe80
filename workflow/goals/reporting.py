"""Saying how an indicator of a goal stood on a day, and what that rests on."""

from datetime import date

from workflow.goals import notation
from workflow.goals.commands import LONGEST_NOTE, perform
from workflow.models import Goal, GoalIndicator, GoalResult
from workflow.models.base import may_be_id
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.fiscal import fiscal_year
from workflow.values.promotion import GoalAct, Horizon
from workflow.work import Work


def report(
    work: Work,
    goal_id: int,
    indicator_id: int,
    *,
    on: date | None,
    value: int | None,
    words: str,
    basis: str,
    seen: int,
) -> None:
    """Say how an indicator of this year stood on a day, and what that rests on.

    Raises what `commands.perform` does, NotFound (indicator), InputRefused (on, value, words,
    basis).
    """
    said, rests_on = (
        clean_words(name, text, LONGEST_NOTE) for name, text in (("words", words), ("basis", basis))
    )

    row = work.session.get(GoalIndicator, indicator_id) if may_be_id(indicator_id) else None
    if row is None or row.goal_id != goal_id or row.horizon != Horizon.YEAR_END:
        raise NotFound(what="indicator")
    # In the record, too: the same result sent twice is told apart from another one by it.
    note = f"{row.text} {on} {value} {said} {rests_on}"[:LONGEST_NOTE]

    def change(goal: Goal) -> None:
        if problems := _problems(work, goal, row, on, value, rests_on):
            raise InputRefused(problems)
        work.session.add(
            GoalResult(
                indicator_id=indicator_id,
                measured_on=on,
                value=value,
                words=said,
                basis=rests_on,
                by_id=work.person.person_id,
                at=work.now,
            )
        )

    perform(work, goal_id, GoalAct.REPORT, seen, change, note)


def _problems(
    work: Work, goal: Goal, row: GoalIndicator, on: date | None, value: int | None, basis: str
) -> list[Problem]:
    problems = []
    if on is None:
        problems.append(Problem("on", "required"))
    elif on > work.today or fiscal_year(on) < goal.fiscal_year:
        problems.append(Problem("on", "goal_day_outside", {"year": goal.fiscal_year}))
    limit = notation.read(row.text).largest()
    if value is None:
        problems.append(Problem("value", "required"))
    elif not 0 <= value <= limit:
        problems.append(Problem("value", "count_out_of_range", {"limit": limit}))
    if not basis:
        problems.append(Problem("basis", "required"))
    return problems
