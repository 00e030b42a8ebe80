"""Goals that are found for words, beside the items: of those that the reader may see."""

from typing import NamedTuple

from sqlalchemy import select

from workflow.goals.policy import visible_goals
from workflow.models import Goal, GoalText
from workflow.search import whole_texts
from workflow.search.excerpts import Part
from workflow.work import Work


class GoalHit(NamedTuple):
    """A goal that has all the words: its title with them marked, and the words around one."""

    goal_id: int
    fiscal_year: int
    number: int
    title: tuple[Part, ...]
    words: tuple[Part, ...]


def find_goals(work: Work, typed: str) -> tuple[GoalHit, ...]:
    """The visible goals that have all words `typed`, the latest first, at most 20.

    Raises InputRefused (words) for more than 200 characters, or what is no text.
    """
    query = (
        select(Goal, GoalText.text)
        .join(GoalText, GoalText.goal_id == Goal.id)
        .where(visible_goals(work.actor))
        .order_by(Goal.fiscal_year.desc(), Goal.number, Goal.id)
    )
    return tuple(
        GoalHit(goal.id, goal.fiscal_year, goal.number, title, words)
        for goal, title, words in whole_texts.found(work, typed, GoalText, query)
    )
