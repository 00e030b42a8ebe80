"""What a workbook of scores would do, row by row, and what it says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow.evaluation.book import STAMP, Kind, Values
from workflow.evaluation.scale import FIVE, Scale
from workflow.evaluation.scores import CriterionText
from workflow.files.grid import Grid
from workflow.files.headed import CellProblem, text_of
from workflow.files.stamps import MARK, STAMP_TAB, read_stamp
from workflow.values.canonical import fingerprint
from workflow.values.merging import Merge


@dataclass(frozen=True)
class BookLine:
    """What a row would do to a score sheet or to the draft of a verdict.

    `merged` are its cells with what both sides changed. `is_known`: the file says what the item
    was when it was made; `is_stale`: it was changed since.
    """

    kind: Kind
    item_id: int
    name: str
    number: str
    before: Values
    merged: Merge
    version: int
    content_hash: str
    is_known: bool
    is_stale: bool
    is_submitted: bool

    @property
    def changed(self) -> tuple[str, ...]:
        """The columns that would change, or that both sides changed."""
        after = self.merged.values
        return tuple(
            name
            for name in after
            if after[name] != self.before[name] or name in self.merged.conflicts
        )


@dataclass(frozen=True)
class BookPlan:
    """What a file would do; `problems` come with the table in which they are."""

    lines: tuple[BookLine, ...] = ()
    """Rows that change something."""
    drafts: tuple[BookLine, ...] = ()
    """Score sheets that could be submitted as they are then, changed by the file or not."""
    problems: tuple[tuple[Kind, CellProblem], ...] = ()
    headings: Mapping[Kind, Mapping[str, str]] = field(default_factory=dict)
    criteria: tuple[CriterionText, ...] = ()
    scale: Scale = FIVE

    @property
    def conflicts(self) -> int:
        """How many cells were changed on both sides."""
        return sum(len(one.merged.conflicts) for one in self.lines)

    @property
    def seen(self) -> str:
        """The same as long as the same would be done."""
        rows = [*self.lines, *self.drafts]
        return fingerprint([[one.kind, one.item_id, one.version, repr(one)] for one in rows])


@dataclass(frozen=True)
class Stamps:
    """What the file was when it was written out; empty where nobody knows."""

    person_id: str = ""
    session_id: str = ""
    bases: Mapping[tuple[str, str], tuple[str, Values]] = field(default_factory=dict)
    """By table and item: the item's content hash, and the cells."""


def stamps_of(read: Grid) -> Stamps:
    """What a file says of how it was written out; what is damaged says nothing."""
    tab = read.tab(STAMP_TAB)
    rows = list(tab.rows) if tab else []
    if len(rows) < 2 or [text_of(cell) for cell in rows[0][:2]] != [MARK, STAMP]:
        return Stamps()
    session_id, person_id = ([text_of(cell) for cell in rows[1]] + ["", ""])[:2]
    found = filter(None, (read_stamp(row, 3) for row in rows[2:]))
    bases = {(one.keys[0], one.keys[1]): (one.keys[2], one.content) for one in found}
    return Stamps(person_id, session_id, bases)
