"""Rows that are the details of one item, a row for every 節 or 品名, whose amounts come to its own.

So systems of finance put out budgets: department and name stand in every row again.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Final, NamedTuple

from workflow.exchange import headings, leaving_out, understanding
from workflow.exchange.cell_values import amount_in, is_blank
from workflow.exchange.columns import DEPARTMENT, NUMBER, PLACE
from workflow.exchange.labels import is_sum_alone
from workflow.exchange.leaving_out import ALL
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Row, Tab, Value
from workflow.values.sheet import SPECS, Kind
from workflow.values.text import search_key

_HEADINGS: Final = frozenset(
    search_key(word)
    for word in (
        "節", "節名", "節名称", "細節", "細節名", "細節名称", "節・細節", "細々節", "費目",
        "費目名", "科目", "科目名", "科目名称", "勘定科目", "支出科目", "経費区分", "性質",
        "性質別", "性質区分", "品名", "品目", "明細", "明細名", "明細番号", "内訳", "内訳名",
        "積算項目", "枝番", "行番号", "節コード", "細節コード", "節番号", "行No",
    )
)  # fmt: skip
"""What columns are called that tell the details of an item apart."""
DETAILS: Final = "details"
SUM, EACH = "sum", "each"
"""What is read of details: their sum as one item, or every row by itself."""
_PLACES: Final = (DEPARTMENT, PLACE, "section")


class Details(NamedTuple):
    """The rows (from 0) of each item with several, and the columns that tell them apart."""

    rows: tuple[tuple[int, ...], ...]
    places: tuple[int, ...]
    heading: str


def details(tab: Tab, how: Understanding) -> Details | None:
    """The items whose details stand in rows of their own; None where no column tells them apart.

    Where all rows of each item hold one amount, that is the item's and not that of a detail.
    """
    amount, columns = how.place_of("amount_kyen"), _columns(tab, how)
    if how.place_of("name") is None or amount is None or not columns:
        return None
    if leaving_out.years(tab, how) and how.answers.get(leaving_out.YEAR, ALL) == ALL:
        return None  # they are of several years
    places = tuple(columns)
    alike = _alike(tab, how, places)
    found = [rows for rows in alike if _come_to_sum(tab, rows, amount, places)]
    if not any(len({tab.value(row, amount) for row in rows}) > 1 for rows in found):
        return None
    return Details(tuple(found), places, columns[places[0]])


def summed(tab: Tab, how: Understanding, found: Details) -> Tab:
    """The sheet with the sums of each item in its first row, and without its other rows."""
    rows: list[Row] = list(tab.rows)
    money = [place for place, column in how.columns.items() if headings.is_money(column)]
    for first, *others in found.rows:
        parts = _parts(tab, (first, *others), found.places)
        sums = {place: one for place in money if (one := total(tab, parts, place)) is not None}
        rows[first] = [sums.get(place, value) for place, value in enumerate(rows[first])]
        for row in others:
            rows[row] = [""] * len(rows[row])
    return replace(tab, rows=rows)


def total(tab: Tab, rows: Sequence[int], place: int) -> int | float | None:
    """The sum of what some rows hold in a column of amounts; None where they hold none."""
    said = [amount for row in rows if (amount := amount_in(tab.value(row, place))) is not None]
    whole = sum(said)
    return (int(whole) if whole == int(whole) else float(whole)) if said else None


def _columns(tab: Tab, how: Understanding) -> dict[int, str]:
    """The columns that are not read and tell details apart, with their headings."""
    head = understanding.head_of(tab, how)
    others = (place for place in head.said if place not in how.columns)
    headed = {place: "".join(head.label(place).split()) for place in others}
    return {place: label for place, label in headed.items() if search_key(label) in _HEADINGS}


def _alike(tab: Tab, how: Understanding, places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The rows of each item that has several: its name stands in all of them, or in the first.

    Those that may be left out stand for themselves.
    """
    left_out = _left_out(tab, how)
    items = _Items(tab, how, places)
    rows = [
        row
        for row in range(how.first, len(tab.rows))
        if row + 1 not in left_out and (_tells_detail(tab, row, places) or items.is_named(row))
    ]
    found: dict[tuple[Value, ...], list[int]] = {}
    of_item: list[int] = []
    for row in rows:
        if items.is_named(row):
            of_item = found.setdefault(items.key(row), [])
        elif not (of_item and of_item[-1] == row - 1 and items.goes_on(row)):
            of_item = []
            continue
        of_item.append(row)
    return (tuple(one) for one in found.values() if len(one) > 1)


