"""How a file is understood: which sheet, where its head is, what each column is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from workflow.exchange import columns as exchange_columns
from workflow.exchange import headings, heads
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.exchange.head import MOST_COLUMNS, Head
from workflow.exchange.headings import NO_WORDS, Words
from workflow.files.cell_names import column_name
from workflow.files.grid import Grid, Tab
from workflow.files.headed import STAMP_TAB
from workflow.values.errors import NotFound
from workflow.values.office import Office

MOST_ROWS: Final = 20_000
MOST_SEARCHED: Final = 40_000
"""Cells in which a head is looked for, over all sheets."""

_EXAMPLE: Final = re.compile("記入例|記載例|作成例|見本|サンプル")
"""What sheets are called that only show how they are filled in."""

_OF_REVENUE: Final = re.compile("(?!.*歳出).*歳入.*", re.DOTALL)
_OF_A_YEAR: Final = ("initial_cost_kyen", "running_cost_kyen")
"""Costs that are those of the year for which the amount is asked."""
_NAMES: Final = ("name", DEPARTMENT, PLACE, "section")
"""What is called so is no code: 010203 beneath 所属, beside 所属名."""
OFFERED: Final = (*exchange_columns.ORDER, PLACE, *headings.OFFERED_SOURCES)
"""What a column may be said to be."""


def offered(office: Office) -> tuple[str, ...]:
    """What a column may be said to be in an office."""
    return _offered(headings.words_of(office))


def _offered(words: Words) -> tuple[str, ...]:
    return (*OFFERED, *(one for one in dict.fromkeys(words.values()) if one not in OFFERED))


@dataclass(frozen=True)
class Understanding:
    """Which sheet is read; its head begins at row `head` (from 0) and is `depth` rows high.

    `columns` says what the column at each place (from 0) is; `answers` what a person said.
    """

    tab: str
    head: int
    depth: int
    columns: Mapping[int, str]
    answers: Mapping[str, str] = field(default_factory=dict)
    is_said: bool = False
    """Whether a person said what the columns are."""
    words: Words = field(default_factory=dict)
    """How columns that only this office has were headed when the file was brought."""

    @property
    def first(self) -> int:
        """The first row (from 0) beneath the head."""
        return self.head + self.depth

    def place_of(self, column: str) -> int | None:
        """Where a column is (from 0); None where the sheet has none such."""
        return next((place for place, name in self.columns.items() if name == column), None)

    def to_json(self) -> dict[str, Any]:
        """Plain values to store."""
        return {
            "tab": self.tab,
            "head": self.head,
            "depth": self.depth,
            "columns": {str(place): name for place, name in self.columns.items()},
            "answers": dict(self.answers),
            "is_said": self.is_said,
            "words": dict(self.words),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Understanding":
        """Read back what `to_json` gave."""
        places = sorted((int(place), name) for place, name in stored["columns"].items())
        return cls(
            stored["tab"],
            stored["head"],
            stored["depth"],
            dict(places),
            stored.get("answers", {}),
            stored.get("is_said", False),
            stored.get("words", {}),
        )


def shown_tabs(grid: Grid) -> tuple[Tab, ...]:
    """The sheets that a person sees; where none is visible, all."""
    visible = tuple(tab for tab in grid.tabs if tab.is_visible and tab.name != STAMP_TAB)
    return visible or grid.tabs


def without_examples(tabs: tuple[Tab, ...]) -> tuple[Tab, ...]:
    """The sheets that do not only show how they are filled in; where all do, all."""
    return tuple(tab for tab in tabs if not is_example(tab)) or tabs


def is_example(tab: Tab) -> bool:
    """Whether a sheet only shows how it is filled in, by its name."""
    return bool(_EXAMPLE.search(tab.name))


def tabs_of_items(grid: Grid) -> tuple[Tab, ...]:
    """The sheets that may hold items: neither examples nor, by their names, of revenue."""
    tabs = without_examples(shown_tabs(grid))
    return tuple(tab for tab in tabs if not _OF_REVENUE.fullmatch(tab.name)) or tabs


def guess(grid: Grid, words: Words = NO_WORDS) -> Understanding:
    """The sheet and the head that are recognised best; without any, the first row.

    Sheets behind so many cells are not searched: a person may still choose them.
    """
    found = [heads.best(tab, words) for tab in searched(grid)]
    if not found:
        return Understanding("", 0, 1, {}, words=words)
    return _of_head(max(found, key=lambda one: one.quality[:3]))


def searched(grid: Grid) -> list[Tab]:
    """The sheets in which a head is looked for."""
    found, cells = [], 0
    for tab in tabs_of_items(grid):
        if cells < MOST_SEARCHED:
            found.append(tab)
            cells += sum(min(len(row), MOST_COLUMNS) for row in tab.rows[: heads.SEARCHED])
    return found


def corrected(grid: Grid, before: Understanding, tab: str, head_row: int) -> Understanding:
    """The sheet and the head (from 1) as a person says; `before` where both are as they were.

    Raises NotFound for a sheet that is not there.
    """
    found = grid.tab(tab)
    if found is None:
        raise NotFound(what="sheet")
    head = min(max(head_row, 1), max(len(found.rows), 1)) - 1
    if tab == before.tab and head == before.head:
        return before
    is_other_sheet = tab != before.tab and head_row == before.head + 1
    words = before.words
    return _of_head(heads.best(found, words) if is_other_sheet else heads.at(found, head, words))


def with_columns(how: Understanding, columns: Mapping[int, str]) -> Understanding:
    """The same sheet and head with what a person says of its columns; each column counts once."""
    known = {
        place: name
        for place, name in columns.items()
        if name in _offered(how.words) and 0 <= place < MOST_COLUMNS
    }
    once = {name: place for place, name in sorted(known.items(), reverse=True)}
    places = {place: name for name, place in once.items()}
    chosen = {f"column:{name}": column_name(place) for place, name in places.items()}
    return replace(
        how,
        columns=dict(sorted(places.items())),
        answers={**how.answers, **chosen},
        is_said=True,
    )


def head_of(tab: Tab, how: Understanding) -> Head:
    """The head again, with all that it says."""
    return heads.again(tab, how.head, how.depth, how.words)


def is_list(grid: Grid, how: Understanding) -> bool:
    """Whether a list was found in the file."""
    tab = grid.tab(how.tab)
    return tab is not None and head_of(tab, how).is_list


def second_name(tab: Tab, how: Understanding) -> int | None:
    """A column that tells apart what the column of names does not: 補助金名 beside 事業名."""
    head = head_of(tab, how)
    own = how.place_of("name")
    others = (place for place in head.places("name") if place not in how.columns)
    if own is None:
        return None
    return next((at for at in others if _differs(head, own, at) or head.is_shared(own, at)), None)


def _differs(head: Head, one: int, other: int) -> bool:
    return head.label(one) != head.label(other)


def _of_head(head: Head) -> Understanding:
    columns = {}
    for column in sorted(head.columns):
        places = head.places(column)
        filled = [place for place in places if holds_something(head, place)]
        is_name = column in _NAMES
        named = [place for place in filled if not (is_name and head.holds_codes(place))]
        columns[(named or filled or places)[0]] = column
    columns |= _second_place(head, columns)
    amounts = [place for place, name in columns.items() if name == "amount_kyen"]
    for column in sorted(head.columns):
        if column.startswith(headings.SOURCE) and amounts:
            columns = _nearest(head, columns, column, amounts[0])
    for place in amounts:
        columns = _of_same_year(head, columns, place)
    ordered = dict(sorted(columns.items()))
    return Understanding(head.tab.name, head.row, head.depth, ordered, words=head.words)


def _second_place(head: Head, columns: Mapping[int, str]) -> dict[int, str]:
    """局名 and then 部署: what is called a department too is what is within it.

    So is what stands right of it beneath the same merged heading.
    """
    if "section" in columns.values():
        return {}
    for place, name in columns.items():
        others = [one for one in head.places(name) if one not in columns]
        if name in (DEPARTMENT, PLACE) and others and head.is_shared(place, others[0]):
            return {others[0]: "section"}
        if name == DEPARTMENT and others and PLACE not in columns.values():
            return {others[0]: PLACE} if _differs(head, place, others[0]) else {}
    return {}


def _nearest(head: Head, columns: dict[int, str], column: str, amount: int) -> dict[int, str]:
    """Of two columns of one kind of funding, the first right of the amount."""
    right = [place for place in head.places(column) if place > amount]
    if not right:
        return columns
    others = {place: name for place, name in columns.items() if name != column}
    return {**others, min(right): column}


def _of_same_year(head: Head, columns: dict[int, str], amount: int) -> dict[int, str]:
    """The same with costs of the year of the amount, where there are some of several years."""
    year = head.said[amount].year if amount in head.said else ""
    for place, column in list(columns.items()) if year else ():
        if column not in _OF_A_YEAR or head.said[place].year == year:
            continue
        same = [at for at in head.places(column) if head.said[at].year == year]
        if same:
            columns = {at: one for at, one in columns.items() if at != place}
            columns[same[0]] = column
    return columns


def with_rival(tab: Tab, how: Understanding, column: str, place: int) -> Understanding:
    """The same with a column at the place that a person chose."""
    others = {one: name for one, name in how.columns.items() if name != column}
    columns = {**others, place: column}
    if column == "amount_kyen":
        head = head_of(tab, how)
        for source in sorted(set(columns.values())):
            if source.startswith(headings.SOURCE):
                columns = _nearest(head, columns, source, place)
        columns = _of_same_year(head, columns, place)
    return replace(how, columns=dict(sorted(columns.items())))


def holds_something(head: Head, place: int) -> bool:
    """Whether anything stands in a column."""
    rows = head.tab.rows[head.first : head.first + 200]
    return any(len(row) > place and row[place] != "" for row in rows)
