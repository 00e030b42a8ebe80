"""A row of a file: as it is read, and what it would do, merged with its item."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from workflow.exchange import field_values
from workflow.exchange.cell_values import CellUnreadable, text_of
from workflow.exchange.columns import DEPARTMENT, ITEM, PLACE
from workflow.exchange.lines import Line
from workflow.exchange.names import Names
from workflow.exchange.sheets import Reading
from workflow.exchange.understanding import Understanding
from workflow.items.reference_data import ReferenceData
from workflow.items.same_names import NamePlace
from workflow.models import Item
from workflow.models.base import may_be_id
from workflow.models.items import HasSheet
from workflow.values import cleaning
from workflow.values.errors import InputRefused, Problem
from workflow.values.merging import merge
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
    place: NamePlace | None = None
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
        number = field_values.count_of(line.values.get(ITEM, ""))
    except CellUnreadable:
        return None
    return number if may_be_id(number) else None


# ------------------------------------------------------------- what it would do


Content = Mapping[str, Any]

_LONGEST_SHOWN: Final = 400


def outcome_of(
    row: Row, base: Content | None, reading: Reading, names: Names, known: ReferenceData
) -> dict[str, Any]:
    """The row as columns of `StagedRow`. `base` is its item as it was exported, None if unknown."""
    ours = row.now.content if row.now else {}
    _keep_confirmed(row, ours)
    theirs = content_of(row)
    before = None if base is None else {name: base.get(name) for name in theirs}
    merged = merge(before, {name: ours.get(name) for name in theirs} if row.item else {}, theirs)
    content = {**ours, **merged.values}
    content = {name: value for name, value in content.items() if value is not None}
    row.take(_unknown(row, Sheet.from_json(content) if row.item else row.sheet, names, known))
    changes = {n: ours.get(n) for n in theirs if content.get(n) != ours.get(n)}
    return {
        "row": row.line.row,
        "kind": _kind(row, bool(changes or merged.conflicts)),
        "item_id": row.item_id,
        "department_id": row.department_id,
        "name_key": row.key,
        "seen": row.now.content_hash if row.now else None,
        "content": content,
        "changes": changes if row.item else {},
        "conflicts": {name: asdict(one) for name, one in merged.conflicts.items()},
        "problems": [_problem(row, reading, *one) for one in row.problems],
    }


def _unknown(row: Row, sheet: Sheet, names: Names, known: ReferenceData) -> list[Problem]:
    """Which of its fields refer to nothing, besides those that are wrong already.

    Nothing is said of a department in which the person may not write, nor of no department.
    """
    wrong = {one[0] for one in row.problems}
    if not row.department_id or wrong & {DEPARTMENT, ITEM}:
        return []
    found = [one for one in known.problems(row.department_id, sheet) if one.field not in wrong]
    return [_with_sections(one, row.department_id, names) for one in found]


def _with_sections(one: Problem, department_id: int, names: Names) -> Problem:
    """The problem; of a section that is unknown, with those that the department has."""
    sections = names.sections_of(department_id) if one.key == "unknown_section" else ()
    if not sections:
        return one
    return Problem("section", "section_unknown", {**one.data, "entries": sections})


def content_of(row: Row) -> dict[str, Any]:
    """What a row gives, as an item's content has it; None for what it leaves empty."""
    content = row.sheet.to_json()
    return {name: content.get(name) for name in row.given}


def _keep_confirmed(row: Row, ours: Content) -> None:
    """An amount that was asked about for the whole column counts as confirmed."""
    is_new = row.given.get("amount_kyen") != ours.get("amount_kyen")
    if row.is_confirmed and is_new:
        row.given["amount_confirmed"] = True
        row.sheet = replace(row.sheet, amount_confirmed=True)


def _kind(row: Row, differs: bool) -> str:
    if row.problems:
        return "wrong"
    if row.item is None:
        return "create"
    return "change" if differs else "same"


def _problem(row: Row, reading: Reading, column: str, key: str, data: Content) -> dict[str, Any]:
    tab, cell = reading.where(row.line.row, _place_of(reading.how, column))
    return {
        "tab": tab,
        "row": row.line.row,
        "cell": cell,
        "column": column,
        "key": key,
        "typed": row.typed(column)[:_LONGEST_SHOWN],
        "data": {name: _fact(fact) for name, fact in data.items()},
    }


def _place_of(how: Understanding, column: str) -> int | None:
    """Where a column stands; a department or a section may be in the column of both."""
    place = how.place_of(column)
    return how.place_of(PLACE) if place is None and column in (DEPARTMENT, "section") else place


def _fact(fact: Any) -> Any:
    return "、".join(fact) if isinstance(fact, tuple) else fact
