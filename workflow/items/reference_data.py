"""What a sheet is checked against: the masters of its year, and names that are taken."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    Executable,
    Row,
    Select,
    String,
    bindparam,
    case,
    exists,
    literal,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from workflow.models import (
    Category,
    Cycle,
    Department,
    Field,
    FundingKind,
    Goal,
    Item,
    Section,
    System,
)
from workflow.models.base import table_of
from workflow.models.items import name_key
from workflow.values.errors import DuplicateItem, InputRefused, Problem
from workflow.values.promotion import IN_FORCE
from workflow.values.sheet import Sheet
from workflow.values.vocabulary import WITHDRAWN, FundingSource

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


_WITHDRAWN: Final[Any] = literal_column(f"'{WITHDRAWN}'", String)
"""Written out: with a parameter SQLite would not look in the index of names in use."""

Place = tuple[int, str]
"""A section and a folded name: what one item takes in a cycle."""

_SAME_NAME: Final = (
    select(Item.id)
    .where(
        Item.cycle_id == bindparam("cycle"),
        Item.section_id == bindparam("section"),
        Item.name_key == bindparam("name"),
        Item.state != _WITHDRAWN,
        Item.id != bindparam("itself"),
    )
    .limit(1)
)


_OTHERS, _ITSELF = aliased(Item), table_of(Item)
SAME_NAME: Final = exists().where(
    _OTHERS.cycle_id == _ITSELF.c.cycle_id,
    _OTHERS.section_id == _ITSELF.c.section_id,
    _OTHERS.name_key == _ITSELF.c.name_key,
    _OTHERS.state != _WITHDRAWN,
    _OTHERS.id != _ITSELF.c.id,
)
"""Whether another item has the name of an item in the query, as `has_same_name` would say."""


def has_same_name(
    session: Session, cycle_id: str, section_id: int | None, name: str, item_id: int | None
) -> bool:
    """Whether another item of the section has this name (folded) in the cycle.

    Never where the section is not known yet: drafts of other departments are not told of.
    """
    if section_id is None or name_key(name) is None:
        return False
    wanted = {"cycle": cycle_id, "section": section_id, "name": name_key(name)}
    return session.scalar(_SAME_NAME, wanted | {"itself": item_id or 0}) is not None


def taken(session: Session, cycle_id: str, keys: Collection[str]) -> dict[Place, int]:
    """The items of a cycle that have one of these folded names, by what they take: one query."""
    if not keys:
        return {}
    query = select(Item.section_id, Item.name_key, Item.id).where(
        Item.cycle_id == cycle_id, Item.name_key.in_(keys), Item.state != WITHDRAWN
    )
    found = session.execute(query.where(Item.section_id.is_not(None)))
    return {(row.section_id, row.name_key): row.id for row in found}


def refuse_same_names(session: Session, cycle_id: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Raises DuplicateItem for the first new row whose name is taken.

    The rows are columns of items; the database would only say that one of them is.
    """
    named = [row for row in rows if row["name_key"] and row["section_id"]]
    places = set(taken(session, cycle_id, {row["name_key"] for row in named}))
    for row in named:
        place = (row["section_id"], row["name_key"])
        if place in places:
            raise DuplicateItem(name=row["name"])
        places.add(place)
