"""Sums in 千円 of a cycle, a meeting or several years, of what the person asking may see."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from workflow.items import rewriting
from workflow.items.choices import MasterEntry, fields
from workflow.items.list_views import ItemFilter, Total
from workflow.items.lists import add_up, list_conditions
from workflow.items.overview import funding
from workflow.items.reference import CycleView, cycles
from workflow.items.rows import PLACE, joined
from workflow.models import Cycle, Department, Evaluation, Goal, Item, Verdict
from workflow.values.actor import Actor, Title
from workflow.values.promotion import IN_FORCE
from workflow.values.vocabulary import WITHDRAWN, DxStep
from workflow.work import Work

YEARS_COMPARED: Final = 6
"""How many budget years the comparison reaches back: more do not fit into a picture."""

Line = Row[Any]


@dataclass(frozen=True)
class DepartmentSum:
    """A lead department with what it asks for."""

    name: Title
    total: Total


@dataclass(frozen=True)
class FieldSum:
    """A field; its title is None for what has none yet."""

    title: Title | None
    total: Total


@dataclass(frozen=True)
class FundingSum:
    """千円 of a source of funding; None is what no funding line accounts for."""

    source: str | None
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

    title: Title
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
    """Items in no cell, because field or step is not filled in."""


def amounts(work: Work, wanted: ItemFilter, year: int) -> Amounts:
    """The sums of the live items of the cycle or meeting that `wanted` names.

    Goals are those of fiscal `year`. Four queries, whatever the number of items.
    """
    conditions = live(work.actor, wanted)
    lines = _lines(work, conditions)
    total = _total(lines)
    by_step = _by_step(work, lines, year)
    placed = add_up(one.total for one in by_step)
    return Amounts(
        total=total,
        by_department=_by_department(lines),
        by_field=_by_field(work, lines),
        by_funding=_by_funding(work, conditions, total.kyen),
        by_verdict=_by_verdict(work.session, lines),
        by_step=by_step,
        without_step=Total(total.count - placed.count, total.kyen - placed.kyen),
    )


def _lines(work: Work, conditions: Sequence[ColumnElement[bool]]) -> Sequence[Line]:
    said = rewriting.shown(work.actor)
    keys = (
        Department.code,
        Department.name_ja,
        Department.name_en,
        said.field.label("field"),
        said.dx_step.label("dx_step"),
        Evaluation.verdict_code,
    )
    sums = func.count().label("items"), func.sum(said.amount_kyen).label("kyen")
    groups = (*keys[:3], said.field, said.dx_step, Evaluation.verdict_code, PLACE)
    query = joined(select(*keys, *sums), work.actor).where(*conditions)
    return work.session.execute(query.group_by(*groups).order_by(PLACE, Department.code)).all()


@dataclass(frozen=True)
class CycleSum:
    """A cycle with the sum of its live items."""

    cycle: CycleView
    total: Total


def years(work: Work, until: int) -> tuple[CycleSum, ...]:
    """Every cycle of the budget years up to `until`, with its sum.

    Sorted by its place in the year (6月補正 first), then by budget year.
    """
    kyen = rewriting.shown(work.actor).amount_kyen
    query = (
        joined(select(Item.cycle_id, func.count(), func.sum(kyen)), work.actor, evaluations=False)
        .where(*live(work.actor, ItemFilter()), Cycle.budget_year > until - YEARS_COMPARED)
        .group_by(Item.cycle_id)
    )
    sums = {
        cycle_id: Total(count, int(sum_ or 0))
        for cycle_id, count, sum_ in work.session.execute(query)
    }
    compared = [view for view in cycles(work) if until - YEARS_COMPARED < view.budget_year <= until]
    first: dict[str, int] = {}
    for view in compared:
        day = (view.opens_on - date(view.fiscal_year, 4, 1)).days
        first[view.kind] = min(day, first.get(view.kind, day))
    compared.sort(key=lambda view: (first[view.kind], view.kind, view.budget_year, view.id))
    return tuple(CycleSum(view, sums.get(view.id, Total())) for view in compared)


def live(actor: Actor | None, wanted: ItemFilter) -> list[ColumnElement[bool]]:
    """The scope and the filter, without what was withdrawn."""
    return [*list_conditions(actor, wanted), Item.state != WITHDRAWN]


def _total(lines: Sequence[Line]) -> Total:
    return Total(sum(line.items for line in lines), sum(int(line.kyen or 0) for line in lines))


def _by_department(lines: Sequence[Line]) -> tuple[DepartmentSum, ...]:
    groups: defaultdict[tuple[str, Title], list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.code, Title(line.name_ja, line.name_en)].append(line)
    return tuple(DepartmentSum(name, _total(part)) for (_code, name), part in groups.items())


def _by_field(work: Work, lines: Sequence[Line]) -> tuple[FieldSum, ...]:
    """Every field in use in the master's order, retired ones where items carry them."""
    sums = [
        FieldSum(one.title, _total([line for line in lines if line.field == one.code]))
        for one in _fields(work, lines)
    ]
    without = [line for line in lines if line.field is None]
    return (*sums, *([FieldSum(None, _total(without))] if without else []))


def _fields(work: Work, lines: Sequence[Line]) -> list[MasterEntry]:
    carried = {line.field for line in lines}
    return [one for one in fields(work) if one.active or one.code in carried]


def _by_funding(
    work: Work, conditions: Sequence[ColumnElement[bool]], kyen: int
) -> tuple[FundingSum, ...]:
    found = funding(work, conditions)
    sums = [FundingSum(source, part) for source, part in found.items()]
    if rest := kyen - sum(found.values()):
        sums.append(FundingSum(None, rest))
    return tuple(sums)


def _by_verdict(session: Session, lines: Sequence[Line]) -> tuple[VerdictSum, ...]:
    """Every verdict in use in the master's order, retired ones where they were given."""
    groups: defaultdict[str | None, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.verdict_code].append(line)
    sums = [
        VerdictSum(row.code, Title(row.title_ja, row.title_en), _total(groups[row.code]))
        for row in session.scalars(select(Verdict).order_by(Verdict.position, Verdict.code))
        if row.active or row.code in groups
    ]
    if None in groups:
        sums.append(VerdictSum(None, None, _total(groups[None])))
    return tuple(sums)


def _by_step(work: Work, lines: Sequence[Line], year: int) -> tuple[StepSum, ...]:
    goals = _goals(work.session, year)
    return tuple(
        StepSum(
            field.title,
            step,
            _total([one for one in lines if (one.field, one.dx_step) == (field.code, step)]),
            goals.get((field.code, step), 0),
        )
        for field in _fields(work, lines)
        for step in DxStep
    )


def _goals(session: Session, year: int) -> dict[tuple[str, str], int]:
    query: Any = (
        select(Goal.field, Goal.dx_step, func.count())
        .where(
            Goal.fiscal_year == year,
            Goal.field.is_not(None),
            Goal.dx_step.is_not(None),
            Goal.team == "",
            Goal.state.in_(IN_FORCE),
        )
        .group_by(Goal.field, Goal.dx_step)
    )
    return {(field, step): count for field, step, count in session.execute(query)}
