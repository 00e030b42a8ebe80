"""A staged file as pages and the shell show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from workflow.exchange.policy import ImportNotReady
from workflow.exchange.source import ColumnView
from workflow.values.errors import OtherDepartment

MOST_CORRECTED: Final = 50
"""Rows that can be corrected on the page at a time."""


@dataclass(frozen=True)
class CellProblem:
    """One thing wrong: `key` has a sentence, `cell` is like E7, `typed` what stands there."""

    tab: str
    row: int
    cell: str
    column: str
    key: str
    typed: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CellChange:
    """One cell of an item that exists, as it is and as it would be, in words."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class CellConflict:
    """A cell that was changed here and in the file, differently; `choice`: ours or theirs."""

    row: int
    cell: str
    column: str
    name: str
    base: str
    ours: str
    theirs: str
    choice: str = ""


@dataclass(frozen=True)
class StagedLine:
    """One row that would be created or changed."""

    row: int
    kind: str
    item_id: int | None
    department: str
    section: str
    name: str
    amount_kyen: int | None
    changes: tuple[CellChange, ...] = ()


@dataclass(frozen=True)
class ChoiceView:
    """One answer to a question: its word, and what is shown of it."""

    word: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class QuestionView:
    """A question about the whole file; `kind` has a sentence. `answer` is "" while it is open."""

    key: str
    kind: str
    data: Mapping[str, Any]
    choices: tuple[ChoiceView, ...]
    answer: str = ""


@dataclass(frozen=True)
class Notice:
    """Something that is said of the file: `key` has a sentence."""

    key: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class ImportView:
    """A staged file. `create` and `change` count rows; lists are cut at what a page can hold."""

    id: int
    cycle_id: str
    name: str
    content_hash: str
    staged_at: datetime
    expires_at: datetime
    tabs: tuple[str, ...]
    tab: str
    head_row: int
    """The head's row, from 1."""
    columns: tuple[ColumnView, ...]
    rows_total: int
    rows_read: int
    create: int
    change: int
    same: int
    wrong: int
    skipped: int
    """Rows that hold no item: empty, sums, remarks."""
    open_conflicts: int
    problems: tuple[CellProblem, ...]
    conflicts: tuple[CellConflict, ...]
    lines: tuple[StagedLine, ...]
    questions: tuple[QuestionView, ...] = ()
    notices: tuple[Notice, ...] = ()
    other_cycle: str = ""
    """The cycle a template was made for, where it is another one."""
    committed_at: datetime | None = None
    created_count: int = 0
    changed_count: int = 0
    not_ready: ImportNotReady | None = None
    """Why it cannot be committed."""
    not_in_part: ImportNotReady | None = None
    """Why not even the rows that are right can be."""
    created_ids: tuple[int, ...] = ()
    """The items that it began."""
    rest: int | None = None
    """The import in which the rows wait that could not come in."""
    is_rest: bool = False
    """Whether other rows of the file came in before."""
    left_out: int = 0
    """Rows of other departments that were left out."""

    @property
    def is_read(self) -> bool:
        """Whether every row was looked at."""
        return self.rows_read >= self.rows_total

    @property
    def is_head_wrong(self) -> bool:
        """Whether no row can be read as long as sheet, head and columns are read so."""
        return any(one.key in ("no_name_column", "no_list") for one in self.problems)

    @property
    def open_questions(self) -> tuple[QuestionView, ...]:
        """What has to be answered before any row is checked."""
        return tuple(one for one in self.questions if not one.answer)

    @property
    def has_unknown_columns(self) -> bool:
        """Whether a column that holds something is read as none."""
        return any(one.samples and not one.column for one in self.columns)

    @property
    def rows_to_correct(self) -> tuple[tuple[CellProblem, ...], ...]:
        """The first rows that are wrong, each with its cells that can be typed anew."""
        found: dict[int, list[CellProblem]] = {}
        for one in self.problems:
            if not self.is_head_wrong and one.column not in ("item", "no"):
                found.setdefault(one.row, []).append(one)
        return tuple(tuple(cells) for cells in found.values())[:MOST_CORRECTED]

    @property
    def problems_beside(self) -> tuple[CellProblem, ...]:
        """What is wrong and stands not among the cells that can be typed anew."""
        shown = {id(one) for row in self.rows_to_correct for one in row}
        return tuple(one for one in self.problems if id(one) not in shown)

    @property
    def of_others(self) -> int:
        """How many of the wrong rows are other departments', for whom this person may not write."""
        return len({one.row for one in self.problems if one.key == OtherDepartment.key})

    @property
    def can_come_in_part(self) -> bool:
        """Whether some rows are wrong, and the others could come in without them."""
        return bool(self.wrong) and self.not_in_part is None

    @property
    def is_ready(self) -> bool:
        """Whether nothing hinders it from being committed."""
        return self.not_ready is None
