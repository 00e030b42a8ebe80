"""What a sheet may refer to: departments and sections, masters, goals and systems."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    Executable,
    Row,
    Select,
    case,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from workflow.models import (
    Category,
    Cycle,
    Department,
    Field,
    FundingKind,
    Goal,
    Section,
    System,
)
from workflow.values.errors import InputRefused, Problem
from workflow.values.promotion import IN_FORCE
from workflow.values.sheet import Sheet
from workflow.values.vocabulary import FundingSource

FUNDING, RETIRED_FUNDING = "funding", "retired_funding"
USUAL: Final = frozenset(FundingSource)

_SECTIONS: Final = select(Section.department_id, Section.name, Section.id)
_CATEGORIES: Final = select(literal("category").label("kind"), Category.code).where(Category.active)
_FIELDS: Final = select(literal("field").label("kind"), Field.code).where(Field.active)
_FUNDING: Final = select(
    case((FundingKind.active, FUNDING), else_=RETIRED_FUNDING).label("kind"), FundingKind.code
)
_DEPARTMENTS: Final = select(Department.code, Department.id)
_SYSTEMS: Final = select(System.id)


@dataclass(frozen=True)
class ReferenceData:
    """The sections, categories, fields, goals and departments that there are."""

    sections: Mapping[tuple[int, str], int]
    categories: frozenset[str]
    fields: frozenset[str]
    goals: frozenset[int]
    departments: Mapping[str, int]
    funding: frozenset[str] = USUAL
    """The kinds of funding in use."""
    systems: frozenset[int] = frozenset()
    """The numbers of the systems of the inventory."""

    def section_id(self, department_id: int, sheet: Sheet) -> int | None:
        """The section that a sheet names; None where it names none."""
        return self.sections.get((department_id, sheet.section))

    def problems(self, department_id: int, sheet: Sheet) -> Iterator[Problem]:
        """Each field that refers to nothing."""
        if sheet.section and self.section_id(department_id, sheet) is None:
            yield Problem("section", "unknown_section", {"name": sheet.section})
        if sheet.category and sheet.category not in self.categories:
            yield Problem("category", "unknown_category", {"code": sheet.category})
        if sheet.field and sheet.field not in self.fields:
            yield Problem("field", "field_not_in_use", {"code": sheet.field})
        if sheet.goal_number is not None and sheet.goal_number not in self.goals:
            yield Problem("goal_number", "unknown_goal", {"number": sheet.goal_number})
        if sheet.system_id is not None and sheet.system_id not in self.systems:
            yield Problem("system_id", "unknown_system", {"number": sheet.system_id})
        for code in sorted({line.source for line in sheet.funding_lines} - self.funding):
            yield Problem("funding_lines", "funding_not_in_use", {"code": code})
        yield from self._joint_problems(department_id, sheet)

    def _joint_problems(self, department_id: int, sheet: Sheet) -> Iterator[Problem]:
        for code in sheet.joint_departments:
            if self.departments.get(code, department_id) == department_id:
                yield Problem("joint_departments", "unknown_department", {"code": code})

    def require(self, department_id: int, sheet: Sheet) -> None:
        """Raises InputRefused naming each field that refers to nothing."""
        if problems := list(self.problems(department_id, sheet)):
            raise InputRefused(problems)


def reference_data(session: Session, cycle: Cycle) -> ReferenceData:
    """Read everything that a sheet of this cycle may refer to: five queries."""
    masters = union_all(_CATEGORIES, _FIELDS, _FUNDING)
    return _read(session, _SECTIONS, masters, _goals(cycle), _DEPARTMENTS, _SYSTEMS)


def reference_data_for(session: Session, cycle: Cycle, sheet: Sheet) -> ReferenceData:
    """Read no more than what one sheet refers to: a query for each kind that it names."""
    joint = sheet.joint_departments
    return _read(
        session,
        _SECTIONS.where(Section.name == sheet.section) if sheet.section else None,
        _masters(sheet),
        None if sheet.goal_number is None else _goals(cycle, sheet.goal_number),
        _DEPARTMENTS.where(Department.code.in_(joint)) if joint else None,
        None if sheet.system_id is None else _SYSTEMS.where(System.id == sheet.system_id),
    )


def _masters(sheet: Sheet) -> Executable | None:
    """What a sheet names of categories, fields and kinds of funding, as one query; None where it
    names none."""
    named = [
        *([_CATEGORIES.where(Category.code == sheet.category)] if sheet.category else []),
        *([_FIELDS.where(Field.code == sheet.field)] if sheet.field else []),
        *([_FUNDING] if sheet.funding_lines else []),
    ]
    return union_all(*named) if len(named) > 1 else named[0] if named else None


def _goals(cycle: Cycle, number: int | None = None) -> Select[int]:
    goals = select(Goal.number).where(
        Goal.fiscal_year == cycle.fiscal_year, Goal.team == "", Goal.state.in_(IN_FORCE)
    )
    return goals if number is None else goals.where(Goal.number == number)


def _read(
    session: Session,
    sections: Executable | None,
    masters: Executable | None,
    goals: Executable | None,
    departments: Executable | None,
    systems: Executable | None,
) -> ReferenceData:
    entries = [(row.kind, row.code) for row in _rows(session, masters)]
    says_funding = any(kind in (FUNDING, RETIRED_FUNDING) for kind, _code in entries)
    return ReferenceData(
        {(row.department_id, row.name): row.id for row in _rows(session, sections)},
        frozenset(code for kind, code in entries if kind == "category"),
        frozenset(code for kind, code in entries if kind == "field"),
        frozenset(row.number for row in _rows(session, goals)),
        {row.code: row.id for row in _rows(session, departments)},
        frozenset(code for kind, code in entries if kind == FUNDING) if says_funding else USUAL,
        frozenset(row.id for row in _rows(session, systems)),
    )


def _rows(session: Session, query: Executable | None) -> Iterable[Row[Any]]:
    return () if query is None else session.execute(query)
