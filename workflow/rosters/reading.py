"""The rows of a list of people, read: what each says, and what of it cannot be read.

Personnel sections write them with merged cells, sums, and places told in one cell.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from workflow import masters
from workflow.files.headed import CellProblem, HeadedRow, HeadedTable, is_example, is_sum
from workflow.models import Department, Section
from workflow.office import office
from workflow.people.policy import is_of_departments
from workflow.rosters.columns import PLACE, SWITCHES, accepted_words, roles_said
from workflow.values.days import DayUnreadable, Period, parse_day
from workflow.values.office import Office
from workflow.values.place import Called, Place, called, only_one
from workflow.values.text import search_key
from workflow.values.vocabulary import AnyRole, Role
from workflow.work import Work


@dataclass(frozen=True)
class Places:
    """Departments by name and code, sections by department and name, and what both are called."""

    departments: Mapping[str, int]
    sections: Mapping[tuple[int, str], int]
    department_names: Mapping[int, str]
    section_names: Mapping[int, tuple[int, str]]
    """A section's department and its name."""
    called: Called
    office: Office
    """The roles that it defined, and what it calls the others."""
    last_days: Mapping[Place, date]
    """Of departments and sections that end, or have ended."""

    def is_over(self, place: Place | None, day: date) -> bool:
        """Whether a department, or the section in it, has ended before a day."""
        if place is None:
            return False
        both = (place, place._replace(section_id=None))
        return any(self.last_days.get(one, date.max) < day for one in both)

    def words(self, place: Place | None) -> str:
        """The department of a place and its section; "" for none."""
        if place is None:
            return ""
        _, section = self.section_names.get(place.section_id or 0, (0, ""))
        department = self.department_names.get(place.department_id, "")
        return " ".join(filter(None, (department, section)))


def places(work: Work) -> Places:
    """Every department and section there is, what files call them, and the office."""
    session = work.session
    # Of two with one name the one that has not ended is meant: it comes last.
    departments = session.execute(
        select(
            Department.id,
            Department.code,
            Department.name_ja,
            Department.name_en,
            Department.ends_on,
        ).order_by(Department.ends_on.is_(None), Department.id)
    ).all()
    sections = session.execute(
        select(Section.id, Section.department_id, Section.name, Section.name_en, Section.ends_on)
    ).all()
    by_word = {search_key(row.code): row.id for row in departments}
    other_names = masters.meant(work, [row.id for row in departments])
    names = {row.id: row.name_ja for row in departments}
    return Places(
        departments={
            **{search_key(row.name_en): row.id for row in departments if row.name_en},
            **other_names,
            **by_word,
            **{search_key(row.name_ja): row.id for row in departments},
        },
        sections={
            (row.department_id, search_key(name)): row.id
            for names in ("name_en", "name")
            for row in sections
            if (name := getattr(row, names))
        },
        department_names=names,
        section_names={row.id: (row.department_id, row.name) for row in sections},
        called=called((names[row.department_id], row.name) for row in sections),
        office=office(work),
        last_days={
            **{Place(row.id, None): row.ends_on for row in departments if row.ends_on},
            **{Place(row.department_id, row.id): row.ends_on for row in sections if row.ends_on},
        },
    )


@dataclass
class RosterRow:
    """One row as it is understood; `cells` are those that the file has a column for."""

    number: int
    cells: Mapping[str, str]
    active: bool | None = None
    role: AnyRole | None = None
    department_id: int | None = None
    period: Period = Period()
    problems: list[CellProblem] = field(default_factory=list)

    @property
    def login(self) -> str:
        """The login, folded as it is kept."""
        return self.cells["login"].lower()

    def wrong(self, column: str, key: str, **data: Any) -> None:
        """Say what is wrong with a cell of the row."""
        typed = self.cells.get(column, "")
        self.problems.append(CellProblem(self.number, column, key, typed, data))


def read_rows(line: HeadedRow, known: Places, usual: Role | None) -> list[RosterRow]:
    """A row for each role that a line names, with everything in it that can be read by itself.

    `usual` is the role that it gives where it names none. What is wrong is said in the first.
    """
    row = RosterRow(line.number, cells_of(line, known.called))
    for column in sorted(line.broken):
        row.wrong(column, "roster_cell_error")
    if switch := line.cells.get("active"):
        row.active = SWITCHES.get(search_key(switch))
        if row.active is None:
            row.wrong("active", "roster_switch_unknown")
    roles: tuple[AnyRole, ...] = (usual,) if usual else ()
    if any(line.cells.get(one) for one in ("role", "role_department", "from_on", "until_on")):
        roles = _read_roles(row, known)
    if not roles:
        return [row]
    rows = [row, *(replace(row, problems=[]) for _ in roles[1:])]
    for one, role in zip(rows, roles, strict=True):
        _take_on(one, role, known)
    return rows


def _take_on(row: RosterRow, role: AnyRole, known: Places) -> None:
    """Give a row its role: one's own department's where the list names none."""
    row.role = role
    if row.department_id is None and is_of_departments(role, known.office.own_roles):
        row.department_id = known.departments.get(search_key(row.cells.get("department", "")))


def _read_roles(row: RosterRow, known: Places) -> tuple[AnyRole, ...]:
    """The roles of a row; their department and days are put into it."""
    said = row.cells.get("role", "")
    roles = roles_said(said, known.office)
    if not roles and said:
        row.wrong("role", "roster_role_unknown", words="、".join(accepted_words(known.office)))
    elif not roles:
        row.wrong("role", "required")
    if department := row.cells.get("role_department"):
        row.department_id = known.departments.get(search_key(department))
        if row.department_id is None:
            row.wrong("role_department", "roster_department_unknown")
    row.period = Period(_day(row, "from_on"), _day(row, "until_on"))
    return roles


def _day(row: RosterRow, column: str) -> date | None:
    typed = row.cells.get(column, "")
    if not typed:
        return None
    try:
        return parse_day(typed)
    except DayUnreadable as unread:
        row.wrong(column, unread.key, **unread.data)
        return None


# --------------------------------------------- as personnel sections write them


FILLED_DOWN: Final = ("department", "section", PLACE)
"""Columns in which a merged cell speaks for every row that it covers."""


def cells_of(line: HeadedRow, sections: Called) -> dict[str, str]:
    """A row's cells, with a login for who has a number, and a place that one cell tells."""
    cells = dict(line.cells)
    if "login" not in cells:
        cells["login"] = cells["staff_number"]
    place = cells.pop(PLACE, "")
    if place and not (cells.get("department") or cells.get("section")):
        cells["department"], cells["section"] = only_one(place, sections) or (place, "")
    elif (section := cells.get("section", "")) and not cells.get("department"):
        found = only_one(place + section, sections) or only_one(section, sections)
        cells["department"] = found[0] if found else place
    return cells


def people_of(table: HeadedTable) -> Iterator[HeadedRow]:
    """The rows that are people: no examples, no sums."""
    first = min(table.columns, key=table.columns.__getitem__)
    return (row for row in table.rows if not is_example(row.cells[first]) and not _is_sum(row))


def _is_sum(row: HeadedRow) -> bool:
    named = row.cells.get("login") or row.cells.get("staff_number")
    return not named and any(map(is_sum, row.cells.values()))
