"""One look at the amounts of all rows: how large they are, and which say a unit of their own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from workflow.exchange import amount_words, amounts, headings, refining, understanding, units
from workflow.exchange.cell_values import amount_in, is_blank, text_of, within_brackets
from workflow.exchange.lines import Line
from workflow.exchange.rows import item_number
from workflow.exchange.sheets import Reading
from workflow.exchange.units import Unit

Typed = tuple[int, str]
"""The row (from 1) of an amount, and how it stands there."""


@dataclass
class Amounts:
    """The amounts of one column, in the unit in which they were typed."""

    count: int = 0
    largest: Decimal = Decimal(0)
    largest_typed: str = ""
    with_fraction: int = 0
    """Amounts that are no whole number."""
    below_thousand: int = 0
    """Amounts that are no multiple of 1,000."""
    smallest: Decimal | None = None
    new: list[tuple[Decimal, Decimal | None]] = field(default_factory=list)
    """Amounts that no item has yet, each with the one of the year before."""

    def take(self, amount: Decimal, typed: str) -> None:
        """Count an amount."""
        self.count += 1
        if abs(amount) >= abs(self.largest):
            self.largest, self.largest_typed = amount, typed
        self.with_fraction += amount != amount.to_integral_value()
        self.below_thousand += amount % 1000 != 0
        if amount and (self.smallest is None or abs(amount) < self.smallest):
            self.smallest = abs(amount)


@dataclass
class MoneySurvey:
    """What was found of the amounts, those of each column by its place."""

    by_place: dict[int, Amounts] = field(default_factory=dict)
    own_units: list[int] = field(default_factory=list)
    """Rows with an amount that says its own unit."""
    yen_signs: list[Typed] = field(default_factory=list)
    """Amounts with a sign of yen in a column that says another unit."""
    brackets: list[Typed] = field(default_factory=list)
    """Amounts in brackets."""
    words: list[Typed] = field(default_factory=list)
    """Words where an amount stands."""
    in_lines: list[Typed] = field(default_factory=list)
    """Cells with two or three amounts."""
    no_budgets: list[int] = field(default_factory=list)
    """Rows whose amount is ゼロ予算, which is read as 0."""
    missing: list[int] = field(default_factory=list)
    """Rows of items whose amount is blank."""


class MoneyLooker:
    """Takes in the amounts of row after row. `known` and `given` are those that items have."""

    def __init__(
        self,
        reading: Reading,
        known: Mapping[int, Mapping[str, Any]],
        given: Collection[int],
        found: MoneySurvey,
    ) -> None:
        how = reading.how
        self._known, self._given, self._found = known, given, found
        self._columns = {p: name for p, name in how.columns.items() if headings.is_money(name)}
        self._answers, self._amount = how.answers, how.place_of("amount_kyen")
        head = understanding.head_of(reading.tab, how)
        self._said = {p: one.said for one in refining.counted(head, how) for p in one.places}
        self._unit = unit_of_head(reading)

    def take(self, line: Line) -> None:
        """The amounts of an item."""
        read: dict[str, Decimal] = {}
        for place, name in self._columns.items():
            value = line.values[name]
            if name == "amount_kyen" and is_blank(value):
                self._found.missing.append(line.row)
            elif isinstance(value, str):
                self._take_signs(line.row, place, value)
                value = amounts.as_answered(value, self._answers)
            if (amount := self._amount_of(line, name, value)) is None:
                continue
            read[name] = amount
            if place not in self._found.by_place:
                self._found.by_place[place] = Amounts()
            self._found.by_place[place].take(amount, text_of(value).strip())
        if "amount_kyen" in read and not self._is_known(line, read["amount_kyen"]):
            of = (read["amount_kyen"], read.get("previous_amount_kyen"))
            self._found.by_place[self._amount or 0].new.append(of)

    def _amount_of(self, line: Line, name: str, value: Any) -> Decimal | None:
        """The amount of a cell in the unit of its column; None where it holds none, or its own."""
        if is_answered := value is not line.values[name]:
            self._take_words(line, name, value)
        if self._take_own_unit(line.row, value):
            return None
        if not (amount := amount_in(value)) and not is_answered:
            self._take_words(line, name, value)
        return amount

    def _take_signs(self, row: int, place: int, typed: str) -> None:
        """Brackets about an amount, a sign of yen where the column says another unit, lines."""
        if within_brackets(typed):
            self._found.brackets.append((row, typed.strip()))
        if "\n" in typed and amounts.of_lines(typed):
            self._found.in_lines.append((row, typed.strip()))
        is_other = self._said.get(place) not in (None, Unit.YEN)
        if is_other and units.has_yen_sign(typed) and units.yen_in(typed) is not None:
            self._found.yen_signs.append((row, typed.strip()))

    def _take_words(self, line: Line, name: str, value: Any) -> None:
        """Words in place of an amount, be it said already what they mean; and ゼロ予算."""
        typed = line.values[name]
        if amount_words.is_no_budget(value):
            self._found.no_budgets.append(line.row)
        elif isinstance(typed, str) and amounts.are_words(name, typed):
            self._found.words.append((line.row, typed.strip()))
            if name == "amount_kyen" and is_blank(value):
                self._found.missing.append(line.row)

    def _take_own_unit(self, row: int, value: Any) -> bool:
        """An amount that says its own unit, which is not the column's to count."""
        if not units.may_say_itself(value):
            return False
        typed = text_of(value).strip()
        if self._is_as_usual(typed) or units.yen_in(typed) is None:
            return False
        self._found.own_units.append(row)
        return True

    def _is_as_usual(self, typed: str) -> bool:
        """Whether the unit that a cell says is that of all."""
        if self._unit is Unit.THOUSAND:
            return typed.endswith("千円")
        return self._unit is Unit.YEN and not any(word in typed for word in "千万億")

    def _is_known(self, line: Line, amount: Decimal) -> bool:
        """Whether an item has this amount already, or the row says that it is right."""
        is_said = not is_blank(line.values.get("amount_confirmed", ""))
        if is_said or amount in self._given:
            return True
        number = item_number(line)
        return number is not None and self._known.get(number, {}).get("amount_kyen") == amount


def unit_of_head(reading: Reading) -> Unit:
    """The unit in which the head says that amounts are counted; 千円 where it says none."""
    said = refining.unit_of(understanding.head_of(reading.tab, reading.how))
    return said or Unit.THOUSAND
