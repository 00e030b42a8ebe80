"""A file of goals: what each row would do, what of it cannot be done; carried out whole."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from sqlalchemy import select

from workflow import items, organisation
from workflow.files import grid
from workflow.files.headed import (
    CellProblem,
    HeadedRow,
    LeftCells,
    is_sum,
    number_in,
    table_within,
    without,
)
from workflow.files.row_reading import RowReader
from workflow.goals import commands, writing
from workflow.goals.policy import BRINGERS, GoalChanged, GoalNotInState, may, visible_goals
from workflow.goals.writing import GoalDraft, cleaned
from workflow.models import Goal, StagedGoals
from workflow.staging import Plan, RowFiles
from workflow.values.actor import require_role
from workflow.values.errors import Conflict, InputRefused
from workflow.values.place import DEPARTMENT, headed_by
from workflow.values.promotion import GoalAct
from workflow.values.text import search_key
from workflow.values.vocabulary import DxStep, Role
from workflow.work import Work

MOST_ROWS: Final = 300
"""Each is an entry of the record, which nobody else writes to meanwhile."""

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("番号",),
    "departments": headed_by("部署名", DEPARTMENT),
    "title": ("目標", "目標名", "目標の名称", "DXの目標", "DX推進の目標", "取組目標"),
    "overview": ("設定した目標の概要", "概要", "目標の概要"),
    "field": ("分野", "分野名"),
    "dx_step": ("DXのステップ", "ステップ"),
    "year_end": ("年度末の成果指標", "成果指標等（年度末）", "年度末"),
    "later": ("翌年度以降の成果指標", "成果指標等（翌年度以降）", "翌年度以降"),
}
"""By column the words that may stand over it; the first is what is written."""

NEEDED: Final = ("departments", "title")
RUNNING: Final = "running"
_OF_SUMS: Final = ("number", RUNNING, "departments", "title")
READ: Final = {**HEADINGS, RUNNING: ("No.", "NO", "連番", "項番", "通番")}
"""What is read besides: a number that may be that of a goal, or only count the rows."""
_NEEDED_IN_ROWS: Final = frozenset(("number", "departments", "title", RUNNING))
"""Columns whose cells cannot be left out: they say what a row is about."""
STEPS: Final = {"①": "1", "②": "2", "③": "3", "1": "1", "2": "2", "3": "3"}


@dataclass(frozen=True)
class GoalLine:
    """What a row would do: begin a goal, or change the one with this id."""

    number: int | None
    goal_id: int | None
    revision: int
    before: GoalDraft | None
    after: GoalDraft

    @property
    def is_new(self) -> bool:
        """Whether it begins a goal."""
        return self.goal_id is None

    @property
    def told(self) -> list[Any]:
        """What the row would do, as plain values for a fingerprint."""
        return [self.goal_id, self.revision, repr(self.after)]

    @property
    def changed(self) -> tuple[str, ...]:
        """The columns that would change."""
        return tuple(
            name
            for name in HEADINGS
            if name != "number"
            and (self.before is None or getattr(self.before, name) != getattr(self.after, name))
        )


def planned(work: Work, year: int, cells: bytes, left: LeftCells = ()) -> Plan[GoalLine]:
    """What a file would do as everything stands, without some cells. Raises FileRefused."""
    table = table_within(grid.unpacked(cells), READ, NEEDED, MOST_ROWS, ("departments",))
    if table is None:
        return Plan(problems=(CellProblem(row=1, column="title", key="goals_no_head"),))
    optional = frozenset(table.columns) - _NEEDED_IN_ROWS
    left = tuple(one for one in left if one[0] in optional)
    reader = _Reader(work, year)
    for row in table.rows:
        if not any(is_sum(row.cells.get(name, "")) for name in _OF_SUMS):
            reader.read(without(row, left))
    lines, problems = tuple(reader.lines), tuple(reader.problems)
    return Plan(lines, problems, table.unread, optional, left)


class _Reader(RowReader):
    """Reads rows one after the other; what one begins, no other may begin."""

    def __init__(self, work: Work, year: int) -> None:
        super().__init__()
        self.work, self.year = work, year
        self.lines: list[GoalLine] = []
        there = organisation.of(work, year).departments
        self._departments = {search_key(one.name.ja): one for one in there} | {
            search_key(one.code): one for one in there
        }
        self._fields = {search_key(one.title.ja): one.code for one in items.fields(work)}
        visible = (Goal.fiscal_year == year, Goal.team == "", visible_goals(work.actor))
        goals = work.session.scalars(select(Goal).where(*visible))
        self._goals = {goal.number: goal for goal in goals}

    def read(self, row: HeadedRow) -> None:
        """Understand a row, or say what is wrong with it."""
        before = len(self.problems)
        self.wrong_cells(row, "goals_cell_error")
        goal = self._goal(self._numbered_as_ours(row))
        old = writing.written(self.work, goal.id) if goal else None
        given = self._given(row, old or GoalDraft((), ""))
        if len(self.problems) > before:
            return
        try:
            after = cleaned(self.work, self.year, given)
        except InputRefused as refused:
            for one in refused.problems:
                column = "departments" if one.field == "department" else one.field
                self.wrong(row, column, one.key, **one.data)
            return
        if after != old:
            goal_id, revision = (goal.id, goal.revision) if goal else (None, 0)
            number = goal.number if goal else None
            self.lines.append(GoalLine(number, goal_id, revision, old, after))

    def _numbered_as_ours(self, row: HeadedRow) -> HeadedRow:
        """The row with its running number as that of a goal, where that goal is called the same."""
        number = number_in(row.cells.get(RUNNING, ""))
        goal = None if number is None else self._goals.get(number)
        if goal is None or row.cells.get("number"):
            return row
        is_ours = search_key(goal.title) == search_key(row.cells["title"])
        return row._replace(cells={**row.cells, "number": str(number)}) if is_ours else row

    def _goal(self, row: HeadedRow) -> Goal | None:
        """The goal that a row means; None for a new one, or where something is wrong."""
        typed = row.cells.get("number", "")
        key: Any = typed or search_key(row.cells.get("title", ""))
        self.only_once(row, "number" if typed else "title", key, "goals_row_twice")
        goal = self.numbered(row, self._goals, "goals_number_unknown")
        if goal is None:
            return None
        refusal = may(self.work.actor, GoalAct.EDIT, commands.facts_of(self.work, goal))
        if refusal is None:
            return goal
        is_over = isinstance(refusal, GoalNotInState)
        self.wrong(row, "number", "goals_not_written" if is_over else "goals_other_department")
        return None

    def _given(self, row: HeadedRow, old: GoalDraft) -> GoalDraft:
        """What a row says; a column that is not in the file leaves what is there."""
        cells = row.cells
        new: dict[str, Any] = {}
        for name in ("title", "overview"):
            if name in cells:
                new[name] = cells[name]
        if "field" in cells:
            new["field"] = self.choice(row, "field", self._fields, "unknown_field")
        if "dx_step" in cells:
            step = self.choice(row, "dx_step", STEPS, "goals_step_unknown")
            new["dx_step"] = DxStep(step) if step else None
        for name in ("year_end", "later"):
            if name in cells:
                new[name] = tuple(one.lstrip("・").strip() for one in cells[name].split("\n"))
        return replace(old, departments=self._carriers(row), **new)

    def _carriers(self, row: HeadedRow) -> tuple[str, ...]:
        """The departments by code, the lead first, for which the person may write."""
        found = [self._departments.get(search_key(one)) for one in _named(row)]
        codes = tuple(one.code for one in found if one)
        if not found or None in found:
            self.wrong(row, "departments", "roster_department_unknown")
        elif found[0] and not self._may_write(found[0].id):
            self.wrong(row, "departments", "goals_other_department")
        return codes

    def _may_write(self, department_id: int) -> bool:
        actor = self.work.person
        return actor.has(Role.REVIEWER) or actor.holds(Role.OFFICER, department_id)


def _named(row: HeadedRow) -> list[str]:
    """The departments that a row names, the lead first."""
    return [one for one in row.cells["departments"].replace("、", "・").split("・") if one]


class GoalsNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "goals_not_ready"


def _write(work: Work, row: StagedGoals, line: GoalLine) -> None:
    if line.goal_id is None:
        commands.add(work, row.fiscal_year, line.after)
    else:
        change = partial(writing.write, work, draft=line.after)
        commands.perform(work, line.goal_id, GoalAct.EDIT, line.revision, change)


FILES: Final = RowFiles(
    StagedGoals,
    lambda work: require_role(work.actor, BRINGERS),
    planned,
    _write,
    GoalsNotReady,
    GoalChanged,
    leaves=True,
)
