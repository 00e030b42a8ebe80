"""Goals as the search finds them: one text each, written with every step of the goal.

There are some thousands at most, so the texts are looked through as they are, without an index.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from workflow.models import Goal, GoalIndicator, GoalResult, GoalText
from workflow.textindex import ngrams

CHUNK: Final = 500
"""Goals whose texts are written at a time when all are."""


def put_goal(session: Session, goal_id: int) -> None:
    """Have a goal found by what it says now."""
    _put(session, [goal_id])


def is_missing(session: Session) -> bool:
    """Whether there are goals but nothing by which to find them: so it is after an upgrade."""
    found = session.scalar(select(GoalText.goal_id).limit(1))
    return found is None and session.scalar(select(Goal.id).limit(1)) is not None


def rebuild(session: Session) -> int:
    """Write the texts of all goals anew, in the caller's transaction: gives how many."""
    ids = session.scalars(select(Goal.id).order_by(Goal.id)).all()
    for begin in range(0, len(ids), CHUNK):
        _put(session, ids[begin : begin + CHUNK])
    return len(ids)


def _put(session: Session, ids: Iterable[int]) -> None:
    session.flush()
    wanted = list(ids)
    session.execute(delete(GoalText).where(GoalText.goal_id.in_(wanted)))
    rows = [
        {"goal_id": goal_id, "text": text, "folded": ngrams.folded(text)}
        for goal_id, text in _texts(session, wanted)
    ]
    if rows:
        session.execute(insert(GoalText), rows)


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
