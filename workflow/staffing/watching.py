"""A change is watched: which live items did it leave with nobody who can act?"""

from collections.abc import Callable, Collection
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
    before = lacking(work)
    done = verb(work)
    return Left(done, left_since(work, before))


def lacking(work: Work) -> frozenset[int]:
    """The live items with nobody, of those the person may see; asked before a change."""
    return frozenset(one.id for one in found(work, visible_items(work.actor)))


def left_since(work: Work, before: Collection[int]) -> tuple[Unattended, ...]:
    """Those that have nobody now and are not among `before`; asked after the change."""
    work.session.flush()
    now = found(work, visible_items(work.actor))
    return tuple(one for one in now if one.id not in before)
