"""Something of last year and what it becomes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.values.actor import Title


@dataclass(frozen=True)
class Proposal:
    """Something of last year and what it becomes: its name, and its days before and after.

    `draft` is what is added; of a goal or a place in its matrix the id of last year's.
    """

    name: Title
    before: tuple[date | None, ...]
    after: tuple[date | None, ...]
    draft: Any


def next_cycle(cycle_id: str) -> str:
    """The name of the same cycle a year later."""
    budget_year, _dash, kind = cycle_id.partition("-")
    return f"{int(budget_year) + 1:04d}-{kind}"
