"""A row of a file as it is read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from workflow.exchange import cell_values
from workflow.exchange.cell_values import CellUnreadable, text_of
from workflow.exchange.columns import ITEM
from workflow.exchange.lines import Line
from workflow.exchange.names import Names
from workflow.items.reference_data import Place
from workflow.models import Item
from workflow.models.base import may_be_id
from workflow.models.items import HasSheet
from workflow.values import cleaning
from workflow.values.errors import InputRefused, Problem
from workflow.values.sheet import Sheet
from workflow.values.text import is_sound

_EMPTY: Final = Sheet()


@dataclass
class Row:
    """A row while it is checked: what it says, and what is wrong with it."""

    line: Line
    given: dict[str, Any] = field(default_factory=dict)
    sheet: Sheet = _EMPTY
    """The same as a sheet, once the fields were looked at together."""
    item: Item | None = None
    now: HasSheet | None = None
    """What the item's sheet says now, for the one who brings the file."""
    department_id: int | None = None
    place: Place | None = None
    """What two rows may not share; None where no name is taken."""
    amounts: dict[str, int] = field(default_factory=dict)
    """Every amount in 千円, by its column."""
    whole_source: str | None = None
    """The kind of funding that bears all of the amount."""
    is_confirmed: bool = False
    """Whether a person said of the column that an amount as large is right."""
    problems: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    def wrong(self, column: str, key: str, **data: Any) -> None:
        """Name a problem of the cell in `column`."""
        self.problems.append((column, key, data))

    def take(self, problems: Iterable[Problem]) -> None:
        """Name the problems that were found in several fields together."""
        for one in problems:
            self.wrong(one.field, one.key, **one.data)

    def is_wrong(self, column: str) -> bool:
        """Whether a problem of the cell in `column` is named."""
        return any(one[0] == column for one in self.problems)

    def typed(self, column: str) -> str:
        """What stands in the cell, as a person would have typed it; "" without the column."""
        return text_of(self.line.values.get(column, ""))

    @property
    def item_id(self) -> int | None:
        """The item that is changed; None for one to begin."""
        return self.item.id if self.item else None

    @property
    def key(self) -> str | None:
        """`place` as it is stored."""
        return "{}\n{}".format(*self.place) if self.place else None

    @property
    def name(self) -> str:
        """What the item will be called; "" where that cannot be read."""
        name = self.given.get("name", self.now.name if self.now else "")
        return name if isinstance(name, str) and is_sound(name) else ""

    @property
    def section(self) -> str:
        """The section that the item will have."""
        return self.given.get("section") or (self.now.sheet.section if self.now else "")


def clean(row: Row, names: Names) -> None:
    """Look at the fields together, once the item and the department are known."""
    if "section" in row.given:
        row.given["section"] = names.section(row.department_id, row.given["section"])
    row.sheet = Sheet.of(row.given)
    try:
        row.sheet = cleaning.cleaned(row.sheet, names.office.own)
        row.given = {name: row.sheet.said(name) for name in row.given}
    except InputRefused as refused:
        row.take(refused.problems)
    if row.item is None and not row.given.get("name") and not row.is_wrong("name"):
        row.wrong("name", "name_missing")


def item_number(line: Line) -> int | None:
    """The item that a row says it is; None where it says none, or nothing that is a number."""
    try:
        number = cell_values.count_of(line.values.get(ITEM, ""))
    except CellUnreadable:
        return None
    return number if may_be_id(number) else None
