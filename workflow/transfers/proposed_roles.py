"""What a move from one place to another means for somebody's roles, as lines of a plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from workflow.files.headed import CellProblem
from workflow.models import Person, RoleGrant
from workflow.people.policy import is_of_departments
from workflow.rosters.columns import SWITCHED_OFF
from workflow.rosters.reading import Places
from workflow.transfers.lines import EVERYTHING, NOTHING, Line
from workflow.transfers.list_words import Kind
from workflow.transfers.recognising import PlaceReader, Where
from workflow.values.paper_words import role_word
from workflow.values.vocabulary import AnyRole, Role, role_named

Cells = dict[str, str]

WHICH_KIND: Final = "transfer_kind_unknown"


@dataclass(frozen=True)
class Row:
    """A row as it is understood."""

    line: Line
    person: Person
    kind: Kind
    old: Where
    new: Where


class Unclear(Exception):
    """The row cannot be read. Holds the problem."""

    def __init__(self, line: Line, column: str, key: str, typed: str, **data: Any) -> None:
        super().__init__(key)
        self.problem = CellProblem(line.row, column, key, typed, data)


class RoleLines:
    """Makes the lines of rows that are understood."""

    def __init__(self, reader: PlaceReader, places: Places, day: date) -> None:
        """For a plan that takes effect on `day`."""
        self._reader, self._places, self._day = reader, places, day
        self._office = places.office

    def cells(self, row: Row) -> list[Cells]:
        """A line for each role that is left or given; where somebody works is in the first."""
        if row.kind is Kind.RETIRE:
            return [{"old_role": EVERYTHING[0], "active": SWITCHED_OFF}]
        pairs = list(self._roles(row)) or [{"old_role": NOTHING, "new_role": NOTHING}]
        if row.kind in (Kind.MOVE, Kind.COME) and row.new.place and not row.old.is_same(row.new):
            pairs[0] |= self._place(row.new)
        return pairs

    def _roles(self, row: Row) -> Iterator[Cells]:
        if row.kind is Kind.ADD:
            kinds = dict.fromkeys(one.role for one in self._held(row) if self._is_local(one))
            for role in kinds:
                yield {"old_role": NOTHING, **self._given(row, role_named(role))}
            return
        for grant in self._left(row):
            role = role_named(grant.role)
            given = self._given(row, role) if self._is_local(grant) else {"new_role": NOTHING}
            yield {
                "old_role": role_word(role, self._office),
                "old_department": self._named(grant.department_id),
                **given,
            }

    def _left(self, row: Row) -> Iterator[RoleGrant]:
        """The roles that end; that of an administrator is ended by hand."""
        old = row.old.place.department_id if row.old.place else row.person.department_id
        new = row.new.place.department_id if row.new.place else None
        stays = row.old.is_same(row.new) or row.kind is Kind.COME
        if row.kind is Kind.END:
            old, new, stays = self._ended(row), None, True
        for grant in self._held(row):
            if self._is_local(grant):
                ends = row.kind is Kind.AWAY or (grant.department_id == old and old != new)
            else:
                ends = not stays and grant.role != Role.ADMIN
            if ends and row.kind is not Kind.COME:
                yield grant

    def _ended(self, row: Row) -> int:
        """The department in which a post beside another ends. Raises Unclear."""
        for place in (row.old.place, row.new.place):
            if place and place.department_id != row.person.department_id:
                return place.department_id
        raise Unclear(row.line, "kind", WHICH_KIND, row.line.said("kind"))

    def _held(self, row: Row) -> list[RoleGrant]:
        return [one for one in row.person.grants if not one.period.is_over(self._day)]

    def _given(self, row: Row, role: AnyRole) -> Cells:
        """The same role in the new place, where it is not held there already."""
        if row.new.place is None or row.kind is Kind.AWAY:
            return {"new_role": NOTHING}
        there = row.new.place.department_id
        if any(one.grant == (role, there) for one in self._held(row)):
            return {"new_role": NOTHING}
        word = role_word(role, self._office)
        return {"new_role": word, "new_department": self._named(there)}

    def _place(self, where: Where) -> Cells:
        if where.place is None:
            return {}
        _, section = self._places.section_names.get(where.place.section_id or 0, (0, ""))
        cells = {"section_department": self._reader.name(where.place), "section": section}
        unknown = where.unknown_section
        return {**cells, "unknown_section": unknown} if unknown else cells

    def _is_local(self, grant: RoleGrant) -> bool:
        return is_of_departments(role_named(grant.role), self._office.own_roles)

    def _named(self, department_id: int | None) -> str:
        return self._places.department_names.get(department_id or 0, "")
