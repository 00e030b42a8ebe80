"""Goals that are found for words, beside the items: of those that the reader may see."""

from typing import Final, NamedTuple

from sqlalchemy import select

from workflow.goals.policy import visible_goals
from workflow.items.lists import words_of
from workflow.models import Goal, GoalText
from workflow.search.excerpts import Part, exactly, excerpt, marked
from workflow.textindex import ngrams
from workflow.work import Work

MOST: Final = 20


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
    words = [ngrams.folded(one) for one in dict.fromkeys(words_of(typed))]
    if not words or work.actor is None:
        return ()
    has_all = (GoalText.folded.contains(one, autoescape=True) for one in words)
    query = (
        select(Goal, GoalText.text)
        .join(GoalText, GoalText.goal_id == Goal.id)
        .where(visible_goals(work.actor), *has_all)
        .order_by(Goal.fiscal_year.desc(), Goal.number, Goal.id)
        .limit(MOST)
    )
    pattern = exactly(words)
    return tuple(
        GoalHit(
            goal.id,
            goal.fiscal_year,
            goal.number,
            marked(goal.title, pattern),
            excerpt(text.partition("\n")[2], pattern),
        )
        for goal, text in work.session.execute(query)
    )
