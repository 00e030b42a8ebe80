"""Forms of one item each, labels left of what is filled in or above it, as a list.

A sheet holds one, or several beneath one another or side by side. So are sheets with an item in
each column, beside labels that stand one beneath the other.

The list stands on a sheet of its own that no file has; each of its cells knows where it is from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import Final, NamedTuple

from workflow.exchange import forms_beside, headings, understanding
from workflow.exchange.cell_values import is_blank, text_of
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.exchange.form_cells import MOST_LABELS, MOST_PLACES, Cell, Entry, Label, Labelled
from workflow.exchange.labels import is_sum
from workflow.files.cell_names import cell_name
from workflow.files.grid import Grid, Tab, Value
from workflow.values.text import search_key

TAB: Final = "様式（1枚に1件）"
_ENOUGH: Final = 3
"""Labels with something beside them, the name among them, that make a form."""
FEWEST: Final = 2
"""Items on one sheet."""
_TRIED: Final = 10
"""Labels of names beside which items are looked for in columns."""
_MOST_TITLES: Final = 12
"""Rows above the labels of a form in which titles stand."""
_PLACES: Final = (DEPARTMENT, PLACE, "section")
_WHOLE: Final = -1
"""The place of a whole row among the origins of its cells."""


@dataclass(frozen=True)
class FormsTab(Tab):
    """The list of what forms say; `origins` are the sheet and the cell (from 0) of each cell."""

    origins: Mapping[Cell, tuple[str, Cell]] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    """The sheet that each stands on."""
    labels: tuple[str, ...] = ()
    """The labels that are read."""
    titles: tuple[tuple[str, ...], ...] = ()
    """What stands alone in rows above the labels of each."""
    is_across: bool = False
    """Whether an item stands in each column."""

    @property
    def kind(self) -> str:
        """How they stand: `forms` on sheets of their own, `beneath` others, or `across` columns."""
        if self.is_across:
            return "across"
        return "forms" if len(set(self.forms)) == len(self.forms) else "beneath"

    def where(self, row: int, place: int | None) -> tuple[str, str]:
        """The sheet and the cell (E7) of a row (from 1) and a column (from 0)."""
        whole = self.origins.get((row - 1, _WHOLE), (self.name, (row - 1, 0)))
        if place is None:
            return whole[0], str(whole[1][0] + 1)
        tab, cell = self.origins.get((row - 1, place), whole)
        return tab, cell_name(cell[0] + 1, cell[1])


class Form(NamedTuple):
    """What a form says beside its labels, and the row (from 0) in which it begins."""

    tab: Tab
    start: int
    entries: Mapping[str, Entry]


def with_forms(grid: Grid) -> Grid:
    """The grid with the list of its forms as its last sheet, where it has forms.

    Sheets behind so many cells that no head is looked for in them are not searched.
    """
    tabs = understanding.searched(grid)
    filled = (tab for tab in tabs if not understanding.is_example(tab))
    shown = [one for tab in filled for one in forms_beside.apart(tab)]
    if across := [form for sheet in shown for form in _across(sheet)]:
        return replace(grid, tabs=(*grid.tabs, replace(_listed(across), is_across=True)))
    found = [form for sheet in shown for form in of_sheet(sheet)]
    return replace(grid, tabs=(*grid.tabs, _listed(found))) if found else grid


def alone(grid: Grid) -> Grid:
    """The list of forms alone where there is one, else all sheets."""
    last = grid.tabs[-1:]
    return replace(grid, tabs=last) if last and isinstance(last[0], FormsTab) else grid


def _listed(found: Sequence[Form]) -> FormsTab:
    columns = list(dict.fromkeys(label for form in found for label in form.entries))
    common = {label: _unit_of_all(label, found) for label in columns}
    head = [f"{label}（{common[label]}）" if common[label] else label for label in columns]
    rows: list[list[Value]] = [list(head)]
    origins: dict[Cell, tuple[str, Cell]] = {}
    errors: dict[Cell, str] = {}
    unfinished: set[Cell] = set()
    for row, (tab, start, entries) in enumerate(found, 1):
        cells = [(entries.get(label), common[label]) for label in columns]
        rows.append([one.with_unit(unit) if one else "" for one, unit in cells])
        origins[row, _WHOLE] = (tab.name, (start, 0))
        for place, label in enumerate(columns):
            if label in entries:
                cell = entries[label].cell
                origins[row, place], there = (tab.name, cell), (cell[0] + 1, cell[1] + 1)
                if there in tab.errors:
                    errors[row + 1, place + 1] = tab.errors[there]
                elif there in tab.unfinished | tab.empty_results:
                    unfinished.add((row + 1, place + 1))
    return FormsTab(
        TAB,
        rows,
        errors=errors,
        unfinished=frozenset(unfinished),
        origins=origins,
        forms=tuple(form.tab.name for form in found),
        labels=tuple(columns),
        titles=tuple(map(_titles, found)),
    )


def _titles(form: Form) -> tuple[str, ...]:
    """The texts alone in their rows above all that a form says."""
    first = min((entry.cell[0] for entry in form.entries.values()), default=0)
    rows = form.tab.rows[max(form.start, first - _MOST_TITLES) : first]
    filled = ([one for one in row if not is_blank(one)] for row in rows)
    return tuple(text_of(row[0]).strip() for row in filled if len(row) == 1)


def _unit_of_all(label: str, found: Sequence[Form]) -> str:
    """The unit that every form says of a label; "" where they say different ones, or none."""
    said = {form.entries[label].unit for form in found if label in form.entries}
    return said.pop() if len(said) == 1 else ""


def of_sheet(sheet: Labelled) -> list[Form]:
    """The forms on a sheet: one, or several with the same labels beneath one another."""
    labels = sheet.labels()
    if len(_names(sheet, labels)) < FEWEST:
        entries = _entries(sheet, labels)
        return [Form(sheet.tab, 0, entries)] if _is_form(entries) else []
    labels = sheet.labels(len(sheet.tab.rows))
    common, parts = _parted(sheet, labels) if len(labels) <= MOST_LABELS else ((), [])
    read: list[Form] = []
    above = _entries(sheet, common)
    for part in parts:
        own, following = _split(part)
        if entries := _entries(sheet, own):
            read.append(Form(sheet.tab, part[0].cell[0], {**above, **entries}))
        above = {**above, **_entries(sheet, following)}
    return read if sum(_is_form(form.entries) for form in read) >= FEWEST else []


def _split(part: Sequence[Label]) -> tuple[Sequence[Label], Sequence[Label]]:
    """The labels of a form, its name among them, and those of places behind: above the next."""
    end = len(part)
    while part[end - 1].column in _PLACES:
        end -= 1
    return part[:end], part[end:]


def _parted(
    sheet: Labelled, labels: Sequence[Label]
) -> tuple[Sequence[Label], list[Sequence[Label]]]:
    """The labels above all forms, and those of each form, which begin with the same one.

    No form has two names. Without such a label there are no forms.
    """
    for text in dict.fromkeys(label.text for label in labels):
        starts = [at for at, label in enumerate(labels) if label.text == text]
        parts = [labels[start:end] for start, end in pairwise([*starts, len(labels)])]
        common = labels[: starts[0]]
        if not _names(sheet, common) and all(_names_one(sheet, part) for part in parts):
            return common, parts
    return (), []


def _names_one(sheet: Labelled, part: Sequence[Label]) -> bool:
    """Whether a part asks for a name, and says no more than one."""
    return any(label.column == "name" for label in part) and len(_names(sheet, part)) < FEWEST


def _names(sheet: Labelled, labels: Iterable[Label]) -> list[Label]:
    """The labels of names with something beside them."""
    return [label for label in labels if label.column == "name" and sheet.entry(label)]


def _entries(sheet: Labelled, labels: Iterable[Label]) -> dict[str, Entry]:
    """What a sheet says beside some labels; of one that stands twice what the first says."""
    found: dict[str, Entry] = {}
    for label in labels:
        for text, entry in sheet.entries(label):
            found.setdefault(text, entry._replace(unit=_unit(sheet, label, entry.unit)))
    return found


def _unit(sheet: Labelled, label: Label, own: str = "") -> str:
    """The unit of what stands beside a label: its own one, else the sheet's; "" for no money."""
    return (own or sheet.unit) if headings.is_money(label.column) else ""


