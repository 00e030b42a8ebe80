"""The rows of a file of steps, read: what each would do, and what of it cannot be done.

A row with the number of a step changes it, and so does one with the quarter and words of a step
of its undertaking; any other adds one. Whatever is not in the file stays as it is. Cell by cell
against what was written out: what only the file changed is taken, what only somebody here
changed stays, what both changed differently is to be corrected.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from workflow.files import grid
from workflow.files.grid import Grid
from workflow.files.headed import (
    MARK,
    STAMP_TAB,
    CellProblem,
    HeadedRow,
    number_in,
    read_stamp,
    table_within,
    text_of,
)
from workflow.files.row_reading import RowReader
from workflow.items.reference import cycles
from workflow.models import Person, StagedSteps, Undertaking
from workflow.staging import Plan, RowFiles
from workflow.undertakings.drafts import MOST_ENTRIES
from workflow.undertakings.policy import UndertakingChanged, may_word, require_writer
from workflow.undertakings.queries import steps
from workflow.undertakings.step_cells import Cells, people_by_word
from workflow.undertakings.step_file import (
    HEADINGS,
    NEEDED,
    STAMP,
    StepDraft,
    cell,
    draft_of,
    hold,
    on_paper,
    stamp_of,
)
from workflow.undertakings.step_writing import WORDING, checked, write
from workflow.undertakings.views import StepView
from workflow.values.errors import Conflict, InputRefused
from workflow.values.merging import merge
from workflow.values.text import search_key
from workflow.work import Work

MOST_ROWS: Final = 300
"""Each is up to three entries of the record, which nobody else writes to meanwhile."""


@dataclass(frozen=True)
class StepLine:
    """What a row would do: add a step, or change the one with this id."""

    step_id: int | None
    seen: str
    title: str
    before: StepDraft | None
    after: StepDraft

    @property
    def is_new(self) -> bool:
        """Whether it adds a step."""
        return self.step_id is None

    @property
    def told(self) -> list[Any]:
        """What the row would do, as plain values for a fingerprint."""
        return [self.step_id, self.seen, repr(self.after)]

    @property
    def changed(self) -> tuple[str, ...]:
        """The columns that would change; of a new step those that say something."""
        before = (self.before or StepDraft(self.after.undertaking)).values
        return tuple(name for name, value in self.after.values.items() if value != before[name])


def planned(work: Work, year: int, content: bytes) -> Plan[StepLine]:
    """What a file would do as everything stands. Raises FileRefused."""
    read = grid.unpacked(content)
    table = table_within(read, HEADINGS, NEEDED, MOST_ROWS)
    if table is None:
        return Plan(problems=(CellProblem(row=1, column="text", key="steps_no_head"),))
    reader = _Reader(work, year, _bases(read))
    for row in table.rows:
        reader.read(row)
    return Plan(tuple(reader.lines), tuple(reader.problems), table.unread)


def _bases(read: Grid) -> dict[int, Mapping[str, str]]:
    """By step its cells when the file was written out; what is damaged is left out."""
    tab = read.tab(STAMP_TAB)
    if tab is None or [text_of(one) for one in tab.rows[0][:2]] != [MARK, STAMP]:
        return {}
    stamps = (read_stamp(row, 1) for row in tab.rows[1:])
    found = ((number_in(one.keys[0]), one.content) for one in stamps if one)
    return {number: content for number, content in found if number is not None}


class _Reader(RowReader):
    """Reads rows one after the other; what one adds, no other may add."""

    def __init__(self, work: Work, year: int, bases: Mapping[int, Mapping[str, str]]) -> None:
        super().__init__()
        self.work, self.bases = work, bases
        self.lines: list[StepLine] = []
        there = steps(work, *on_paper(year))
        self._steps = {one.id: one for one in there}
        self._counts = Counter((one.undertaking_id, one.quarter) for one in there)
        self._alike = {_compared(draft_of(one)): one.id for one in reversed(there)}
        rows = work.session.execute(
            select(Undertaking.id, Undertaking.title).where(*on_paper(year))
        ).all()
        self._titles = {row.id: row.title for row in rows}
        self._undertakings: dict[str, int] = {}
        for row in rows:
            key = search_key(row.title)
            self._undertakings[key] = 0 if key in self._undertakings else row.id
        people = work.session.execute(
            select(Person.login, Person.name_ja).where(Person.active)
        ).all()
        self._cells = Cells(self, people_by_word(people), [one.id for one in cycles(work)])

    def read(self, row: HeadedRow) -> None:
        """Understand a row, or say what is wrong with it."""
        before = len(self.problems)
        self.wrong_cells(row, "goals_cell_error")
        step = self.numbered(row, self._steps, "steps_number_unknown")
        undertaking = self._undertaking(row, step)
        theirs = self._cells.of(row, step)
        if len(self.problems) > before:
            return
        if step is None:
            fresh = StepDraft(**(StepDraft(undertaking).values | theirs))
            step = self._steps.get(self._alike.get(_compared(fresh), 0))
        key = step.id if step else _compared(StepDraft(undertaking, **theirs))
        self.only_once(row, "number" if row.cells.get("number") else "text", key, "steps_row_twice")
        self._take(row, step, undertaking, theirs)

    def _take(
        self, row: HeadedRow, step: StepView | None, undertaking: int, theirs: Mapping[str, Any]
    ) -> None:
        old = draft_of(step) if step else None
        ours = (old or StepDraft(undertaking)).values
        given = {**ours, **theirs} if old is None else self._merged(row, step, ours, theirs)
        after = StepDraft(**given)
        if after == old:
            return
        line = StepLine(
            step.id if step else None,
            step.seen if step else "",
            self._titles[after.undertaking],
            old,
            after,
        )
        worded = [name for name in line.changed if name in WORDING]
        if (worded or old is None) and may_word(self.work.actor):
            self.wrong(row, worded[0] if worded else "text", "steps_wording_only")
            return
        self._count(row, old, after)
        try:
            checked(self.work, old, after)
        except InputRefused as refused:
            for one in refused.problems:
                self.wrong(row, one.field, one.key, **one.data)
            return
        self.lines.append(line)

    def _count(self, row: HeadedRow, old: StepDraft | None, after: StepDraft) -> None:
        """Say so where a quarter of an undertaking would have too many steps."""
        place = after.undertaking, after.quarter
        if old is None or old.quarter != after.quarter:
            self._counts[place] += 1
            if self._counts[place] > MOST_ENTRIES:
                self.wrong(row, "quarter", "too_many", limit=MOST_ENTRIES)

    def _merged(
        self,
        row: HeadedRow,
        step: StepView | None,
        ours: Mapping[str, Any],
        theirs: Mapping[str, Any],
    ) -> Mapping[str, Any]:
        """What the row says, against what the file was written out with, where it is known."""
        known = self.bases.get(step.id) if step else None
        if known is None or step is None:
            return {**ours, **theirs}
        said = {name: cell(name, value) for name, value in theirs.items()}
        merged = merge(known, stamp_of(draft_of(step)), said)
        for name, conflict in merged.conflicts.items():
            self.wrong(row, name, "steps_both_changed", now=conflict.ours or "―")
        taken = {name: value for name, value in theirs.items() if merged.values[name] == said[name]}
        return {**ours, **taken}

    def _undertaking(self, row: HeadedRow, step: StepView | None) -> int:
        """The undertaking that a row names; a step stays where it is."""
        key = search_key(row.cells["undertaking"])
        if step is not None and key == search_key(step.undertaking):
            return step.undertaking_id
        found = self._undertakings.get(key, 0)
        if not found:
            self.wrong(row, "undertaking", "steps_undertaking_unknown")
        elif step is not None:
            self.wrong(row, "undertaking", "steps_moved")
        return found


def _compared(draft: StepDraft) -> tuple[int, int, str]:
    return draft.undertaking, draft.quarter, search_key(draft.text)


# ---------------------------------------------------------- the file as a whole


class StepsNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "steps_not_ready"


FILES: Final = RowFiles(
    StagedSteps,
    lambda work: require_writer(work.actor),
    planned,
    lambda work, _row, line: write(work, line.step_id, line.before, line.after),
    StepsNotReady,
    UndertakingChanged,
    hold=hold,
)
