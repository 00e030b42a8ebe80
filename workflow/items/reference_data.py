"""What sheets may refer to in a cycle: read for one sheet, or once for many of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Executable, Row, Select, select
from sqlalchemy.orm import Session

from workflow.models import Category, Cycle, Department, Goal, Section
from workflow.values.errors import InputRefused, Problem
from workflow.values.sheet import Sheet

_SECTIONS: Final = select(Section.department_id, Section.name, Section.id)
_CATEGORIES: Final = select(Category.code).where(Category.active)
_DEPARTMENTS: Final = select(Department.code, Department.id)


@dataclass(frozen=True)
class Register:
    """The sections, categories, goals and departments that there are."""

    sections: Mapping[tuple[int, str], int]
    categories: frozenset[str]
    goals: frozenset[int]
    departments: Mapping[str, int]

    def section_id(self, department_id: int, sheet: Sheet) -> int | None:
        """The section that a sheet names; None where it names none."""
        return self.sections.get((department_id, sheet.section))

    def problems(self, department_id: int, sheet: Sheet) -> Iterator[Problem]:
        """Each field that refers to nothing."""
        if sheet.section and self.section_id(department_id, sheet) is None:
            yield Problem("section", "unknown_section", {"name": sheet.section})
        if sheet.category and sheet.category not in self.categories:
            yield Problem("category", "unknown_category", {"code": sheet.category})
        if sheet.goal_number is not None and sheet.goal_number not in self.goals:
            yield Problem("goal_number", "unknown_goal", {"number": sheet.goal_number})
        for code in sheet.joint_departments:
            if self.departments.get(code, department_id) == department_id:
                yield Problem("joint_departments", "unknown_department", {"code": code})

    def require(self, department_id: int, sheet: Sheet) -> None:
        """Raises InputRefused naming each field that refers to nothing."""
        if problems := list(self.problems(department_id, sheet)):
            raise InputRefused(problems)


def register(session: Session, cycle: Cycle) -> Register:
    """Read everything that a sheet of this cycle may refer to: four queries."""
    return _read(session, _SECTIONS, _CATEGORIES, _goals(cycle), _DEPARTMENTS)


def register_for(session: Session, cycle: Cycle, sheet: Sheet) -> Register:
    """Read no more than what one sheet refers to: a query for each kind that it names."""
    joint = sheet.joint_departments
    return _read(
        session,
        _SECTIONS.where(Section.name == sheet.section) if sheet.section else None,
        _CATEGORIES.where(Category.code == sheet.category) if sheet.category else None,
        None if sheet.goal_number is None else _goals(cycle, sheet.goal_number),
        _DEPARTMENTS.where(Department.code.in_(joint)) if joint else None,
    )


def _goals(cycle: Cycle, number: int | None = None) -> Select[int]:
    goals = select(Goal.number).where(Goal.fiscal_year == cycle.fiscal_year)
    return goals if number is None else goals.where(Goal.number == number)


def _read(
    session: Session,
    sections: Executable | None,
    categories: Executable | None,
    goals: Executable | None,
    departments: Executable | None,
) -> Register:
    return Register(
        {(row.department_id, row.name): row.id for row in _rows(session, sections)},
        frozenset(row.code for row in _rows(session, categories)),
        frozenset(row.number for row in _rows(session, goals)),
        {row.code: row.id for row in _rows(session, departments)},
    )


def _rows(session: Session, query: Executable | None) -> Iterable[Row[Any]]:
    return () if query is None else session.execute(query)
