"""Goals from a file: read, shown first, and carried out whole or not at all.

A row with the number of a goal that its department may still write changes it; a row without
a number begins one. Whatever is not in the file stays as it is.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import select, update

from workflow import items, organisation
from workflow.files import grid
from workflow.files.headed import HeadedRow, headed
from workflow.files.workbooks import FileRefused, shown_name
from workflow.goals import commands, writing
from workflow.goals.policy import BRINGERS, GoalChanged, GoalNotInState, may, visible_goals
from workflow.goals.writing import GoalDraft, cleaned
from workflow.models import Goal, StagedGoals
from workflow.values.actor import permitted, role_refusal
from workflow.values.canonical import fingerprint
from workflow.values.errors import Conflict, InputRefused, NotFound
from workflow.values.goals import GoalAct
from workflow.values.text import search_key
from workflow.values.vocabulary import DxStep, Role
from workflow.work import Work

HELD_FOR: Final = timedelta(days=1)
SENT_TWICE_WITHIN: Final = timedelta(minutes=1)
MOST_ROWS: Final = 300
"""Each is an entry of the record, which nobody else writes to meanwhile."""
LONGEST_NUMBER: Final = 10
"""Digits of a goal's number."""

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("番号", "No.", "NO", "No"),
    "departments": ("部署名", "部局名", "部局"),
    "title": ("目標", "目標名"),
    "overview": ("設定した目標の概要", "概要"),
    "field": ("分野",),
    "dx_step": ("DXのステップ", "ステップ"),
    "year_end": ("年度末の成果指標", "成果指標等（年度末）", "年度末"),
    "later": ("翌年度以降の成果指標", "成果指標等（翌年度以降）", "翌年度以降"),
}
"""By column the words that may stand over it; the first is what is written."""

NEEDED: Final = ("departments", "title")
STEPS: Final = {"①": "1", "②": "2", "③": "3", "1": "1", "2": "2", "3": "3"}


class GoalsNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "goals_not_ready"


@dataclass(frozen=True)
class CellProblem:
    """One thing wrong with one cell: `key` has a sentence, `typed` is what stands there."""

    row: int
    column: str
    key: str
    typed: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


class Brought(NamedTuple):
    """A file that was read; nothing of it is kept yet."""

    name: str
    content_hash: str
    cells: bytes


@dataclass(frozen=True)
class GoalLine:
    """What a row would do: begin a goal, or change the one with this id."""

    number: int | None
    goal_id: int | None
    revision: int
    before: GoalDraft | None
    after: GoalDraft

    @property
    def changed(self) -> tuple[str, ...]:
        """The columns that would change."""
        return tuple(
            name
            for name in HEADINGS
            if name != "number"
            and (self.before is None or getattr(self.before, name) != getattr(self.after, name))
        )


@dataclass(frozen=True)
class GoalsPlan:
    """What a file would do, and what is wrong with it."""

    lines: tuple[GoalLine, ...] = ()
    problems: tuple[CellProblem, ...] = ()

    @property
    def seen(self) -> str:
        """The same as long as the same would be done."""
        return fingerprint([[one.goal_id, one.revision, repr(one.after)] for one in self.lines])

    @property
    def added(self) -> int:
        """How many goals would be begun."""
        return sum(one.goal_id is None for one in self.lines)


@dataclass(frozen=True)
class StagedView:
    """A file that is kept, with what it would do; counts once it is carried out."""

    id: int
    fiscal_year: int
    name: str
    committed_at: datetime | None
    added: int
    changed: int
    plan: GoalsPlan


def bring(work: Work, name: str, content: bytes) -> Brought:
    """Read a file, for `stage` to keep. Raises NotSignedIn, WrongRole, FileRefused."""
    person = permitted(work.actor, role_refusal(work.actor, BRINGERS))
    cells = grid.packed(content, person.person_id)
    return Brought(shown_name(name), hashlib.sha256(content).hexdigest(), cells)


