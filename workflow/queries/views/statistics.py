"""Figures behind the charts: named sums in 千円, and stays in business days."""

from dataclasses import dataclass

from workflow.actor import Title
from workflow.queries.views.cycles import CycleView
from workflow.queries.views.items import Total
from workflow.vocabulary import DxStep, Field, FundingSource, Role


@dataclass(frozen=True)
class DepartmentSum:
    """A lead department with what it asks for."""

    code: str
    name: Title
    total: Total


@dataclass(frozen=True)
class FieldSum:
    """A field; None is what has none yet."""

    field: Field | None
    total: Total


@dataclass(frozen=True)
class FundingSum:
    """千円 of a source of funding; None is what no funding line accounts for."""

    source: FundingSource | None
    kyen: int


@dataclass(frozen=True)
class VerdictSum:
    """A verdict with the items that were given it; `code` None is what waits for one."""

    code: str | None
    title: Title | None
    total: Total


@dataclass(frozen=True)
class StepSum:
    """A cell of the matrix field × step: the cycle's items, and how many goals the year has."""

    field: Field
    dx_step: DxStep
    total: Total
    goals: int


@dataclass(frozen=True)
class Amounts:
    """The live items of a cycle or a meeting, summed in every way that is drawn."""

    total: Total
    by_department: tuple[DepartmentSum, ...]
    """In 建制順, those that have items."""
    by_field: tuple[FieldSum, ...]
    by_funding: tuple[FundingSum, ...]
    by_verdict: tuple[VerdictSum, ...]
    by_step: tuple[StepSum, ...]
    """Every field × every step, the empty ones too."""
    without_step: Total
    """Items that stand in no cell, because field or step is not filled in."""


@dataclass(frozen=True)
class CycleSum:
    """A cycle with the sum of its live items."""

    cycle: CycleView
    total: Total


@dataclass(frozen=True)
class StageTime:
    """How long items stayed in one state, in business days, of the stays that have ended.

    `median` is the middle one, or the mean of the middle two; `ninetieth` the shortest time
    within which nine of ten had ended (nearest rank). Both None where `ended` is 0. `waiting`
    items stand there now; `longest_wait` is the one that has waited longest.
    """

    state: str
    title: Title
    turn: tuple[Role, ...]
    ended: int
    median: float | None
    ninetieth: int | None
    waiting: int
    longest_wait: int | None


@dataclass(frozen=True)
class TurnDays:
    """The business days that items spent in the hands of those whose turn it was."""

    turn: tuple[Role, ...]
    days: int


@dataclass(frozen=True)
class Flow:
    """Where the live items are, and where their time went."""

    stages: tuple[StageTime, ...]
    """Every state in which something is to be done, in the order of the process."""
    turns: tuple[TurnDays, ...]
    """Ended and running stays together, in the order in which a turn first comes."""
    finished: int
    whole_median: float | None
    """From the first submission to the end, in business days, of finished items."""
    whole_ninetieth: int | None
