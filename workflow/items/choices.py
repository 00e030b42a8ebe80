"""What forms choose from in a fiscal year: departments, masters, goals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, Final

from sqlalchemy import bindparam, false, literal, select, union_all

from workflow import organisation
from workflow.models import (
    CARRIERS_IN_ORDER,
    Category,
    Criterion,
    Department,
    Field,
    Goal,
    Verdict,
    goal_departments,
)
from workflow.values.actor import Title
from workflow.values.promotion import IN_FORCE
from workflow.values.vocabulary import Master
from workflow.work import Work


@dataclass(frozen=True)
class DepartmentView:
    """A department in its place, with its sections in order."""

    id: int
    code: str
    name: Title
    sections: tuple[str, ...]
    ended: bool = False
    """Whether nobody begins items for it any more."""


@dataclass(frozen=True)
class MasterEntry:
    """One entry of an editable master."""

    code: str
    title: Title
    needs_conditions: bool = False
    active: bool = True


@dataclass(frozen=True)
class GoalView:
    """A DX goal with the departments that carry it, lead first."""

    id: int
    fiscal_year: int
    number: int
    departments: tuple[Title, ...]
    title: str


@dataclass(frozen=True)
class Masters:
    """What the forms choose from, for one fiscal year."""

    departments: tuple[DepartmentView, ...]
    categories: tuple[MasterEntry, ...]
    verdicts: tuple[MasterEntry, ...]
    goals: tuple[GoalView, ...]
    criteria: tuple[MasterEntry, ...] = ()
    fields: tuple[MasterEntry, ...] = ()
    names: Mapping[Master, Mapping[str, Title]] = dataclass_field(default_factory=dict)
    """The titles of all entries by code, retired ones too: for what carries them."""


def masters(work: Work, fiscal_year: int) -> Masters:
    """What the forms choose from in a fiscal year."""
    return work.of_masters(
        ("masters", fiscal_year, work.today), lambda: _masters(work, fiscal_year)
    )


def _masters(work: Work, fiscal_year: int) -> Masters:
    entries = _entries(work)
    return Masters(
        departments=departments(work, fiscal_year),
        categories=_in_use(entries[Master.CATEGORY]),
        verdicts=_in_use(entries[Master.VERDICT]),
        goals=goals(work, fiscal_year),
        criteria=_in_use(entries[Master.CRITERION]),
        fields=_in_use(entries[Master.FIELD]),
        names={kind: _names(rows) for kind, rows in entries.items()},
    )


def in_use(work: Work, kind: Master) -> tuple[MasterEntry, ...]:
    """The entries of a master in order, without the retired ones."""
    return _in_use(_entries(work)[kind])


def titles_of(work: Work, kind: Master) -> Mapping[str, Title]:
    """The titles of a master's entries by code, in order, retired ones too."""
    return _names(_entries(work)[kind])


def _in_use(rows: Iterable[Any]) -> tuple[MasterEntry, ...]:
    return tuple(
        MasterEntry(row.code, Title(row.title_ja, row.title_en), bool(row.conditions))
        for row in rows
        if row.active
    )


def _entries(work: Work) -> Mapping[Master, Sequence[Any]]:
    return work.of_masters("entries", lambda: _read_entries(work))


def _read_entries(work: Work) -> Mapping[Master, Sequence[Any]]:
    found: dict[Master, list[Any]] = {kind: [] for kind in _ENTRIES}
    for row in work.ask(_ALL_ENTRIES):
        found[Master(row.kind)].append(row)
    return found


_ENTRIES: Final = {
    Master.FIELD: Field.__table__,
    Master.CATEGORY: Category.__table__,
    Master.CRITERION: Criterion.__table__,
    Master.VERDICT: Verdict.__table__,
}
_ALL_ENTRIES: Final = union_all(
    *(
        select(
            literal(kind.value).label("kind"),
            table.c.code,
            table.c.title_ja,
            table.c.title_en,
            table.c.active,
            table.c.position,
            (table.c.needs_conditions if kind is Master.VERDICT else false()).label("conditions"),
        )
        for kind, table in _ENTRIES.items()
    )
).order_by("kind", "position", "code")


def _names(rows: Iterable[Any]) -> dict[str, Title]:
    return {row.code: Title(row.title_ja, row.title_en) for row in rows}


def fields(work: Work) -> tuple[MasterEntry, ...]:
    """The fields (分野) in order, retired ones too."""
    return work.of_masters("fields", lambda: _fields(work))


def _fields(work: Work) -> tuple[MasterEntry, ...]:
    return tuple(
        MasterEntry(row.code, Title(row.title_ja, row.title_en), active=row.active)
        for row in work.session.scalars(select(Field).order_by(Field.position, Field.code))
    )


def departments(work: Work, fiscal_year: int) -> tuple[DepartmentView, ...]:
    """The departments of a year in 建制順, with their sections."""
    key = ("departments", fiscal_year, work.today)
    return work.of_masters(key, lambda: _departments(work, fiscal_year))


def _departments(work: Work, fiscal_year: int) -> tuple[DepartmentView, ...]:
    return tuple(
        DepartmentView(
            one.id,
            one.code,
            one.name,
            tuple(section.name for section in one.sections_on(work.today)),
            ended=not one.is_there(work.today),
        )
        for one in organisation.of(work, fiscal_year).departments
    )


def goals(work: Work, fiscal_year: int) -> tuple[GoalView, ...]:
    """The DX goals of a year that items may serve, by number: set or closed, of departments."""
    return work.of_masters(("goals", fiscal_year), lambda: _goals(work, fiscal_year))


def _goals(work: Work, fiscal_year: int) -> tuple[GoalView, ...]:
    found: dict[int, GoalView] = {}
    for row in work.ask(_GOALS, year=fiscal_year).all():
        before = found.get(row.id)
        carriers = before.departments if before else ()
        if row.name_ja is not None:
            carriers = (*carriers, Title(row.name_ja, row.name_en))
        found[row.id] = GoalView(row.id, fiscal_year, row.number, carriers, row.title)
    return tuple(found.values())


_GOALS: Final = (
    select(Goal.id, Goal.number, Goal.title, Department.name_ja, Department.name_en)
    .outerjoin(goal_departments, goal_departments.c.goal_id == Goal.id)
    .outerjoin(Department, Department.id == goal_departments.c.department_id)
    .where(Goal.fiscal_year == bindparam("year"), Goal.team == "", Goal.state.in_(IN_FORCE))
    .order_by(Goal.number, *CARRIERS_IN_ORDER)
)
