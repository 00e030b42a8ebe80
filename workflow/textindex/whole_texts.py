"""Things that the search finds by one text each: goals, undertakings.

A text is written anew with every step of a goal and every change of a part of an undertaking.
There are some thousands of a kind at most, so they are searched as they are, without an index.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from workflow.models import (
    Goal,
    GoalIndicator,
    GoalResult,
    GoalText,
    Undertaking,
    UndertakingComment,
    UndertakingDocument,
    UndertakingPilot,
    UndertakingStep,
    UndertakingText,
    WholeText,
)
from workflow.values.text import folded

CHUNK: Final = 500
"""Things whose texts are written at a time when all are."""

Texts = Callable[[Session, list[int]], Iterator[tuple[int, str]]]
"""Of the things with these ids each with its text: a fixed number of queries."""


@dataclass(frozen=True)
class WholeTexts:
    """How the texts of one kind of thing are written; `key` of the table is `of`, the id."""

    table: type[WholeText]
    key: InstrumentedAttribute[int]
    of: InstrumentedAttribute[int]
    texts: Texts

    def put(self, session: Session, ids: Iterable[int]) -> None:
        """Index these things by what they say now."""
        session.flush()
        wanted = list(ids)
        session.execute(delete(self.table).where(self.key.in_(wanted)))
        rows: list[dict[str, Any]] = [
            {self.key.key: one, "text": text, "folded": folded(text)}
            for one, text in self.texts(session, wanted)
        ]
        if rows:
            session.execute(insert(self.table), rows)

    def is_missing(self, session: Session) -> bool:
        """Whether there are things but nothing to find them by: so it is after an upgrade."""
        found = session.scalar(select(self.key).limit(1))
        return found is None and session.scalar(select(self.of).limit(1)) is not None

    def rebuild(self, session: Session) -> int:
        """Write all texts anew, in the caller's transaction; gives how many."""
        ids = session.scalars(select(self.of).order_by(self.of)).all()
        for begin in range(0, len(ids), CHUNK):
            self.put(session, ids[begin : begin + CHUNK])
        return len(ids)


def _goal_texts(session: Session, ids: list[int]) -> Iterator[tuple[int, str]]:
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


GOALS: Final = WholeTexts(GoalText, GoalText.goal_id, Goal.id, _goal_texts)


_SAID: Final[Mapping[Any, Callable[[Any], tuple[str, ...]]]] = {
    UndertakingStep: lambda one: (one.text, one.said),
    UndertakingDocument: lambda one: (one.title, one.outline, one.file_name or ""),
    UndertakingComment: lambda one: (one.said_by, one.text, one.answer),
    UndertakingPilot: lambda one: (one.theme, one.partner, one.outcome),
}
"""What is said in each kind of part, in the order of the page."""


def _undertaking_texts(session: Session, ids: list[int]) -> Iterator[tuple[int, str]]:
    """The title and the note, then what is said in each part that is on the paper."""
    said: Mapping[int, list[str]] = {one: [] for one in ids}
    for kind, words in _SAID.items():
        query = select(kind).where(kind.undertaking_id.in_(ids)).order_by(kind.id)
        if kind is UndertakingStep:
            query = query.where(UndertakingStep.removed_at.is_(None))
        for part in session.scalars(query):
            said[part.undertaking_id] += words(part)
    for row in session.scalars(select(Undertaking).where(Undertaking.id.in_(ids))):
        yield row.id, "\n".join(filter(None, [row.title, row.note, *said[row.id]]))


UNDERTAKINGS: Final = WholeTexts(
    UndertakingText, UndertakingText.undertaking_id, Undertaking.id, _undertaking_texts
)