def _is_form(entries: Mapping[str, Entry]) -> bool:
    """Whether that is enough for an item, its name among it, and not all one word: 記入欄."""
    columns = {headings.recognised(label).column for label in entries}
    is_filled = len({entry.value for entry in entries.values()}) > 1
    return is_filled and "name" in columns and len(columns) >= _ENOUGH


def _across(sheet: Labelled) -> list[Form]:
    """What stands beside labels in each column, where two or more are of an item each."""
    labels = sheet.labels()
    names = islice((label.cell for label in labels if label.column == "name"), _TRIED)
    return next((found for name in names if (found := _beside(sheet, labels, name))), [])


def _beside(sheet: Labelled, labels: Sequence[Label], name: Cell) -> list[Form]:
    """What stands beside the label of names, and those above and beneath it."""
    beneath = {label.cell[0]: label for label in labels if label.cell[1] == name[1]}
    (row, first), tab = name, sheet.tab
    if sum(label.column == "name" and label.cell[1] == first for label in labels) > 1:
        return []  # they stand beneath one another
    # What stands right of another label is said of that one.
    others = (label.cell[1] for label in labels if label.cell[0] == row and label.cell[1] > first)
    width = min(len(tab.rows[row]), next(others, MOST_PLACES))
    places = [at for at in range(first + 1, width) if sheet.says((row, at), "name")]
    below = beneath.values()
    items = [
        at for at in places if not is_sum(search_key(text_of(tab.value(row, at))), is_name=True)
    ]
    said = [sum(sheet.says((one.cell[0], at), one.column) for one in below) for at in items]
    if len(items) < FEWEST or max(said) < _ENOUGH or min(said) < min(_ENOUGH, max(said) - 1):
        return []
    return [Form(tab, 0, _in_column(sheet, below, at)) for at in items]


def _in_column(sheet: Labelled, labels: Iterable[Label], at: int) -> dict[str, Entry]:
    cells = {label: (label.cell[0], at) for label in labels}
    return {
        label.text: Entry(cell, sheet.tab.value(*cell), _unit(sheet, label))
        for label, cell in cells.items()
        if sheet.is_filled(cell)
    }
