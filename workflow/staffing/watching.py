"""A change is watched: which live items did it leave with nobody who can act?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from workflow.items.visibility import visible_items
from workflow.staffing.items import Unattended, found
from workflow.work import Work

T = TypeVar("T")


@dataclass(frozen=True)
class Left(Generic[T]):
    """What a verb gave, and the items that it left with nobody: of those the person may see."""

    done: T
    items: tuple[Unattended, ...]


def watched(work: Work, verb: Callable[[Work], T]) -> Left[T]:
    """Carry `verb` out, and tell of what it changed for live items. Raises what it raises."""
    scope = visible_items(work.actor)
    before = {one.id for one in found(work, scope)}
    done = verb(work)
    work.session.flush()
    left = tuple(one for one in found(work, scope) if one.id not in before)
    return Left(done, left)
