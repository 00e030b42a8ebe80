"""What sheets may refer to in a cycle, read once for many of them.

The same questions as `sheets.placed` asks for one sheet; a test holds the two together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.errors import Problem
from workflow.models import Category, Cycle, Department, Goal, Section
from workflow.sheet import Sheet


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


def register(session: Session, cycle: Cycle) -> Register:
    """Read everything that a sheet of this cycle may refer to: four queries."""
    sections = session.execute(select(Section.department_id, Section.name, Section.id))
    goals = select(Goal.number).where(Goal.fiscal_year == cycle.fiscal_year)
    departments = session.execute(select(Department.code, Department.id))
    return Register(
        {(department_id, name): section_id for department_id, name, section_id in sections},
        frozenset(session.scalars(select(Category.code).where(Category.active))),
        frozenset(session.scalars(goals)),
        {row.code: row.id for row in departments},
    )
