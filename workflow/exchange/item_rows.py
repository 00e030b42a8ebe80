"""Items of two rows or more, with an amount in each: 当初 above 補正後, or a row for every 節."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from workflow.exchange import leaving_out, understanding
from workflow.exchange.cell_values import amount_in, is_blank, is_dash, text_of, within_brackets
from workflow.exchange.row_labels import is_zero
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Row, Tab, Value

ITEM_ROWS: Final = "item_rows"
UPPER, LOWER, SUM, EACH = "upper", "lower", "sum", "each"
_SHOWN: Final = 3
_MOST_OF: Final = 0.75
"""The share of items that have so many rows."""
_MOST_ROWS: Final = 5
"""Of an item, where all have as many."""


Covered = Mapping[tuple[int, int], tuple[int, int]]
"""The first cell of the merged range that a cell is part of."""


class Blocks(NamedTuple):
    """The rows (from 0) of each item with several of them.

    `size` is how many each has, 0 where they differ; what the first items hold as their amounts
    is `typed`, for each of the rows that may be read.
    """

    rows: tuple[tuple[int, ...], ...]
    size: int
    typed: Mapping[str, tuple[str, ...]]


def blocks(tab: Tab, how: Understanding) -> Blocks | None:
    """The items of several rows; None unless nearly all have as many, or names are merged over."""
    name, amount = how.place_of("name"), how.place_of("amount_kyen")
    if name is None or amount is None:
        return None
    covered = tab.covered(how.first) if tab.merges else {}
    unnamed = [
        row
        for row, cells in enumerate(tab.rows)
        if len(cells) <= name or cells[name] == "" or (row, name) in covered
    ]
    if any((row, name) in covered for row in unnamed) and leaving_out.years(tab, how):
        return None  # each row is of a year of its own, which is asked
    if found := _alike(tab, how, unnamed, covered):
        values = [[tab.value(row, amount) for row in one] for one in found]
        if all(one.count(one[0]) == len(one) for one in values):
            return None  # they are sums of one item each
        if all(is_zero("amount_kyen", value) for one in values for value in one[1:]):
            return None  # they are empty, with a formula
        words = _words(len(found[0]))
        typed = {word: tuple(_typed(one[at]) for one in values[:_SHOWN]) for at, word in words}
        return Blocks(found, len(found[0]), typed)
    of_names = [row for row in unnamed if (row, name) in covered]
    if understanding.second_name(tab, how) is None and (found := _merged(tab, how, of_names)):
        shown = {SUM: tuple(_typed(_sum(tab, one, amount)) for one in found[:_SHOWN])}
        first = {UPPER: tuple(_typed(tab.value(one[0], amount)) for one in found[:_SHOWN])}
        return Blocks(found, 0, {**shown, **first})
    return None


def _words(size: int) -> Iterator[tuple[int, str]]:
    """The place of each row of an item, and the answer that it is read."""
    for at in range(size):
        yield at, UPPER if at == 0 else LOWER if at == size - 1 else f"row{at + 1}"


def _alike(
    tab: Tab, how: Understanding, unnamed: Sequence[int], covered: Covered
) -> tuple[tuple[int, ...], ...]:
    """The rows of items where nearly all have as many, all but the first without a name."""
    found = _with_amounts_beneath(tab, how, unnamed, covered)
    without = set(unnamed)
    sizes = Counter(len(one) for one in found if one[0] not in without)
    named = sum(row not in without for row in range(how.first, len(tab.rows))) if sizes else 0
    size = max(sizes, key=lambda one: (sizes[one], one), default=0)
    of_items = sum(count for one, count in sizes.items() if one >= size)
    if not size or of_items < _MOST_OF * named:
        return ()
    return tuple(one[:size] for one in found if len(one) >= size)


def _with_amounts_beneath(
    tab: Tab, how: Understanding, unnamed: Sequence[int], covered: Covered
) -> list[tuple[int, ...]]:
    """Each row with those beneath it that hold amounts and nothing else."""
    found: list[list[int]] = []
    for row in unnamed:
        if row <= how.first or not _is_beneath(tab, how, row, covered):
            continue
        if found and found[-1][-1] == row - 1 and len(found[-1]) < _MOST_ROWS:
            found[-1].append(row)
        else:
            found.append([row - 1, row])
    return [tuple(one) for one in found]


def _merged(tab: Tab, how: Understanding, covered: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The rows with amounts of items whose name is merged over them, however many they are."""
    amount, found = how.place_of("amount_kyen") or 0, list[list[int]]()
    for row in covered:
        if not _is_amount(tab.value(row, amount)):
            continue
        if found and found[-1][-1] == row - 1:
            found[-1].append(row)
        elif _is_amount(tab.value(row - 1, amount)):
            found.append([row - 1, row])
    return tuple(tuple(one) for one in found)


def as_answered(tab: Tab, how: Understanding, found: Blocks) -> Tab:
    """The sheet with the amounts of one of an item's rows in the first, and none in the others."""
    answer = how.answers.get(ITEM_ROWS)
    if answer not in found.typed:
        return tab
    places = {word: at for at, word in _words(found.size)}
    rows: list[Row] = list(tab.rows)
    for first, *others in found.rows:
        if answer == SUM:
            rows[first] = [
                _sum(tab, (first, *others), at) if _is_amount(value) else value
                for at, value in enumerate(rows[first])
            ]
        elif at := places.get(answer or "", 0):
            rows[first] = _with_amounts(rows[first], rows[first + at])
        for row in others:
            rows[row] = ["" if _is_amount(value) else value for value in rows[row]]
    return replace(tab, rows=rows)


def _sum(tab: Tab, rows: Sequence[int], at: int) -> int | float:
    found = (amount_in(tab.value(row, at)) for row in rows)
    total = sum((one for one in found if one is not None), Decimal(0))
    return int(total) if total == total.to_integral_value() else float(total)


def _is_beneath(tab: Tab, how: Understanding, row: int, covered: Covered) -> bool:
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
