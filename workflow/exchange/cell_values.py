"""What a cell says whatever its column: a text, nothing, an amount of money.

Nothing is guessed: what does not read plainly is a problem of that cell.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Any, Final

from workflow.exchange import amount_words, units
from workflow.files.grid import Row, Value
from workflow.values import money, text

_LARGEST_TYPED: Final = 10**20
"""In whatever unit; beyond it there is no amount of money."""
_BRACKETS: Final = re.compile(r"[(（\[［〔<＜]([^()（）]{1,40})[)）\]］〕>＞]")
_ZEROS: Final = re.compile("(?<=[0-9０-９])[.．][0０]{1,2}$")
"""Behind whole thousands: 1200.0."""
_NOTE_MARK: Final = re.compile(r"\s?(?:[※*＊]|[(（]?注)[0-9０-９]{0,2}[)）]?$")
"""Which note at the foot is meant: 1,200※1, 300 注2）."""


class CellUnreadable(ValueError):
    """The cell does not say what its column asks for. `key` has a sentence; `data` facts."""

    def __init__(self, key: str, **data: Any) -> None:
        super().__init__(key)
        self.key: Final = key
        self.data: Final = data


def text_of(value: Value) -> str:
    """A cell's value as a person would have typed it."""
    if type(value) is str:  # as nearly all are
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return str(value.date() if value.time() == dt.time() else value)
    return str(value)


def with_cell(row: Row, place: int, text: str) -> Row:
    """A row with a text at a place, blank up to there where it was shorter."""
    return [*row[:place], *[""] * (place - len(row)), text, *row[place + 1 :]]


def is_blank(value: Value) -> bool:
    """Whether a cell shows nothing."""
    return isinstance(value, str) and not value.strip()


def is_dash(value: Value) -> bool:
    """Whether a cell of amounts or counts holds －, ―, … and nothing else: none."""
    return isinstance(value, str) and text.is_dash(value)


def decimal_of(value: Value) -> Decimal:
    """An amount in whatever unit its column has. Raises CellUnreadable."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise CellUnreadable("money_unreadable")
    if not isinstance(value, str) and not abs(value) < _LARGEST_TYPED:
        raise CellUnreadable("amount_too_large", limit=money.LARGEST)
    try:
        return money.parse_decimal(value) if isinstance(value, str) else Decimal(str(value))
    except money.MoneyUnreadable as wrong:
        if (plain := _without_marks(str(value))) != value:
            return decimal_of(plain)
        raise CellUnreadable(_why_unreadable(str(value))) from wrong


def _without_marks(typed: str) -> str:
    """An amount without a note's mark or its share behind it and a plus before it, as 増減 have.

    ゼロ予算 is 0.
    """
    if amount_words.is_no_budget(typed):
        return "0"
    return (
        _NOTE_MARK.sub("", units.without_share(typed.strip()))
        .strip()
        .removeprefix("+")
        .removeprefix("＋")
    )


def _why_unreadable(typed: str) -> str:
    """Amounts in brackets are reductions, parts or of another year: nobody can say which."""
    return "money_brackets" if within_brackets(typed) else "money_unreadable"


def within_brackets(value: Value) -> str:
    """The amount that stands in brackets, which may mean anything; "" for any other cell."""
    found = _BRACKETS.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found or amount_in(found[1]) is None or amount_words.is_no_budget(found[1]):
        return ""
    return found[1]


def amount_in(value: Value) -> Decimal | None:
    """The amount that a cell holds, in whatever unit; None for one that holds none."""
    try:
        return decimal_of(value)
    except CellUnreadable:
        return None


def converted(value: Value, unit: units.Unit, rounding: str) -> int:
    """An amount in another unit as 千円. Raises CellUnreadable."""
    return within_bounds(units.in_thousands(decimal_of(value), unit, rounding))


def within_bounds(amount: int | None) -> int:
    """An amount that was converted. Raises CellUnreadable for none, and for one too large."""
    if amount is None:
        raise CellUnreadable("money_no_thousands")
    if abs(amount) > money.LARGEST:
        raise CellUnreadable("amount_too_large", limit=money.LARGEST)
    return amount


def money_of(value: Value) -> int:
    """An amount in 千円. Raises CellUnreadable."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if isinstance(value, float) and not value.is_integer():
            raise CellUnreadable("money_decimal")
        if abs(value) > money.LARGEST:
            raise CellUnreadable("amount_too_large", limit=money.LARGEST)
        return int(value)
    try:
        return money.parse_kyen(_ZEROS.sub("", text_of(value).strip()))
    except money.MoneyNotInThousands as wrong:
        raise CellUnreadable(f"money_{wrong.reason}") from wrong
    except money.MoneyTooLarge as wrong:
        raise CellUnreadable("amount_too_large", limit=money.LARGEST) from wrong
    except money.MoneyUnreadable as wrong:
        if (plain := _without_marks(text_of(value))) != value:
            return money_of(plain)
        raise CellUnreadable(_why_unreadable(text_of(value))) from wrong
