"""A cycle and its meetings."""

from dataclasses import dataclass
from datetime import date

from workflow.actor import Title


@dataclass(frozen=True)
class CycleView:
    """A cycle with its dates; `meetings` are those that take it, in order."""

    id: str
    title: Title
    fiscal_year: int
    budget_year: int
    kind: str
    process_name: str
    opens_on: date
    submission_deadline: date
    review_deadline: date
    is_open: bool
    meetings: tuple["MeetingView", ...] = ()


@dataclass(frozen=True)
class MeetingView:
    """A headquarters meeting and the cycles it takes."""

    id: int
    fiscal_year: int
    number: int
    held_on: date
    cycle_ids: tuple[str, ...] = ()
