"""Goals and undertakings that are found for words: each is found by one text."""

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, select

from workflow.database import statements
from workflow.goals.policy import visible_goals
from workflow.items.lists import words_of
from workflow.models import Goal, GoalText, Undertaking, UndertakingText, WholeText
from workflow.search.excerpts import Part, exactly, excerpt, marked
from workflow.values.actor import Actor
from workflow.values.text import folded
from workflow.work import Work, built

MOST: Final = 20


def _found(
    work: Work, typed: str, asked: Callable[..., Select[Any]]
) -> Iterator[tuple[Any, tuple[Part, ...], tuple[Part, ...]]]:
    """Of the things that `asked` asks for with their texts, at most 20 that have all words.

    Each with its title, the words marked, and what stands around the first of the others.
    Raises InputRefused (words) for more than 200 characters, or what is no text.
    """
    words = [folded(one) for one in dict.fromkeys(words_of(typed))]
    if not words or work.actor is None:
        return
    pattern = exactly(words)
    statement = built(asked, work.alike, len(words))
    for thing, text in work.objects(statement, **statements.words_given(words)):
        rest = text.partition("\n")[2]
        yield thing, marked(thing.title, pattern), excerpt(rest, pattern)


def _holding(query: Any, table: type[WholeText], words: int) -> Select[Any]:
    """A query narrowed to texts that have so many words, given as parameters."""
    has_all = (statements.holds(table.folded, place) for place in range(words))
    found: Select[Any] = query.where(*has_all).limit(MOST)
    return found


# ------------------------------------------------------------------------ goals


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
    return tuple(
        GoalHit(goal.id, goal.fiscal_year, goal.number, title, words)
        for goal, title, words in _found(work, typed, _goals)
    )


def _goals(of: Actor | None, words: int) -> Select[Any]:
    query = (
        select(Goal, GoalText.text)
        .join(GoalText, GoalText.goal_id == Goal.id)
        .where(visible_goals(of))
        .order_by(Goal.fiscal_year.desc(), Goal.number, Goal.id)
    )
    return _holding(query, GoalText, words)


# ----------------------------------------------------------------- undertakings


class UndertakingHit(NamedTuple):
    """An undertaking that has all the words: its title with them marked, and words around one."""

    undertaking_id: int
    fiscal_year: int
    title: tuple[Part, ...]
    words: tuple[Part, ...]


def find_undertakings(work: Work, typed: str) -> tuple[UndertakingHit, ...]:
    """The undertakings that have all words `typed`, the latest year first, at most 20.

    Raises InputRefused (words) for more than 200 characters, or what is no text.
    """
    return tuple(
        UndertakingHit(row.id, row.fiscal_year, title, words)
        for row, title, words in _found(work, typed, _undertakings)
    )


def _undertakings(_of: Actor | None, words: int) -> Select[Any]:
    query = (
        select(Undertaking, UndertakingText.text)
        .join(UndertakingText, UndertakingText.undertaking_id == Undertaking.id)
        .where(Undertaking.removed_at.is_(None))
        .order_by(Undertaking.fiscal_year.desc(), Undertaking.position, Undertaking.id)
    )
    return _holding(query, UndertakingText, words)
