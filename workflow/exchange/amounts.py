"""Amounts as cells have them: in the unit of their column, or in one that the cell says itself."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from workflow.exchange import amount_words, cell_values, field_values, units
from workflow.exchange.cell_values import CellUnreadable, is_blank, is_dash, text_of
from workflow.exchange.names import Names
from workflow.exchange.units import Unit
from workflow.files.grid import Value

YEN_SIGNS, BRACKETS, WORDS, LINES = "yen_signs", "brackets", "amount_words", "amount_lines"
"""What is asked of amounts with a sign of yen, in brackets, of words for one, of several in a cell.
"""
AS_COLUMN, MINUS, PLAIN = "column", "minus", "plain"
"""Answers: the sign says nothing; brackets make a reduction, or nothing of an amount."""
NO_AMOUNT, NUMBER = "blank", "number"
"""Answers: words are no amount; or the number among them is one, where there is one."""
LINE: Final = "line"
"""With its place (from 1) the answer which of the amounts in a cell is read."""


class Amount(NamedTuple):
    """An amount in 千円, None for none; and in yen, before anything was rounded."""

    kyen: int | None
    yen: Decimal


def read(field: str, value: Value, unit: Unit, rounding: str, names: Names) -> Amount:
    """The amount of a cell in a column of this unit. Raises CellUnreadable."""
    if is_blank(value) or is_dash(value) or (unit is Unit.THOUSAND and not rounding):
        try:
            kyen = field_values.read(field, value, names)
        except CellUnreadable:
            if (own := _said_itself(value, unit, rounding)) is None:
                raise
            return own
        return Amount(kyen, Decimal(1_000 * (kyen or 0)))
    if own := _said_itself(value, unit, rounding):
        return own
    kyen = cell_values.converted(value, unit, rounding)
    return Amount(kyen, cell_values.decimal_of(value) * units.YEN_IN[unit])


def _said_itself(value: Value, unit: Unit, rounding: str) -> Amount | None:
    """An amount whose cell says its unit.

    None for a cell that says none, and for one that is no whole number of 千円 in a column of them.
    Raises CellUnreadable.
    """
    if not units.may_say_itself(value) or (yen := units.yen_in(text_of(value))) is None:
        return None
    thousands = units.in_thousands(yen, Unit.YEN, rounding)
    if thousands is None and unit is Unit.THOUSAND:
        return None
    return Amount(cell_values.within_bounds(thousands), yen)


def as_answered(value: Value, answers: Mapping[str, str]) -> Value:
    """A cell as it reads once it was said what signs of yen and brackets mean in its file."""
    if not isinstance(value, str):
        return value
    if answers.get(YEN_SIGNS) == AS_COLUMN and units.has_yen_sign(value):
        yen = units.yen_in(text_of(value))
        return value if yen is None else str(yen)
    meant = answers.get(BRACKETS)
    if meant in (MINUS, PLAIN) and (inner := cell_values.within_brackets(value)):
        amount = cell_values.decimal_of(inner)
        return str(-abs(amount) if meant == MINUS else amount)
    return _read_as(value, answers) if WORDS in answers or LINES in answers else value


def _read_as(value: str, answers: Mapping[str, str]) -> str:
    """The line of a cell that was said to be read; of words the number, or nothing, as was said."""
    if lines := of_lines(value):
        at = answers.get(LINES, "").removeprefix(LINE)
        return lines[int(at) - 1] if at.isdecimal() and int(at) <= len(lines) else value
    meant = answers.get(WORDS)
    if meant not in (NO_AMOUNT, NUMBER) or not are_words("amount_kyen", value):
        return value
    return amount_words.number_among(value) if meant == NUMBER else ""


def of_lines(typed: str) -> tuple[str, ...]:
    """The two or three amounts that stand in a cell, one a line; none for any other cell."""
    lines = tuple(cell_values.within_brackets(one) or one for one in amount_words.lines_of(typed))
    is_one = all(is_dash(one) or cell_values.amount_in(one) is not None for one in lines)
    return lines if is_one else ()


def are_words(column: str, typed: str) -> bool:
    """Whether a cell of amounts holds words for one: 調整中, 約131,217."""
    if column != "amount_kyen" and field_values.says_no_amount(typed):
        return False
    is_read = cell_values.amount_in(typed) is not None or units.yen_in(typed) is not None
    is_other = is_read or is_dash(typed) or bool(cell_values.within_brackets(typed))
    return not is_other and amount_words.are_words(typed)
