"""The head of a list: what its rows say of each column, and what stands above and beneath it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Final

from workflow.exchange import headings, units
from workflow.exchange.cell_values import amount_in, is_blank, text_of
from workflow.exchange.columns import DEPARTMENT, ITEM, NUMBER, PLACE
from workflow.exchange.headings import Heading, Words
from workflow.exchange.units import Unit
from workflow.files.grid import Tab, Value
from workflow.values.lazy import cached_property

MOST_COLUMNS: Final = 200
_LOOKED_AT: Final = 60
"""Rows beneath a head that tell a list from a form."""
_PATTERNS_OF_A_FORM: Final = 8
"""Ways in which cells of a form are merged sideways; a list has one or two."""
_FIRST_COLUMNS: Final = 3
"""Among which labels stand where items stand in columns."""
_ENOUGH_LABELS: Final = 3
_OF_AMOUNTS: Final = 2
"""How much more a column of amounts counts."""
_CODE: Final = re.compile("[0-9０-９][0-9０-９-]{0,15}")
_SAMPLED: Final = 50
"""Rows beneath a head from which samples of a column are taken."""
_SAMPLES: Final = 3
_LONGEST_SAMPLE: Final = 40
_MOST_IN_A_TITLE: Final = 2
"""Texts in a row between two lists: （２）教育庁, 単位：千円."""
_FROM_TITLES: Final = 12
"""Rows above a head in which a unit or a department is looked for."""

Merged = Mapping[tuple[int, int], tuple[int, int]]
"""The first cell of the merged range that a cell is part of."""


@dataclass(frozen=True)
class Head:
    """A head that begins at row `row` (from 0) and is `depth` rows high."""

    tab: Tab
    row: int
    depth: int
    merged: Merged = field(default_factory=dict)
    said: Mapping[int, Heading] = field(default_factory=dict)
    """What the texts above each column say, by its place; those that say nothing too."""
    words: Words = field(default_factory=dict)
    """How columns that only this office has are headed."""
    blocks: tuple[range, ...] = ()
    """The columns of each list, where several stand side by side; `said` is of the first."""
    is_beneath: bool = False
    """Whether the list stands beneath another one, whose rows are no titles of it."""

    @property
    def first(self) -> int:
        """The first row (from 0) beneath it."""
        return self.row + self.depth

    @cached_property
    def columns(self) -> frozenset[str]:
        """The columns that it names."""
        return frozenset(one.column for one in self.said.values() if one.column)

    @cached_property
    def is_list(self) -> bool:
        """Whether items stand beneath it: it names them, and something of them."""
        named = self.columns - {NUMBER}
        return "name" in named and len(named) > 1 and not is_form(self)

    @property
    def quality(self) -> tuple[bool, int, bool, bool, int]:
        """By what it is, how much it names, whether it is whole, and as few rows as can be.

        The amount asked for counts more than another column, where there are amounts.
        """
        named = self.columns - {NUMBER, ITEM}
        sure = {one.column for one in self.said.values() if one.rank < headings.UNSURE} & named
        count = len(named) + len(sure) + (_OF_AMOUNTS if self._has_amounts else 0)
        says_department = bool({DEPARTMENT, PLACE} & named)
        return self.is_list, count, says_department, self._is_whole, -self.depth

    @property
    def _has_amounts(self) -> bool:
        """Whether an amount stands beneath the column of the one asked for."""
        rows = self.tab.rows[self.first : self.first + _LOOKED_AT]
        return any(
            at < len(row) and amount_in(row[at]) is not None
            for at in self.places("amount_kyen")[:1]
            for row in rows
        )

    @property
    def _is_whole(self) -> bool:
        """Whether no merged cell that begins in it goes on beneath it, nor headings of amounts."""
        begun = (self.merged.get((self.first, place), (self.first, 0)) for place in self.said)
        is_cut = any(self.row <= row < self.first for row, _place in begun)
        return not is_cut and not self._has_amounts_headed_beneath

    @property
    def _has_amounts_headed_beneath(self) -> bool:
        """Whether the row beneath has headings, all of them beneath those of amounts or of none."""
        rows = self.tab.rows[self.first : self.first + 1]
        filled = {at: one for row in rows for at, one in enumerate(row) if not is_blank(one)}
        above = (self.said.get(at, Heading()).column for at in filled)
        if any(one and not headings.is_money(one) for one in above):
            return False
        found = (
            headings.recognised(text_of(one).strip(), self.words).column for one in filled.values()
        )
        return any(one is not None and headings.is_money(one) for one in found)

    def places(self, column: str) -> tuple[int, ...]:
        """Where a column may be, the surest first."""
        found = [place for place, one in self.said.items() if one.column == column]
        return tuple(sorted(found, key=lambda place: self.said[place].rank))

    def is_shared(self, one: int, other: int) -> bool:
        """Whether two columns stand beneath one merged cell, with no heading of their own."""
        last = self.first - 1
        return (last, one) in self.merged and self.merged[last, one] == self.merged.get(
            (last, other)
        )

    def label(self, place: int) -> str:
        """What stands above a column, over all rows of the head."""
        return "\n".join(dict.fromkeys(text for text in levels(self, place) if text))

    def samples(self, place: int) -> list[str]:
        """What stands in a column: the beginnings of a few of its first cells."""
        rows = self.tab.rows[self.first : self.first + _SAMPLED]
        cells = (row[place] for row in rows if place < len(row) and not is_blank(row[place]))
        return [text_of(cell)[:_LONGEST_SAMPLE] for cell in islice(cells, _SAMPLES)]

    def holds_codes(self, place: int) -> bool:
        """Whether nothing but numbers stands in a column: 001 beneath 事業, beside the name."""
        rows = self.tab.rows[self.first : self.first + _SAMPLED]
        cells = (row[place] for row in rows if place < len(row) and not is_blank(row[place]))
        return all(_CODE.fullmatch(text_of(cell).strip()) for cell in cells)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The texts of the rows above, the nearest first."""
        found = list[str]()
        for row in range(self.row - 1, max(-1, self.row - 1 - _FROM_TITLES), -1):
            texts = [text_of(value) for value in self.tab.rows[row] if not is_blank(value)]
            if self.is_beneath and len(texts) > _MOST_IN_A_TITLE:
                break
            found += texts
        return tuple(found)

    @property
    def unit_of_titles(self) -> Unit | None:
        """The unit that a line above the head says, or the name of the sheet."""
        texts = (*self.titles, self.tab.name)
        return units.of_titles(texts) or units.of_rounding(texts)


