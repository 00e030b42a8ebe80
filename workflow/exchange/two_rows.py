"""Items of two rows, with an amount in each: 当初 above 補正後, 本年度 above （前年度）."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from workflow.exchange.cell_values import amount_in, is_blank, is_dash, text_of, within_brackets
from workflow.exchange.row_labels import is_zero
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Row, Tab, Value

TWO_ROWS: Final = "two_rows"
UPPER, LOWER, EACH = "upper", "lower", "each"
_SHOWN: Final = 3
_MOST_OF: Final = 0.75
"""The share of items that have a second row."""


Covered = Mapping[tuple[int, int], tuple[int, int]]
"""The first cell of the merged range that a cell is part of."""


class Pairs(NamedTuple):
    """The second rows (from 0), and what the first of both rows hold as the amount."""

    rows: tuple[int, ...]
    upper: tuple[str, ...]
    lower: tuple[str, ...]


def pairs(tab: Tab, how: Understanding) -> Pairs | None:
    """The second rows of items; None unless nearly all items have one that says another amount."""
    name, amount = how.place_of("name"), how.place_of("amount_kyen")
    if name is None or amount is None:
        return None
    covered = tab.covered(how.first) if tab.merges else {}
    unnamed = [
        row
        for row, cells in enumerate(tab.rows)
        if len(cells) <= name or cells[name] == "" or (row, name) in covered
    ]
    seconds = _seconds(tab, how, unnamed, covered)
    without = set(unnamed)
    of_items = sum(row - 1 not in without for row in seconds)
    named = sum(row not in without for row in range(how.first, len(tab.rows))) if of_items else 0
    if not of_items or of_items < _MOST_OF * named:
        return None
    both = [(tab.value(row - 1, amount), tab.value(row, amount)) for row in seconds]
    if all(upper == lower for upper, lower in both):
        return None  # they are sums of one item each
    if all(is_zero("amount_kyen", lower) for _upper, lower in both):
        return None  # they are empty, with a formula
    upper, lower = zip(*both[:_SHOWN], strict=True)
    return Pairs(seconds, tuple(map(_typed, upper)), tuple(map(_typed, lower)))


def _seconds(
    tab: Tab, how: Understanding, unnamed: Sequence[int], covered: Covered
) -> tuple[int, ...]:
    """The rows without a name that are the second of an item, and no third."""
    found: list[int] = []
    for row in unnamed:
        is_free = row > how.first and (not found or found[-1] != row - 1)
        if is_free and _is_second(tab, how, row, covered):
            found.append(row)
    return tuple(found)


def as_answered(tab: Tab, how: Understanding, found: Pairs) -> Tab:
    """The sheet with the amounts of one of the two rows in the first, and nothing in the second."""
    answer = how.answers.get(TWO_ROWS)
    if answer not in (UPPER, LOWER):
        return tab
    rows: list[Row] = list(tab.rows)
    for second in found.rows:
        if answer == LOWER:
            rows[second - 1] = _with_amounts(rows[second - 1], rows[second])
        rows[second] = ["" if _is_amount(value) else value for value in rows[second]]
    return replace(tab, rows=rows)


def _is_second(tab: Tab, how: Understanding, row: int, covered: Covered) -> bool:
    """Whether a row holds amounts only, one of them beneath an amount; and what is not read."""
    amount = how.place_of("amount_kyen") or 0
    cells = enumerate(tab.rows[row])
    own = {at for at, value in cells if not is_blank(value) and (row, at) not in covered}
    is_beneath = amount in own and _is_amount(tab.value(row - 1, amount))
    read = own & how.columns.keys()
    return is_beneath and all(_is_amount(tab.value(row, at)) for at in read)


def _is_amount(value: Value) -> bool:
    if is_blank(value):
        return False
    return is_dash(value) or amount_in(value) is not None or bool(within_brackets(value))


def _typed(value: Value) -> str:
    return text_of(value).strip()


def _with_amounts(upper: Row, lower: Row) -> Sequence[Value]:
    """The upper row with the amounts of the lower one, which may stand in brackets."""
    width = max(len(upper), len(lower))
    both = zip(_filled(upper, width), _filled(lower, width), strict=True)
    return [
        (within_brackets(there) or there) if _is_amount(there) else here for here, there in both
    ]


def _filled(row: Row, width: int) -> list[Value]:
    return [*row, *[""] * (width - len(row))]
