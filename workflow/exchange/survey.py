"""One look at all rows that are read: what has to be asked before any of them is checked."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from workflow.exchange import headed_parts, labels, leaving_out, parts, placing, refining, units
from workflow.exchange.cell_values import amount_in, is_blank, text_of
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.exchange.headed_parts import Headed, HeadedParts
from workflow.exchange.likeness import departments_like
from workflow.exchange.lines import NAMES_ALONE, Line, Lines
from workflow.exchange.money_survey import MoneyLooker, MoneySurvey, unit_of_head
from workflow.exchange.names import Names
from workflow.exchange.parts import Parts, Whole
from workflow.exchange.sheets import Reading
from workflow.exchange.titles import group_department
from workflow.exchange.understanding import head_of
from workflow.exchange.units import Unit
from workflow.files.grid import Row
from workflow.values.text import search_key

MOST_NAMES: Final = 30
"""Unknown names of departments that are asked about."""
MOST_SKIPPED: Final = 200
_PLACES: Final = (DEPARTMENT, PLACE)
_NAMING: Final = (DEPARTMENT, PLACE, "section", "name")


@dataclass
class Survey:
    """What was found."""

    items: int = 0
    hidden: int = 0
    """Hidden rows that hold something."""
    struck: list[int] = field(default_factory=list)
    """Rows (from 1) that are not hidden and whose name or amount is struck through."""
    without_department: list[int] = field(default_factory=list)
    """Rows (from 1) of items whose department can only be the one above."""
    unknown: Counter[str] = field(default_factory=Counter)
    """Names of departments that are none, and resemble one, with the items that have them."""
    money: MoneySurvey = field(default_factory=MoneySurvey)
    broken_names: list[int] = field(default_factory=list)
    """Rows of items whose name has a line break."""
    skipped: list[tuple[int, str]] = field(default_factory=list)
    """Rows that hold no item, and what they call themselves."""
    names_alone: list[tuple[int, str]] = field(default_factory=list)
    """Rows (from 1) with a name and nothing else, in a list with amounts."""
    continued: list[int] = field(default_factory=list)
    """Rows whose texts go on with those of the item above."""
    other_sums: list[tuple[int, str, Decimal, Decimal]] = field(default_factory=list)
    """Rows called 合計 whose amount is none: what they say, and the sum of what is above."""
    sections: list[tuple[int, Unit]] = field(default_factory=list)
    """Rows (from 1) from which on lines between the items, or other sheets, say another unit."""
    unit_at_foot: Unit | None = None
    """The unit that a line beneath all items says, where it is another than that of the head."""
    shortened: dict[str, str] = field(default_factory=dict)
    """Places of which only the beginning is kept, as 総務部長, with what is read."""
    rows_of: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    """Rows by department, section and name, as they are typed."""
    with_parts: list[Whole] = field(default_factory=list)
    """Items whose amount is the sum of the rows beneath, which are named or numbered as parts."""

    headed: list[Headed] = field(default_factory=list)
    """Items without an amount above parts that have theirs."""

    @property
    def twins(self) -> list[int]:
        """Rows whose department, section and name another row has too."""
        return sorted(row for rows in self.rows_of.values() if len(rows) > 1 for row in rows)

    def left_out(self, answers: Mapping[str, str]) -> list[int]:
        """The rows (from 1) of items or of their parts that are not read, as was answered."""
        of_parts = parts.left_out(self.with_parts, answers.get(parts.PARTS, ""))
        of_heads = headed_parts.left_out(self.headed, answers.get(headed_parts.HEADED, ""))
        return sorted({*of_parts, *of_heads})


def survey(
    reading: Reading,
    names: Names,
    known: Mapping[int, Mapping[str, Any]],
    amounts: Collection[int] = (),
) -> Survey:
    """Look at every row.

    `known` is the content of items as they were exported, `amounts` are amounts of items.
    """
    tab, how = reading.tab, reading.how
    hidden, struck = leaving_out.hidden(tab, how), leaving_out.struck(tab, how)
    found = Survey(hidden=len(hidden), struck=sorted(struck - hidden))
    looker = _Looker(reading, names, known, amounts, found)
    lines = Lines(reading.tab, reading.how, placing.folded_labels(names), reading.added)
    at = reading.how.first
    for line in lines.between(0, len(reading.tab.rows)):
        looker.skip(lines, at, line.row - 1)
        at = line.row
        looker.take(lines, line)
    looker.skip(lines, at, len(reading.tab.rows))
    looker.end()
    return found


class _Looker:
    """Takes in row after row."""

    def __init__(
        self,
        reading: Reading,
        names: Names,
        known: Mapping[int, Mapping[str, Any]],
        amounts: Collection[int],
        found: Survey,
    ) -> None:
        self._reading, self._names, self._found = reading, names, found
        self._money = MoneyLooker(reading, known, amounts, found.money)
        columns = reading.how.columns.values()
        self._placing = [name for name in columns if name in _PLACES or name == "section"]
        self._above = False
        self._unit = self._first_unit = unit_of_head(reading)
        self._is_unsaid = refining.unit_of(head_of(reading.tab, reading.how)) is None
        self._rounded: tuple[int, Unit] | None = None
        self._units_of_parts = {one.start: one.unit for one in reading.parts[1:] if one.unit}
        self._last = 0
        self._seen: dict[tuple[str, ...], str] = {}
        self._is_whole_empty = False
        self._place = [""] * (len(_NAMING) - 1)
        self._parts = Parts()
        self._headed = HeadedParts()
        found.with_parts, found.headed = self._parts.found, self._headed.found

    def take(self, lines: Lines, line: Line) -> None:
        """An item."""
        found, row = self._found, line.row
        if line.broken:
            return
        if self._units_of_parts:
            self._take_part(row - 1)
        found.items, self._last = found.items + 1, row
        if "\n" in text_of(line.values.get("name", "")).strip():
            found.broken_names.append(row)
        is_alone = _is_without_amount(line) and self._take_name(lines, row - 1)
        if not is_alone or NAMES_ALONE in lines.how.answers:
            self._take_department(line)
        self._parts.take(line)
        self._headed.take(line)
        if self._unit is self._first_unit:  # any other is counted otherwise than the column
            self._money.take(line)
        key = self._key(line)
        if key[-1]:
            found.rows_of.setdefault(key, []).append(row)

    def _key(self, line: Line) -> tuple[str, ...]:
        """What two rows of one name share; a row without any place has that of the one above."""
        *said, name = (_folded(line.values.get(one, "")) for one in _NAMING)
        self._place = said if any(said) else self._place
        return (*self._place, name)

    def _take_name(self, lines: Lines, row: int) -> bool:
        """Whether a row (from 0) holds a name and nothing else, which is asked about."""
        if is_alone := lines.is_name_alone(row):
            self._found.names_alone.append((row + 1, lines.says.name(row)))
        return is_alone

    def skip(self, lines: Lines, start: int, stop: int) -> None:
        """Rows without items."""
        for row in range(start, stop):
            if lines.is_left_out(row):
                continue
            if NAMES_ALONE in lines.how.answers:
                self._take_name(lines, row)
            if lines.goes_on(row):
                self._found.continued.append(row + 1)
                continue
            self._take_unit(lines.tab.rows[row], row)
            label = lines.says.label(row)
            self._check_sum(lines, row, label)
            if group_department(lines.tab.rows[row], self._names):
                self._above = True
            if label and len(self._found.skipped) < MOST_SKIPPED:
                self._found.skipped.append((row + 1, label))

    def end(self) -> None:
        """A unit that is said beneath all items is that of them all."""
        sections = self._found.sections
        while sections and sections[-1][0] > self._last:
            _row, unit = sections.pop()
            if not self._found.unit_at_foot and not self._reading.others:
                self._found.unit_at_foot = unit
        if self._rounded and self._rounded[0] > self._last and not self._reading.others:
            self._found.unit_at_foot = self._found.unit_at_foot or self._rounded[1]

    def _take_unit(self, cells: Row, row: int) -> None:
        """A line that says in which unit the amounts beneath it are counted."""
        texts = [one for one in cells if isinstance(one, str) and "円" in one]
        if unit := units.of_titles(texts):
            self._count_in(unit, row)
        elif self._is_unsaid and (unit := units.of_rounding(texts)) not in (None, self._first_unit):
            self._rounded = (row + 1, unit)

    def _count_in(self, unit: Unit, row: int) -> None:
        if unit is not self._unit:
            self._unit = unit
            self._found.sections.append((row + 1, unit))

    def _check_sum(self, lines: Lines, row: int, label: str) -> None:
        """Compare what a 合計 says with the rows above: so a column read wrongly is seen."""
        if not labels.is_grand_sum(search_key(label)):
            return
        amount = lines.says.amount(row)
        if amount is not None and not lines.sums.of_items.has(row, amount, least=1):
            self._found.other_sums.append((row + 1, label, amount, lines.sums.of_items.above(row)))

    def _take_department(self, line: Line) -> None:
        places = [name for name in self._placing if name in _PLACES]
        if not places and self._may_be_of_section_above(line):
            places = self._placing
        typed = {name: text_of(line.values[name]).strip() for name in self._placing}
        is_said = any(typed[name] for name in places)
        if is_said or not places:
            self._above = self._above or is_said or (not places and any(typed.values()))
            self._take_names(typed)
        elif self._above and not is_blank(line.values.get("name", "")):
            self._found.without_department.append(line.row)

    def _may_be_of_section_above(self, line: Line) -> bool:
        """Whether an item of a list that has sections alone is no part of the one above it.

        A part of one that has no amount itself counts for itself.
        """
        is_part = labels.begins_a_part(text_of(line.values.get("name", "")))
        has_amount = amount_in(line.values.get("amount_kyen", "")) is not None
        if not is_part:
            self._is_whole_empty = not has_amount
        is_own = not is_part or self._is_whole_empty
        return bool(self._placing) and has_amount and is_own

    def _take_names(self, typed: Mapping[str, str]) -> None:
        key = tuple(typed.values())
        if key not in self._seen:
            placed = placing.place(typed, self._names)
            unknown = placed.unknown
            if placed.shortened and len(self._found.shortened) < MOST_NAMES:
                self._found.shortened[placed.shortened] = placing.in_words(placed, self._names)
            is_asked = bool(departments_like(unknown, self._names))
            is_asked = is_asked and len(self._found.unknown) < MOST_NAMES
            self._seen[key] = unknown if is_asked else ""
        if unknown := self._seen[key]:
            self._found.unknown[unknown] += 1

    def _take_part(self, row: int) -> None:
        """The unit of the sheet that a row comes from."""
        starts = [start for start in self._units_of_parts if start <= row]
        for start in starts:
            self._count_in(self._units_of_parts.pop(start), start)


def _is_without_amount(line: Line) -> bool:
    """Whether a row has no amount, or only that of the row above it, merged over both."""
    return is_blank(line.values.get("amount_kyen", 0)) or "amount_kyen" in line.merged


def _folded(value: Any) -> str:
    return "".join(text_of(value)[:200].split())