def levels(head: Head, place: int) -> list[str]:
    """The texts above a column from the upmost; a group's name reaches over its columns."""
    return [
        _text(head, row, place).strip()
        for row in range(head.row, min(head.first, len(head.tab.rows)))
    ]


def _text(head: Head, row: int, place: int) -> str:
    found = head.tab.value(row, place)
    if not is_blank(found):
        return text_of(found)
    if (row, place) in head.merged:
        return text_of(head.tab.value(*head.merged[row, place]))
    if row + 1 < head.first and not is_blank(head.tab.value(row + 1, place)):
        return _to_the_left(head, row, place)
    return ""


def _to_the_left(head: Head, row: int, place: int) -> str:
    """The name of the group that a column belongs to, where its cells are not merged."""
    for left in range(place - 1, -1, -1):
        if is_blank(head.tab.value(row + 1, left)):
            return ""
        value: Value = head.tab.value(row, left)
        if not is_blank(value):
            return text_of(value)
    return ""


def is_form(head: Head) -> bool:
    """Whether what is beneath are the fields of a form: labels, or cells merged in many ways."""
    tab, rows = head.tab, range(head.first, min(head.first + _LOOKED_AT, len(head.tab.rows)))
    sideways = {
        (first[1], last[1]) for first, last in tab.merges if first[0] in rows and last[1] > first[1]
    }
    if len(sideways) >= _PATTERNS_OF_A_FORM:
        return True
    if _names_are_labels(head, rows):
        return True
    return any(_holds_labels(head, place, rows) for place in range(_FIRST_COLUMNS))


def _names_are_labels(head: Head, rows: range) -> bool:
    """Whether other headings stand where names of items would: all of them, or one in five.

    A row with an amount is an item, whatever it is called: 電話, オープンデータ. Kinds of funding
    stand beneath many a list.
    """
    names, amounts = head.places("name")[:1], head.places("amount_kyen")[:1]
    own = list(takewhile(lambda row: not _is_another(head, row), rows))
    texts = {row: text_of(head.tab.value(row, at)).strip() for at in names for row in own}
    said = {row: text for row, text in texts.items() if text and not is_again(head, row)}
    labels = [
        column
        for row, text in said.items()
        if (column := headings.recognised(text, head.words).column)
        and not column.startswith(headings.SOURCE)
        and not any(amount_in(head.tab.value(row, at)) is not None for at in amounts)
    ]
    is_many = len(labels) > 1 and 5 * len(labels) >= len(said)
    return bool(labels) and (len(labels) == len(said) or is_many)


def _is_another(head: Head, row: int) -> bool:
    """Whether a row is the head of another list: headings, most of them known, names elsewhere."""
    filled = {at: text_of(one) for at, one in enumerate(head.tab.rows[row]) if not is_blank(one)}
    said = {at: headings.recognised(text.strip(), head.words).column for at, text in filled.items()}
    known = [column for column in said.values() if column]
    is_enough = len(known) >= _ENOUGH_LABELS or {*said.values()} == {"name", "amount_kyen"}
    is_head = is_enough and len({*known}) == len(known) and 2 * len(known) >= len(said)
    places = [at for at, column in said.items() if column == "name"]
    return is_head and bool(places) and places[0] not in head.places("name")


def is_again(head: Head, row: int) -> bool:
    """Whether a row is the head once more: each of its cells says what the column is."""
    cells = enumerate(head.tab.rows[row])
    filled = {at: text_of(one).strip() for at, one in cells if not is_blank(one)}
    return len(filled) > 1 and all(_says_again(head, at, text) for at, text in filled.items())


def _says_again(head: Head, at: int, text: str) -> bool:
    column = head.said[at].column if at in head.said else None
    if column is not None and headings.recognised(text, head.words).column == column:
        return True
    return text in levels(head, at)


def _holds_labels(head: Head, place: int, rows: range) -> bool:
    """Whether 事業名, 予算額 and other headings stand one beneath the other in a column."""
    texts = [text_of(head.tab.value(row, place)).strip() for row in rows]
    said = [headings.recognised(text, head.words).column for text in texts if text]
    known = {column for column in said if column}
    return "name" in known and len(known) >= _ENOUGH_LABELS and 2 * len(known) > len(said)
