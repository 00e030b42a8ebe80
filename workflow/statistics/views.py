"""Figures behind the charts: named sums in 千円, and stays in business days."""

from dataclasses import dataclass

from workflow.items.reference import CycleView
from workflow.items.views import Total
from workflow.values.actor import Title
from workflow.values.vocabulary import DxStep, Field, FundingSource


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
