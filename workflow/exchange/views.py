"""What a page shows of a file that was brought in: how it was understood, what would happen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from workflow.values.sheet import SPECS

COLUMN_ORDER: Final = ("no", "department", *SPECS, "item")
"""What a column of a workbook can be: NO, 部局名, the fields of the sheet, the item's number."""


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
class ColumnView:
    """A column of the file (`place` from 0), what it was taken for, and what stands in it."""

    place: int
    letter: str
    heading: str
    column: str
    samples: tuple[str, ...] = ()


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
    other_cycle: str = ""
    """The cycle a template was made for, where it is another one."""
    committed_at: datetime | None = None
    created_count: int = 0
    changed_count: int = 0

    @property
    def is_read(self) -> bool:
        """Whether every row was looked at."""
        return self.rows_read >= self.rows_total

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands in the way."""
        return (
            self.is_read
            and self.committed_at is None
            and not self.problems
            and not self.wrong
            and not self.open_conflicts
            and bool(self.create + self.change)
        )


@dataclass(frozen=True)
class Committed:
    """What a committed file made: so many items begun, so many changed."""

    created: int
    changed: int
