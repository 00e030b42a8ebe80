"""Rows of a table one after the other: what is wrong with which cell, and which came twice."""

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

from workflow.files.headed import CellProblem, HeadedRow, number_in
from workflow.values.text import search_key

T = TypeVar("T")


class RowReader:
    """Remembers what is wrong with which cell, and which subjects rows were about."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self.problems: list[CellProblem] = []
        self._seen: set[Hashable] = set()

    def wrong(self, row: HeadedRow, column: str, key: str, **data: Any) -> None:
        """Say that a cell cannot be used, and why."""
        typed = row.cells.get(column, "")
        self.problems.append(CellProblem(row.number, column, key, typed, data))

    def wrong_cells(self, row: HeadedRow, key: str) -> None:
        """Say so of each cell that holds an error instead of a value."""
        for column in sorted(row.broken):
            self.wrong(row, column, key)

    def only_once(self, row: HeadedRow, column: str, key: Hashable, problem: str) -> None:
        """Say so where an earlier row was about the same subject."""
        if key in self._seen:
            self.wrong(row, column, problem)
        self._seen.add(key)

    def numbered(self, row: HeadedRow, known: Mapping[int, T], problem: str) -> T | None:
        """What a row's number stands for; None for none, and where nothing has this number."""
        typed = row.cells.get("number", "")
        number = number_in(typed)
        found = None if number is None else known.get(number)
        if typed and found is None:
            self.wrong(row, "number", problem)
        return found

    def choice(
        self, row: HeadedRow, column: str, known: Mapping[str, str], problem: str
    ) -> str | None:
        """The code that a cell's words stand for; `known` are codes by folded words."""
        typed = row.cells[column]
        found = known.get(search_key(typed)) or known.get(typed[:1])
        if typed and found is None:
            self.wrong(row, column, problem)
        return found
