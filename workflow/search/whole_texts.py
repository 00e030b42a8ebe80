"""Goals and undertakings that are found for words: each is found by one text."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, select

from workflow.goals.policy import visible_goals
from workflow.items.lists import words_of
from workflow.models import Goal, GoalText, Undertaking, UndertakingText, WholeText
from workflow.search.excerpts import Part, exactly, excerpt, marked
from workflow.textindex import ngrams
from workflow.work import Work

MOST: Final = 20


def found(
    work: Work, typed: str, table: type[WholeText], visible: Select[*tuple[Any, ...]]
) -> Iterator[tuple[Any, tuple[Part, ...], tuple[Part, ...]]]:
    """Of the things that `visible` asks for with their texts, at most 20 that have all words.

    Each with its title, the words marked, and what stands around the first of the others.
    Raises InputRefused (words) for more than 200 characters, or what is no text.
    """
    words = [ngrams.folded(one) for one in dict.fromkeys(words_of(typed))]
    if not words or work.actor is None:
        return
    has_all = (table.folded.contains(one, autoescape=True) for one in words)
    pattern = exactly(words)
    for thing, text in work.session.execute(visible.where(*has_all).limit(MOST)):
        rest = text.partition("\n")[2]
        yield thing, marked(thing.title, pattern), excerpt(rest, pattern)


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
    query = (
        select(Goal, GoalText.text)
        .join(GoalText, GoalText.goal_id == Goal.id)
        .where(visible_goals(work.actor))
        .order_by(Goal.fiscal_year.desc(), Goal.number, Goal.id)
    )
    return tuple(
        GoalHit(goal.id, goal.fiscal_year, goal.number, title, words)
        for goal, title, words in found(work, typed, GoalText, query)
    )


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
    query = (
        select(Undertaking, UndertakingText.text)
        .join(UndertakingText, UndertakingText.undertaking_id == Undertaking.id)
        .where(Undertaking.removed_at.is_(None))
        .order_by(Undertaking.fiscal_year.desc(), Undertaking.position, Undertaking.id)
    )
    return tuple(
        UndertakingHit(row.id, row.fiscal_year, title, words)
        for row, title, words in found(work, typed, UndertakingText, query)
    )
