"""The cells of a form: its labels, and what stands behind each, right of it or beneath it."""

from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Final, NamedTuple

from workflow.exchange import (
    amount_words,
    form_digits,
    form_labels,
    form_places,
    headings,
    units,
)
from workflow.exchange.cell_values import amount_in, is_blank, is_dash, text_of
from workflow.exchange.columns import PLACE
from workflow.exchange.labels import LONGEST, is_sum, is_sum_alone
from workflow.files.grid import Tab, Value
from workflow.values.lazy import cached_property
from workflow.values.text import search_key

SEARCHED: Final = 200
"""Rows of a form in which labels are looked for."""
MOST_PLACES: Final = 120
"""Columns of a form."""
MOST_LABELS: Final = 20_000
"""Of a sheet; one with more of them is no sheet of forms."""
_LONGEST_HEADING: Final = 12
_SHARES: Final = ("うち", "(うち", "（うち", "内訳", "(内訳", "（内訳")
"""Behind an amount: what follows is a part of it."""
_AMOUNT, _COSTS = "amount_kyen", "事業費"
_FUNDING: Final = ("funding", "funding_lines")
Cell = tuple[int, int]
"""Row and column, from 0."""


class Label(NamedTuple):
    """A label of a form: where it stands, its text without blanks, and what it is of."""

    cell: Cell
    text: str
    column: str


class Entry(NamedTuple):
    """What a form says beside one of its labels."""

    cell: Cell
    value: Value
    unit: str

    def with_unit(self, common: str) -> Value:
        """The value, behind it its own unit where that is another than the `common` one."""
        if not self.unit or self.unit == common:
            return self.value
        if amount_in(self.value) is not None:
            return f"{text_of(self.value)}{self.unit}"
        text = text_of(self.value)
        number = amount_words.number_among(text)
        is_unsaid = number and not number.endswith("円")
        return search_key(text).replace(number, f"{number}{self.unit}") if is_unsaid else self.value


