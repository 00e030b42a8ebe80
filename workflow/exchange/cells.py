"""The cells of a row, each by itself: read in its unit, or named with what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from workflow.exchange import amounts, field_values, headings, refining, understanding, units
from workflow.exchange.cell_values import CellUnreadable, is_blank, text_of
from workflow.exchange.columns import ITEM
from workflow.exchange.head import MOST_COLUMNS
from workflow.exchange.lines import Line
from workflow.exchange.names import Names
from workflow.exchange.repeating import FILLED_DOWN, is_ditto
from workflow.exchange.rows import Row
from workflow.exchange.sheets import Reading
from workflow.exchange.units import Unit
from workflow.exchange.written_cells import read_own
from workflow.files.marks import ERROR_WORDS
from workflow.values import money
from workflow.values.sheet import SPECS, FundingLine, Kind, is_own

_MASTERS: Final = frozenset({"field", "category"})
"""Columns whose words are titles of a master's entries."""
_THOUSANDS: Final = re.compile("[△▲-]?[1-9][0-9]{0,2}")
_HUNDREDS: Final = re.compile("[0-9]{3}")
_LONGEST_SECOND: Final = 80


@dataclass(frozen=True)
class Cells:
    """How the cells of a file are read.

    `units` says in what each column of amounts is counted; rows of `twins` have a name that
    another has too, and take what stands in the column `second` behind it.
    """

    reading: Reading
    names: Names
    units: Mapping[int, tuple[Unit, str]]
    twins: frozenset[int]
    second: int | None
    ask_from: int = money.YEN_SUSPECTED_FROM
    width: int = MOST_COLUMNS
    """The columns up to the last that has a heading."""
    sections: tuple[tuple[int, Unit], ...] = ()
    """Rows (from 1) from which on amounts are counted in another unit, as was answered."""

    def read(self, line: Line) -> Row:
        """A row with each of its cells; `rows.clean` looks at them together."""
        row = Row(line)
        if line.broken:
            row.wrong("name", "unclosed_quote", line=line.broken)
            return row
        raw: dict[str, Decimal] = {}
        for place, name in self.reading.how.columns.items():
            if name in line.values and not self._name_problem(row, name, place):
                self._read(row, name, place, raw)
        if sources := [name for name in raw if name.startswith(headings.SOURCE)]:
            self._take_sources(row, sources, raw)
        self._take_whole_source(row)
        self._tell_apart(row)
        self._confirm(row)
        return row

    def _name_problem(self, row: Row, name: str, place: int) -> bool:
        """Whether the cell holds no value that could be read: an error, a formula without one."""
        tab, cell = self.reading.tab, (row.line.row, place + 1)
        value = row.line.values[name]
        word = tab.errors.get(cell) or (value if value in ERROR_WORDS else None)
        if name in row.line.typed:
            return False
        if word:
            row.wrong(name, "cell_error", word=str(word))
        elif cell in tab.unfinished or (cell in tab.empty_results and headings.is_money(name)):
            row.wrong(name, "formula_without_value")
        elif name == "name" and is_ditto(value):
            row.wrong(name, "name_repeated")
        elif name == "name" and name in row.line.merged and self._second_word(row):
            return False
        elif name in row.line.merged and name not in FILLED_DOWN and _counts(name):
            row.wrong(name, "merged_cell")
        else:
            return False
        return True

    def _read(self, row: Row, name: str, place: int, raw: dict[str, Decimal]) -> None:
        value = row.line.values[name]
        try:
            if headings.is_money(name):
                self._read_money(row, name, place, raw)
            elif name == "funding_lines" and field_values.whole_source(value, self.names):
                row.whole_source = field_values.whole_source(value, self.names)
            elif name in SPECS and SPECS[name].kind is Kind.LINE and name not in _MASTERS:
                row.given[name] = " ".join(text_of(value).split("\n")).strip()
            elif name in SPECS:
                row.given[name] = field_values.read(name, value, self.names)
            elif is_own(name):
                row.given[name] = read_own(name, value, self.names)
        except CellUnreadable as wrong:
            row.wrong(name, wrong.key, **wrong.data)

    def _read_money(self, row: Row, name: str, place: int, raw: dict[str, Decimal]) -> None:
        """An amount in the unit of the column, of the rows about it, or that the cell says."""
        if name == "amount_kyen" and name not in row.line.typed and self._is_parted(row, place):
            raise CellUnreadable("money_parted")
        unit, rounding = self._counted(row, place)
        field = "amount_kyen" if name.startswith(headings.SOURCE) else name
        value = amounts.as_answered(row.line.values[name], self.reading.how.answers)
        found = amounts.read(field, value, unit, rounding, self.names)
        if name in SPECS:
            row.given[name] = found.kyen
        if found.kyen is not None:
            raw[name] = found.yen
            row.amounts[name] = found.kyen

    def _counted(self, row: Row, place: int) -> tuple[Unit, str]:
        """The unit in which a cell is counted, and how it is rounded."""
        unit, rounding = self.units.get(place, (Unit.THOUSAND, ""))
        return (self.sections and self._unit_there(row)) or unit, rounding

    def _unit_there(self, row: Row) -> Unit | None:
        """The unit that a line above a row says for those beneath it."""
        return next((unit for at, unit in reversed(self.sections) if at <= row.line.row), None)

    def _is_parted(self, row: Row, place: int) -> bool:
        """Whether 1,200 stands in two cells, as in a csv file that has it without quotes."""
        cells = self.reading.tab.rows[row.line.row - 1]
        behind = (
            one for at, one in enumerate(cells) if at >= self.width and at != self.reading.added
        )
        if all(map(is_blank, behind)):
            return False
        first, second = (text_of(one).strip() for one in cells[place : place + 2])
        return bool(_THOUSANDS.fullmatch(first) and _HUNDREDS.fullmatch(second))

    def _take_sources(self, row: Row, sources: list[str], raw: Mapping[str, Decimal]) -> None:
        """Columns of funding as 財源内訳; they have to sum to the amount."""
        found = {name: row.amounts[name] for name in sources if row.amounts[name]}
        lines = []
        for name, kyen in found.items():
            if code := self.names.source_named(name.removeprefix(headings.SOURCE)):
                lines.append(FundingLine(code, kyen))
            elif source := headings.source_of(name):
                lines.append(FundingLine(source.kind, kyen, source.label))
        asked, of_lines = raw.get("amount_kyen"), sum((raw[name] for name in sources), Decimal(0))
        if asked is not None and self._differ(row, sources, asked - of_lines):
            one = units.YEN_IN[self._unit_of(row, "amount_kyen")]
            facts = {"lines": _plain(of_lines / one), "amount": _plain(asked / one)}
            row.wrong(sources[0], "funding_sum", **facts)
        elif lines:
            row.given["funding_lines"] = _summing_to(row.given.get("amount_kyen"), lines)
        if "funding" not in row.line.values and found:
            row.given["funding"] = "、".join(name.removeprefix(headings.SOURCE) for name in found)

    def _differ(self, row: Row, sources: list[str], difference: Decimal) -> bool:
        """Whether funding differs from its amount by more than two units of count allow."""
        own = self._unit_of(row, "amount_kyen")
        others = {self._unit_of(row, name) for name in sources} - {own}
        least = max(units.YEN_IN[one] for one in (own, *others)) if others else 0
        return bool(difference) and abs(difference) >= least

    def _unit_of(self, row: Row, name: str) -> Unit:
        place = self.reading.how.place_of(name)
        return Unit.THOUSAND if place is None else self._counted(row, place)[0]

    def _take_whole_source(self, row: Row) -> None:
        """財源内訳 with a plain word: that kind of funding bears the whole amount."""
        source, amount = row.whole_source, row.given.get("amount_kyen")
        if source is None:
            return
        if amount:
            row.given["funding_lines"] = (FundingLine(source, amount),)
        if "funding" not in row.line.values:
            row.given["funding"] = row.typed("funding_lines").strip()

    def _tell_apart(self, row: Row) -> None:
        name = row.given.get("name")
        if name and (words := self._second_word(row)):
            row.given["name"] = f"{name}（{words}）"

    def _second_word(self, row: Row) -> str:
        """What tells a row apart from another of its name; "" for rows that need no such thing."""
        if self.second is None or row.line.row not in self.twins:
            return ""
        second = text_of(self.reading.tab.value(row.line.row - 1, self.second))
        return " ".join(second.split())[:_LONGEST_SECOND]

    def _confirm(self, row: Row) -> None:
        """Amounts that were asked about, once for their column, are not asked about again."""
        amount = row.given.get("amount_kyen")
        before = row.given.get("previous_amount_kyen")
        was_asked = refining.UNIT in self.reading.how.answers
        if was_asked and amount and money.looks_like_yen(amount, before, self.ask_from):
            row.is_confirmed = True


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():,f}"


