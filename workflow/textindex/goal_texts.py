"""Goals as the search finds them: one text each, written with every step of the goal."""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.models import Goal, GoalIndicator, GoalResult, GoalText
from workflow.textindex.whole_texts import WholeTexts


def _texts(session: Session, ids: list[int]) -> Iterator[tuple[int, str]]:
    """The overview, the indicators with their results, and what the goal came to."""
    said: Mapping[int, list[str]] = {one: [] for one in ids}
    indicators = select(GoalIndicator).where(GoalIndicator.goal_id.in_(ids))
    of_goal = {}
    order = (GoalIndicator.horizon.desc(), GoalIndicator.position)
    for one in session.scalars(indicators.order_by(*order)):
        said[one.goal_id].append(one.text)
        of_goal[one.id] = one.goal_id
    results = select(GoalResult).where(GoalResult.indicator_id.in_(of_goal))
    for result in session.scalars(results.order_by(GoalResult.id)) if of_goal else ():
        said[of_goal[result.indicator_id]] += [result.words, result.basis]
    for goal in session.scalars(select(Goal).where(Goal.id.in_(ids))):
        lines = [goal.title, goal.overview, *said[goal.id], goal.outcome]
        yield goal.id, "\n".join(filter(None, lines))


GOALS: Final = WholeTexts(GoalText, GoalText.goal_id, Goal.id, _texts)
