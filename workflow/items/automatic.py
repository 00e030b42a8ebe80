"""Automatic moves of an item: on which day, and whether it has come. Facts alone."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from workflow.items.context import ItemContext
from workflow.items.refusals import NotDueYet
from workflow.process.automatic import Automatic
from workflow.process.moves import Transition
from workflow.process.shape import Process
from workflow.values.errors import Refusal
from workflow.values.fiscal import add_business_days


class Foreseen(NamedTuple):
    """An automatic move that an item comes to unless it moves on by `last_day`."""

    transition: Transition
    last_day: date


def last_day(due_on: date, automatic: Automatic) -> date:
    """The last day on which somebody can still forestall a move: it is made after it."""
    return add_business_days(due_on, automatic.after_business_days)


def foreseen(process: Process, state: str, due_on: date | None) -> tuple[Foreseen, ...]:
    """The automatic moves from a state, the earliest first; none where nothing is due."""
    return tuple(sorted(_foreseen(process, state, due_on), key=lambda one: one.last_day))


def _foreseen(process: Process, state: str, due_on: date | None) -> Iterator[Foreseen]:
    for move in process.automatic if due_on else ():
        if due_on and move.automatic and state in move.sources:
            yield Foreseen(move, last_day(due_on, move.automatic))


def too_early(context: ItemContext, transition: Transition) -> Refusal | None:
    """Why an automatic move is not made yet: somebody may still act, or nothing is due."""
    if transition.automatic is None or context.due_on is None:
        return NotDueYet()
    day = last_day(context.due_on, transition.automatic)
    return None if context.today > day else NotDueYet(day=day)
