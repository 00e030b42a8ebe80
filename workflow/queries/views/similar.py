"""Items that are like another one, and why."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from workflow.queries.views.items import ItemRow


class Why(StrEnum):
    """In what an item is like another."""

    NAME = "name"
    SPELLING = "spelling"
    SUMMARY = "summary"
    SYSTEM = "system"
    CATEGORY = "category"
    AMOUNT = "amount"


class Reason(NamedTuple):
    """One way in which two items are alike, with the words they share where it is in words."""

    why: Why
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Similar:
    """An item that is like the one on the page."""

    row: ItemRow
    score: float
    """0.12 and more: `likeness.Corpus` with a little for what they share besides."""
    reasons: tuple[Reason, ...]
    """Never empty: what has nothing in common is not shown."""