def _summing_to(amount: int | None, lines: list[FundingLine]) -> tuple[FundingLine, ...]:
    """The lines, the largest of which takes what rounding has left over."""
    rest = (amount or 0) - sum(line.amount_kyen for line in lines)
    if amount is None or not rest:
        return tuple(lines)
    largest = max(range(len(lines)), key=lambda place: abs(lines[place].amount_kyen))
    one = lines[largest]
    return (
        *lines[:largest],
        FundingLine(one.source, one.amount_kyen + rest, one.label),
        *lines[largest + 1 :],
    )


def _counts(name: str) -> bool:
    if name.startswith(headings.SOURCE) or is_own(name):
        return True
    return name in ("name", ITEM) or (name in SPECS and SPECS[name].kind is not Kind.BLOCK)


def cells_of(reading: Reading, names: Names, described: Mapping[str, Any], ask_from: int) -> Cells:
    """How the cells of a staged file are read, by what was described of it."""
    head = understanding.head_of(reading.tab, reading.how)
    return Cells(
        reading,
        names,
        refining.units_of(head, reading.how),
        frozenset(described.get("twins", ())),
        understanding.second_name(reading.tab, reading.how),
        ask_from,
        1 + max((place for place in head.said if head.label(place)), default=0),
        refining.sections_of(described),
    )
