"""How many of the evaluation sheets that an item needs are there: told by whoever keeps them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from workflow.items.context import ItemContext
from workflow.work import Work


@dataclass(frozen=True)
class Sheets:
    """Evaluation sheets about an item as it is now: submitted, and expected of the panel."""

    submitted: int = 0
    expected: int = 0


NO_SHEETS: Final = Sheets()
"""Where no session evaluates the item: nobody was asked, so nothing is there."""

Count = Callable[[Work, Any, ItemContext], Sheets]
"""Counts the sheets of an item, given mapped or locked, that stands as its context says."""

_COUNTS: Final[list[Count]] = []


def register(count: Count) -> None:
    """Let the sheets be counted by `count`; a later one takes its place."""
    _COUNTS[:] = [count]


def sheets_of(work: Work, item: Any, context: ItemContext) -> Sheets:
    """The sheets of an item; none where nobody counts them."""
    return _COUNTS[0](work, item, context) if _COUNTS else NO_SHEETS
