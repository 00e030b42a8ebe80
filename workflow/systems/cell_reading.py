"""Cells of a file of systems as values; what cannot be used is said beside its cell."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflow.files.headed import HeadedRow
from workflow.files.row_reading import RowReader
from workflow.systems.cells import networks, whole, words_of
from workflow.systems.headings import COST
from workflow.values.days import DayUnreadable, parse_day
from workflow.values.money import MoneyUnreadable
from workflow.values.text import search_key


class CellReader(RowReader):
    """Reads the cells of rows one after the other."""

    def enum(self, row: HeadedRow, name: str, known: Mapping[str, Any]) -> Any:
        """The code that a cell's words stand for; None where it is empty."""
        typed = row.cells[name]
        found = known.get(search_key(typed)) if typed else None
        if typed and found is None:
            self.wrong(row, name, "systems_choice", words=words_of(name))
        return found

    def networks_of(self, row: HeadedRow) -> Any:
        """The networks that a row names."""
        found = networks(row.cells["networks"])
        if found is None:
            self.wrong(row, "networks", "systems_choice", words=words_of("networks"))
        return found or ()

    def day(self, row: HeadedRow, name: str) -> date | None:
        """The day in a cell; None where it is empty."""
        typed = row.cells[name]
        try:
            return parse_day(typed) if typed else None
        except DayUnreadable:
            self.wrong(row, name, "system_day")
            return None

    def number(self, row: HeadedRow, name: str) -> int | None:
        """The whole number in a cell; None where it is empty."""
        try:
            return whole(row.cells[name])
        except MoneyUnreadable:
            self.wrong(row, name, "system_cost" if name.startswith(COST) else "systems_number")
            return None
