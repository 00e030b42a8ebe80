"""A file of systems: what each row would do, what of it cannot be done; carried out whole."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from sqlalchemy import select

from workflow import organisation
from workflow.files import grid
from workflow.files.headed import (
    CellProblem,
    HeadedRow,
    LeftCells,
    is_sum,
    table_within,
    without,
)
from workflow.models import StagedSystems, System
from workflow.staging import Plan, RowFiles
from workflow.systems import commands, deciding, writing
from workflow.systems.columns import (
    CHOICES,
    COST,
    FILLED_DOWN,
    NEEDED,
    PLACE,
    CellReader,
    read_headings,
)
from workflow.systems.deciding import Decision, DecisionRows
from workflow.systems.policy import WRITERS, SystemChanged, may_add, visible_systems
from workflow.systems.writing import SystemDraft
from workflow.values.actor import require_role
from workflow.values.errors import Conflict, InputRefused
from workflow.values.fiscal import fiscal_year
from workflow.values.place import called, only_one
from workflow.values.systems import ReviewState
from workflow.values.text import search_key
from workflow.work import Work

MOST_ROWS: Final = 500
"""Each is an entry of the record, which nobody else writes to meanwhile."""
_NEEDED_IN_ROWS: Final = frozenset(("number", "department", "name", PLACE))
"""Columns whose cells cannot be left out: they say what a row is about."""


@dataclass(frozen=True)
class SystemLine:
    """What a row would do: add a system, or change and decide the one with this number.

    `decided` is what was and what would be decided, where that is not the same.
    """

    system_id: int | None
    revision: int
    before: SystemDraft | None
    after: SystemDraft
    decided: tuple[Decision, Decision] | None = None

    @property
    def is_new(self) -> bool:
        """Whether it adds a system."""
        return self.system_id is None

    @property
    def told(self) -> list[Any]:
        """What the row would do, as plain values for a fingerprint."""
        return [self.system_id, self.revision, repr((self.after, self.decided))]

    @property
    def changes(self) -> tuple[tuple[str, Any, Any], ...]:
        """Each field that would change, as it is (None for a new system) and as it would be."""
        pairs: list[tuple[Any, Any]] = [(self.before, self.after), *filter(None, [self.decided])]
        return tuple(
            (one.name, old and getattr(old, one.name), getattr(new, one.name))
            for old, new in pairs
            for one in fields(new)
            if (old and getattr(old, one.name)) != getattr(new, one.name)
        )


def planned(work: Work, cells: bytes, left: LeftCells = ()) -> Plan[SystemLine]:
    """What a file would do as everything stands, without some cells. Raises FileRefused."""
    known, content = read_headings(fiscal_year(work.today)), grid.unpacked(cells)
    found = (table_within(content, known, one, MOST_ROWS, FILLED_DOWN) for one in NEEDED)
    table = next(filter(None, found), None)
    if table is None:
        return Plan(problems=(CellProblem(row=1, column="name", key="systems_no_head"),))
    optional = frozenset(table.columns) - _NEEDED_IN_ROWS
    left = tuple(one for one in left if one[0] in optional)
    reader = _Reader(work)
    for row in table.rows:
        if not is_sum(row.cells["name"]):
            reader.read(without(row, left))
    lines, problems = tuple(reader.lines), tuple(reader.problems)
    return Plan(lines, problems, table.unread, optional, left)


class _Reader(CellReader):
    """Reads rows one after the other; what one adds, no other may add."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.lines: list[SystemLine] = []
        there = organisation.today(work).departments
        self._ids = {one.code: one.id for one in there}
        self._departments = {search_key(one.name.ja): one.code for one in there} | {
            search_key(one.code): one.code for one in there
        }
        self._sections = called((one.name.ja, part.name) for one in there for part in one.sections)
        visible = (visible_systems(work.actor), System.state != ReviewState.RETIRED)
        systems = work.session.scalars(select(System).where(*visible)).all()
        self._decisions = DecisionRows(work)
        self._systems = {one.id: one for one in systems}
        self._drafts = writing.written(work, systems)
        self._named = {
            (draft.department, search_key(draft.name)): number
            for number, draft in self._drafts.items()
        }

    def read(self, row: HeadedRow) -> None:
        """Understand a row, or say what is wrong with it."""
        before = len(self.problems)
        self.wrong_cells(row, "goals_cell_error")
        row = row._replace(cells=self._placed(row.cells))
        code = self.choice(row, "department", self._departments, "roster_department_unknown") or ""
        if not row.cells["department"]:
            self.wrong(row, "department", "required")
        system_id = self._system(row, code)
        self._permit(row, code, system_id)
        old = self._drafts[system_id] if system_id else None
        given = self._given(row, old or SystemDraft("", ""), code)
        system = self._systems[system_id] if system_id else None
        decided = self._decisions.read(self, row, system)
        if len(self.problems) == before:
            self._plan(row, system, old, given, decided)

    def _placed(self, cells: Mapping[str, str]) -> dict[str, str]:
        """The cells with a department: its own, or the only one with a section so called."""
        department, place = cells.get("department", ""), cells.get(PLACE, "")
        if department or search_key(place) in self._departments:
            return {**cells, "department": department or place}
        section = cells.get("section", "")
        found = only_one(place + section, self._sections) or only_one(section, self._sections)
        given = dict(zip(("department", "section"), found, strict=True)) if found else {}
        return {"department": place, **cells, **given}

    def _plan(
        self,
        row: HeadedRow,
        system: System | None,
        old: SystemDraft | None,
        given: SystemDraft,
        decided: tuple[Decision, Decision] | None,
    ) -> None:
        system_id, revision = (system.id, system.revision) if system else (None, 0)
        try:
            after = writing.cleaned(self.work, given, system_id, self._ids).draft
        except InputRefused as refused:
            for one in refused.problems:
                self.wrong(row, one.field, one.key, **one.data)
            return
        if after != old or decided:
            self.lines.append(SystemLine(system_id, revision, old, after, decided))

    def _system(self, row: HeadedRow, code: str) -> int | None:
        """The system that a row means; None for a new one, or where something is wrong."""
        typed = row.cells.get("number", "")
        name = (code, search_key(row.cells["name"]))
        system = self.numbered(row, self._systems, "systems_number_unknown")
        if typed and system is None:
            return None
        found = system.id if system else self._named.get(name)
        self.only_once(row, "number" if typed else "name", found or name, "systems_row_twice")
        return found

    def _permit(self, row: HeadedRow, code: str, system_id: int | None) -> None:
        """Say so where the person does not write on the systems of a department."""
        ids = {self._ids[code]} if code else set()
        if system_id is not None:
            ids.add(self._systems[system_id].department_id)
        if any(may_add(self.work.actor, one) for one in ids):
            self.wrong(row, "department", "systems_other_department")

    def _given(self, row: HeadedRow, old: SystemDraft, code: str) -> SystemDraft:
        """What a row says; a column that is not in the file leaves what is there."""
        cells = row.cells
        new: dict[str, Any] = {
            name: cells[name]
            for name in ("section", "name", "purpose", "vendor", "holds")
            if name in cells
        }
        for name, known in CHOICES.items():
            if name in cells:
                new[name] = self.enum(row, name, known)
        for name in writing.DAYS:
            if name in cells:
                new[name] = self.day(row, name)
        if "users" in cells:
            new["users"] = self.number(row, "users")
        if "networks" in cells:
            new["networks"] = self.networks_of(row)
        if "interfaces" in cells:
            new["interfaces"] = tuple(cells["interfaces"].split("\n"))
        costs = self._costs(row, old.costs)
        return replace(old, department=code, costs=costs, **new)

    def _costs(self, row: HeadedRow, old: Mapping[int, int]) -> dict[int, int]:
        costs: dict[int, int | None] = dict(old)
        for name in row.cells:
            if name.startswith(COST):
                costs[int(name.removeprefix(COST))] = self.number(row, name)
        return {year: kyen for year, kyen in sorted(costs.items()) if kyen is not None}


class SystemsNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "systems_not_ready"


def _write(work: Work, _row: StagedSystems, line: SystemLine) -> None:
    if line.system_id is None:
        commands.add(work, line.after)
        return
    edited = line.after != line.before
    if edited:
        commands.edit(work, line.system_id, line.after, line.revision)
    if line.decided:
        deciding.assess(work, line.system_id, line.decided[1], line.revision + edited)


FILES: Final = RowFiles(
    StagedSystems,
    lambda work: require_role(work.actor, WRITERS),
    lambda work, _year, cells, left: planned(work, cells, left=left),
    _write,
    SystemsNotReady,
    SystemChanged,
    leaves=True,
)