def _tells_detail(tab: Tab, row: int, places: Sequence[int]) -> bool:
    """Whether a row says which detail it is; one that does not may be the sum of an item's."""
    return any(not is_blank(tab.value(row, at)) for at in places)


def _left_out(tab: Tab, how: Understanding) -> Set[int]:
    """The rows (from 1) that are left out, and those of which it is asked whether they are."""
    return {
        *leaving_out.chosen(tab, how),
        *tab.hidden_rows,
        *leaving_out.struck(tab, how),
        *leaving_out.withdrawn(tab, how),
        *leaving_out.beneath_reference(tab, how),
    }


class _Items:
    """Which item a row is a detail of: what it says left of that, and in what is read of texts."""

    def __init__(self, tab: Tab, how: Understanding, places: Sequence[int]) -> None:
        self._tab, self._name = tab, how.place_of("name") or 0
        read = {at for at, column in how.columns.items() if _tells_apart(column)}
        second = understanding.second_name(tab, how)
        self._read = read if second is None else {*read, second}
        self._of_places = [at for at, column in how.columns.items() if column in _PLACES]
        others = set(range(max(places))) - {*how.columns, *places}
        self._others = sorted((others | self._read) - set(self._of_places))
        self._above: tuple[Value, ...] = ()

    def is_named(self, row: int) -> bool:
        """Whether a name stands in a row."""
        return not is_blank(self._tab.value(row, self._name))

    def key(self, row: int) -> tuple[Value, ...]:
        """What details of one item share; rows are given in their order."""
        said = tuple(self._tab.value(row, at) for at in self._of_places)
        self._above = self._above if all(map(is_blank, said)) else said
        return (*self._above, *(self._tab.value(row, at) for at in self._others))

    def goes_on(self, row: int) -> bool:
        """Whether a row without a name says nothing of an item but amounts and texts."""
        return all(is_blank(self._tab.value(row, at)) for at in self._read)


def _tells_apart(column: str) -> bool:
    """Whether two rows that say something else in a column are of different items."""
    is_text = column in SPECS and SPECS[column].kind in (Kind.BLOCK, Kind.FUNDING)
    return not is_text and not headings.is_money(column) and column not in (NUMBER, "contact")


def _come_to_sum(tab: Tab, rows: Sequence[int], amount: int, places: Sequence[int]) -> bool:
    """Whether all rows of an item hold amounts; that of its sum is that of the others."""
    if any(amount_in(tab.value(row, amount)) is None for row in rows):
        return False
    parts = _parts(tab, rows, places)
    sums = (row for row in rows if _is_sum_of_item(tab, row, places))
    of_sums = {amount_in(tab.value(row, amount)) for row in sums}
    return bool(parts) and (not of_sums or of_sums == {amount_in(total(tab, parts, amount) or 0)})


def _parts(tab: Tab, rows: Sequence[int], places: Sequence[int]) -> list[int]:
    """The rows of an item without its sum, which is called 計 or says no detail.

    Of details that have details of their own in a column behind, the former alone.
    """
    parts = [row for row in rows if not _is_sum_of_item(tab, row, places)]
    if len(parts) < len(rows):
        highest = [row for row in parts if not is_blank(tab.value(row, places[0]))]
        is_apart = [row for row in parts if row not in set(highest)]
        return highest if highest and is_apart else parts
    return parts


def _is_sum_of_item(tab: Tab, row: int, places: Sequence[int]) -> bool:
    said = [value for at in places if not is_blank(value := tab.value(row, at))]
    return not said or any(map(_is_sum, said))


def _is_sum(value: Value) -> bool:
    return isinstance(value, str) and "計" in value and is_sum_alone(search_key(value))