def stage(work: Work, year: int, brought: Brought) -> int:
    """Keep a file for a day; gives its number. The same within a minute is a second delivery.

    Raises NotSignedIn, WrongRole.
    """
    person = permitted(work.actor, role_refusal(work.actor, BRINGERS))
    expired = (StagedGoals.expires_at <= work.now, StagedGoals.content.is_not(None))
    work.session.execute(update(StagedGoals).where(*expired).values(content=None))
    there = work.session.scalar(
        select(StagedGoals.id).where(
            StagedGoals.person_id == person.person_id,
            StagedGoals.fiscal_year == year,
            StagedGoals.content_hash == brought.content_hash,
            StagedGoals.staged_at >= work.now - SENT_TWICE_WITHIN,
            StagedGoals.committed_at.is_(None),
        )
    )
    if there:
        return there
    row = StagedGoals(
        person_id=person.person_id,
        fiscal_year=year,
        name=brought.name,
        content=brought.cells,
        content_hash=brought.content_hash,
        staged_at=work.now,
        expires_at=work.now + HELD_FOR,
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def staged(work: Work, staged_id: int) -> StagedView:
    """One's own file. Raises NotFound, FileRefused."""
    row = _own(work, staged_id)
    plan = GoalsPlan() if row.committed_at else planned(work, row.fiscal_year, row.content or b"")
    added = plan.added if row.committed_at is None else row.added_count or 0
    changed = len(plan.lines) - added if row.committed_at is None else row.changed_count or 0
    return StagedView(row.id, row.fiscal_year, row.name, row.committed_at, added, changed, plan)


def commit(work: Work, staged_id: int, seen: str) -> tuple[int, int]:
    """Carry a file out, whole; gives how many goals were begun and changed.

    Raises NotFound, GoalsNotReady, GoalChanged (something else would be done now).
    """
    row = _own(work, staged_id, locked=True)
    if row.committed_at is not None:
        raise GoalsNotReady(reason="committed")
    plan = planned(work, row.fiscal_year, row.content or b"")
    if plan.problems or not plan.lines:
        raise GoalsNotReady(reason="problems" if plan.problems else "nothing")
    if plan.seen != seen:
        raise GoalChanged()
    for line in plan.lines:
        if line.goal_id is None:
            commands.add(work, row.fiscal_year, line.after)
        else:
            after = line.after
            commands.perform(
                work,
                line.goal_id,
                GoalAct.EDIT,
                line.revision,
                lambda goal, after=after: writing.write(work, goal, after),  # type: ignore[misc]
            )
    row.committed_at, row.content = work.now, None
    row.added_count, row.changed_count = plan.added, len(plan.lines) - plan.added
    return row.added_count, row.changed_count


def planned(work: Work, year: int, cells: bytes) -> GoalsPlan:
    """What a file would do as everything stands. Raises FileRefused."""
    table = headed(grid.unpacked(cells), HEADINGS, NEEDED)
    if table is None:
        return GoalsPlan(problems=(CellProblem(row=1, column="title", key="goals_no_head"),))
    if len(table.rows) > MOST_ROWS:
        raise FileRefused("too_many_rows", limit=MOST_ROWS)
    reader = _Reader(work, year)
    for row in table.rows:
        reader.read(row)
    return GoalsPlan(tuple(reader.lines), tuple(reader.problems))


def _own(work: Work, staged_id: int, *, locked: bool = False) -> StagedGoals:
    person = permitted(work.actor, role_refusal(work.actor, BRINGERS))
    query = select(StagedGoals).where(
        StagedGoals.id == staged_id, StagedGoals.person_id == person.person_id
    )
    row = work.session.scalar(query.with_for_update() if locked else query)
    if row is None or (row.expires_at <= work.now and row.committed_at is None):
        raise NotFound(what="import")
    return row


class _Reader:
    """Reads rows one after the other; what one begins, no other may begin."""

    def __init__(self, work: Work, year: int) -> None:
        self.work, self.year = work, year
        self.lines: list[GoalLine] = []
        self.problems: list[CellProblem] = []
        there = organisation.of(work, year).departments
        self._departments = {search_key(one.name.ja): one for one in there} | {
            search_key(one.code): one for one in there
        }
        self._fields = {search_key(one.title.ja): one.code for one in items.fields(work)}
        visible = (Goal.fiscal_year == year, visible_goals(work.actor))
        goals = work.session.scalars(select(Goal).where(*visible))
        self._goals = {goal.number: goal for goal in goals}
        self._seen: set[Any] = set()

    def read(self, row: HeadedRow) -> None:
        """Understand a row, or say what is wrong with it."""
        before = len(self.problems)
        for column in sorted(row.broken):
            self._wrong(row, column, "goals_cell_error")
        goal = self._goal(row)
        old = writing.written(self.work, goal.id) if goal else None
        given = self._given(row, old or GoalDraft((), ""))
        if len(self.problems) > before:
            return
        try:
            after = cleaned(self.work, self.year, given)
        except InputRefused as refused:
            for one in refused.problems:
                column = "departments" if one.field == "department" else one.field
                self._wrong(row, column, one.key, **one.data)
            return
        if after != old:
            goal_id, revision = (goal.id, goal.revision) if goal else (None, 0)
            number = goal.number if goal else None
            self.lines.append(GoalLine(number, goal_id, revision, old, after))

    def _goal(self, row: HeadedRow) -> Goal | None:
        """The goal that a row means; None for a new one, or where something is wrong."""
        typed = row.cells.get("number", "")
        key: Any = typed or search_key(row.cells.get("title", ""))
        if key in self._seen:
            self._wrong(row, "number" if typed else "title", "goals_row_twice")
        self._seen.add(key)
        if not typed:
            return None
        is_number = typed.isdecimal() and len(typed) < LONGEST_NUMBER
        goal = self._goals.get(int(typed)) if is_number else None
        if goal is None:
            self._wrong(row, "number", "goals_number_unknown")
            return None
        refusal = may(self.work.actor, GoalAct.EDIT, commands.facts_of(self.work, goal))
        if refusal is None:
            return goal
        is_over = isinstance(refusal, GoalNotInState)
        self._wrong(row, "number", "goals_not_written" if is_over else "goals_other_department")
        return None

    def _given(self, row: HeadedRow, old: GoalDraft) -> GoalDraft:
        """What a row says; a column that is not in the file leaves what is there."""
        cells = row.cells
        new: dict[str, Any] = {}
        for name in ("title", "overview"):
            if name in cells:
                new[name] = cells[name]
        if "field" in cells:
            new["field"] = self._choice(row, "field", self._fields, "unknown_field")
        if "dx_step" in cells:
            step = self._choice(row, "dx_step", STEPS, "goals_step_unknown")
            new["dx_step"] = DxStep(step) if step else None
        for name in ("year_end", "later"):
            if name in cells:
                new[name] = tuple(one.lstrip("・").strip() for one in cells[name].split("\n"))
        return replace(old, departments=self._carriers(row), **new)

    def _choice(
        self, row: HeadedRow, column: str, known: Mapping[str, str], key: str
    ) -> str | None:
        typed = row.cells[column]
        found = known.get(search_key(typed)) or known.get(typed[:1])
        if typed and found is None:
            self._wrong(row, column, key)
        return found

    def _carriers(self, row: HeadedRow) -> tuple[str, ...]:
        """The departments by code, the lead first, for which the person may write."""
        named = [one for one in row.cells["departments"].replace("、", "・").split("・") if one]
        found = [self._departments.get(search_key(one)) for one in named]
        codes = tuple(one.code for one in found if one)
        if not found or None in found:
            self._wrong(row, "departments", "unknown_department")
        elif found[0] and not self._may_write(found[0].id):
            self._wrong(row, "departments", "goals_other_department")
        return codes

    def _may_write(self, department_id: int) -> bool:
        actor = self.work.person
        return actor.has(Role.REVIEWER) or actor.holds(Role.OFFICER, department_id)

    def _wrong(self, row: HeadedRow, column: str, key: str, **data: Any) -> None:
        typed = row.cells.get(column, "")
        self.problems.append(CellProblem(row.number, column, key, typed, data))