class Labelled:
    """A sheet whose cells are read by the labels beside them."""

    def __init__(self, tab: Tab) -> None:
        self.tab = form_digits.joined(tab, SEARCHED, MOST_PLACES)
        self._ends = dict(tab.merges)
        self._labels: dict[int, list[Label]] = {}

    @cached_property
    def unit(self) -> str:
        """The unit that is said of all amounts of the sheet; "" for none."""
        rows = islice(self.tab.rows, SEARCHED)
        texts = (value for row in rows for value in row[:MOST_PLACES] if isinstance(value, str))
        return units.WORDS[unit] if (unit := units.of_titles(texts)) else ""

    def labels(self, rows: int = SEARCHED) -> list[Label]:
        """The labels in so many rows, looked for once."""
        if rows not in self._labels:
            self._labels[rows] = self._found(rows)
        return self._labels[rows]

    def _found(self, rows: int) -> list[Label]:
        """The labels; without one of amounts the sums of costs are such."""
        found, sums = list[Label](), list[Label]()
        for row, values in enumerate(islice(self.tab.rows, rows)):
            if len(found) > MOST_LABELS:
                break
            filled = (one for one in enumerate(values[:MOST_PLACES]) if one[1] != "")
            for place, value in filled:
                text = form_labels.label(value)
                column = headings.recognised(text).column if text else None
                if column and form_labels.may_stand(column):
                    found.append(Label((row, place), text, column))
                elif text and self._is_sum_of_costs(row, place, text):
                    sums.append(Label((row, place), f"{_COSTS}{text}", _AMOUNT))
        is_said = any(label.column == _AMOUNT and self.entry(label) for label in found)
        return found if is_said else sorted((*found, *sums))

    def _is_sum_of_costs(self, row: int, place: int, text: str) -> bool:
        """Whether 合計 stands right beneath a label of costs: 導入費, 運用費, 合計."""
        above = form_labels.label(self.tab.value(row - 1, place)) if row else ""
        column = headings.recognised(above).column or ""
        return headings.is_money(column) and is_sum_alone(search_key(text))

    def entries(self, label: Label) -> Iterator[tuple[str, Entry]]:
        """What stands beside a label, by the label or, of amounts beneath years, by both.

        A unit that a label says is that of its amounts.
        """
        if not headings.is_money(label.column):
            if entry := self.entry(label):
                yield label.text, entry
            return
        text, unit = form_labels.with_unit(label.text)
        found = [(self._heading(cell), cell) for cell in self._amounts(label)]
        headed = [one for one, _cell in found]
        if not any(headed) or not (len(found) > 1 or headings.recognised(headed[0]).year):
            found = [*self._by_year(label)] or [*self._beneath_parts(label)]
        said = [(f"{one} {text}".strip(), self._entry_at(cell)) for one, cell in found]
        if not said and (entry := self.entry(label)):
            said = [(text, entry)]
        yield from ((key, one._replace(unit=one.unit or unit)) for key, one in said)

    def _by_year(self, label: Label) -> Iterator[tuple[str, Cell]]:
        """Years right of a label, and of nothing beneath it, each with the amount behind it."""
        row, first = label.cell
        filled = (at for at in range(first + 1, MOST_PLACES) if self.is_filled((row, at)))
        place = next(filled, None)
        while place is not None and (year := form_labels.year(self.tab.value(row, place))):
            behind = (at for at in range(place + 1, MOST_PLACES) if self.is_filled((row, at)))
            at = next(behind, None)
            if at is None or amount_in(self.tab.value(row, at)) is None:
                return
            yield year, (row, at)
            row += 1
            if self.is_filled((row, first)):
                return

    def _beneath_parts(self, label: Label) -> Iterator[tuple[str, Cell]]:
        """What stands right of a label, 経常, 臨時 and 計, each with the amount beneath it."""
        row, first = label.cell
        parts = [at for at in range(first + 1, MOST_PLACES) if self.is_filled((row, at))]
        texts = [text_of(self.tab.value(row, at)).strip() for at in parts]
        is_summed = any(is_sum_alone(search_key(text)) for text in texts)
        below = [(row + 1, at) for at in parts]
        if is_summed and all(amount_in(self.tab.value(*cell)) is not None for cell in below):
            yield from zip(texts, below, strict=True)

    def _amounts(self, label: Label) -> Iterator[Cell]:
        """The cells with amounts right of a label, up to the next one."""
        row, values = label.cell[0], self.tab.rows[label.cell[0]][:MOST_PLACES]
        for at in range(self._end(label.cell)[1] + 1, len(values)):
            text = form_labels.label(values[at])
            if text.startswith(_SHARES) or headings.recognised(text).column:
                return
            if amount_in(values[at]) is not None:
                yield row, at

    def _heading(self, cell: Cell) -> str:
        """The text right above the amounts among which a cell stands: 令和3年度, 増減."""
        row, place = cell
        while row > 0 and amount_in(self.tab.value(row, place)) is not None:
            row -= 1
        text = text_of(self.tab.value(row, place)).strip()
        return text if len(text) <= _LONGEST_HEADING else ""

    def entry(self, label: Label) -> Entry | None:
        """What stands in the cell of a label behind it, right of it, or beneath it."""
        (row, place), tab = label.cell, self.tab
        if within := form_labels.WITHIN.fullmatch(text_of(tab.value(row, place)).strip()):
            return Entry(label.cell, within[2].strip(), "")
        last_row, last_place = self._end(label.cell)
        right = (
            (row, at) for at in range(last_place + 1, MOST_PLACES) if self.is_filled((row, at))
        )
        found = [one for one in (next(right, None),) if one]
        if headings.is_money(label.column):
            found += self._beneath((last_row + 1, place))
        elif not self._has_label_left(last_row + 1, place):
            found.append((last_row + 1, place))
        there = next((one for one in found if self.says(one, label.column)), None)
        if there is None and headings.is_money(label.column):
            there = next(
                (one for one in found if form_labels.may_be_money(text_of(tab.value(*one)))), None
            )
        found_there = self._entry_at(there) if there else None
        if found_there and label.column == PLACE:
            return found_there._replace(value=form_places.with_section(tab, *found_there.cell))
        return found_there

    def _beneath(self, cell: Cell) -> list[Cell]:
        """The one amount beneath a label; of several the sum that is said to be one, or none."""
        row, place = cell
        rows = range(row, min(len(self.tab.rows), row + SEARCHED))
        amounts = list(takewhile(lambda at: amount_in(self.tab.value(at, place)) is not None, rows))
        if len(amounts) < 2:
            return [cell]
        sums = [at for at in amounts if self._is_sum(at, place)]
        return [(sums[-1], place)] if sums else []

    def _is_sum(self, row: int, place: int) -> bool:
        """Whether what stands left of an amount says that it is a sum."""
        texts = (text_of(one).strip() for one in self.tab.rows[row][:place] if one != "")
        short = (text for text in texts if text and len(text) < LONGEST)
        return any(is_sum(search_key(text), is_name=False) for text in short)

    def _entry_at(self, cell: Cell) -> Entry:
        """What stands in a cell, with the unit behind it."""
        behind = text_of(self.tab.value(cell[0], self._end(cell)[1] + 1)).strip()
        unit = behind if behind in units.WORDS.values() else ""
        return Entry(cell, self.tab.value(*cell), unit)

    def says(self, cell: Cell, column: str) -> bool:
        """Whether a cell is filled in, and no label itself; with money where money is asked for."""
        value = self.tab.value(*cell)
        if not self.is_filled(cell):
            return False
        if headings.is_money(column):
            return is_blank(value) or is_dash(value) or amount_in(value) is not None
        of = headings.recognised(text_of(value).strip()).column
        is_source = bool(of and of.startswith(headings.SOURCE)) and column in _FUNDING
        return not of or is_source

    def _has_label_left(self, row: int, place: int) -> bool:
        """Whether what stands in a cell is said of a label before it, in the same row."""
        before = self.tab.rows[row][:place] if row < len(self.tab.rows) else ()
        return any(headings.recognised(form_labels.label(value)).column for value in before)

    def is_filled(self, cell: Cell) -> bool:
        """Whether something stands in a cell, an error too."""
        tab, there = self.tab, (cell[0] + 1, cell[1] + 1)
        is_marked = there in tab.errors or there in tab.unfinished or there in tab.empty_results
        return is_marked or not is_blank(tab.value(*cell))

    def _end(self, cell: Cell) -> Cell:
        """The last cell of the merged range that a cell begins."""
        return self._ends.get(cell, cell)
