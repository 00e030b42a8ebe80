"""What was found of one sheet, within bounds."""

from dataclasses import dataclass, field
from typing import Final

from workflow.files.marks.styles import Shown
from workflow.files.workbooks import MOST_CELLS, FileRefused

Place = tuple[int, int]
"""Row and column, from 1."""

OLD_ERRORS: Final = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
)
"""Those that every program knows."""
ERROR_WORDS: Final = OLD_ERRORS | {
    "#SPILL!", "#CALC!", "#FIELD!", "#BUSY!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#EXTERNAL!",
    "#PYTHON!", "#TIMEOUT!",
}  # fmt: skip
"""What stands in a cell instead of a value, also where it was copied as a text."""
MOST_MARKED: Final = 100_000
"""Cells of one sheet; a sheet with more errors than that is no list."""
LONGEST_WORD: Final = 40


@dataclass
class Marks:
    """One sheet's cells that are no plain values."""

    errors: dict[Place, str] = field(default_factory=dict)
    unfinished: set[Place] = field(default_factory=set)
    """Formulas without a value."""
    empty_results: set[Place] = field(default_factory=set)
    """Formulas whose result is an empty text, or that have none: an old workbook does not tell."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    """Cells whose text is struck through."""
    indents: dict[Place, int] = field(default_factory=dict)
    """Cells of texts that are set in, and by how much."""
    shown: dict[Place, Shown] = field(default_factory=dict)
    """Cells of numbers that are shown otherwise than they are."""

    def error(self, place: Place, word: str) -> None:
        """Keep an error cell. Raises FileRefused where there are too many."""
        self._require_room(len(self.errors))
        self.errors[place] = word.strip()[:LONGEST_WORD]

    def without_value(self, place: Place) -> None:
        """Keep a formula without a value. Raises FileRefused where there are too many."""
        self._require_room(len(self.unfinished))
        self.unfinished.add(place)

    def strike(self, place: Place) -> None:
        """Keep a cell that is struck through. Raises FileRefused where there are too many."""
        self._require_room(len(self.struck))
        self.struck.add(place)

    def set_in(self, place: Place, by: int) -> None:
        """Keep a cell that is set in, as long as there is room: others lose no more than that."""
        if len(self.indents) < MOST_MARKED:
            self.indents[place] = by

    def _require_room(self, count: int) -> None:
        if count >= MOST_MARKED:
            raise FileRefused("too_many_cells", limit=MOST_CELLS)
