"""How much a workbook may hold, over all of its sheets: counted before it is read, and while."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from workflow.files.workbooks import FileRefused

MOST_CELLS: Final = 2_000_000
"""Between the first cell and the outermost one that holds something, summed over the sheets."""
MOST_FILLED: Final = 500_000
"""Cells that hold something: twenty thousand rows of twenty-five columns."""
MOST_ROWS: Final = 100_000
"""Rows that hold something, over all sheets; of one sheet fewer are brought in."""
MOST_CHARACTERS: Final = 20_000_000


@dataclass
class Tally:
    """What the sheets hold together, as far as they were looked at. Every method refuses.

    `uses` are the shared texts by their number, and in how many cells each stands.
    """

    area: int = 0
    rows: int = 0
    filled: int = 0
    characters: int = 0
    uses: Counter[int] = field(default_factory=Counter)

    def add_area(self, rows: int, columns: int) -> None:
        """Count a sheet that reaches so far. Raises FileRefused."""
        self.area += rows * columns
        if self.area > MOST_CELLS:
            raise FileRefused("too_many_cells", limit=MOST_CELLS)

    def add_cells(self, count: int, characters: int) -> None:
        """Count cells that hold something, and what is written in them. Raises FileRefused."""
        self.filled += count
        self.characters += characters
        if self.filled > MOST_FILLED:
            raise FileRefused("too_many_cells", limit=MOST_FILLED)
        if self.characters > MOST_CHARACTERS:
            raise FileRefused("too_much_text", limit=MOST_CHARACTERS)

    def add_rows(self, rows: Sequence[Sequence[Any]]) -> None:
        """Count what was read. Raises FileRefused."""
        for row in rows:
            texts = sum(len(cell) for cell in row if isinstance(cell, str))
            filled = len(row) - row.count("")
            self.rows += bool(filled)
            self.add_cells(filled, texts)
        if self.rows > MOST_ROWS:
            raise FileRefused("too_many_rows", limit=MOST_ROWS)

    def add_shared_texts(self, lengths: Sequence[int]) -> None:
        """Count the shared texts as often as they are used. Raises FileRefused."""
        for number, uses in self.uses.items():
            if number < len(lengths):
                self.add_cells(0, uses * lengths[number])
