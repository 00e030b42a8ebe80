"""Amounts of a form whose digits stand in a cell each, as one number in the last of those cells."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from workflow.exchange import headings
from workflow.exchange.cell_values import is_blank, text_of
from workflow.files.grid import Row, Tab, Value
from workflow.values.text import search_key

_DIGITS: Final = frozenset((*range(10), *map(str, range(10)), *"０１２３４５６７８９"))
_FEWEST: Final = 3
"""Digits in a row that make a number."""
_PLACES: Final = {"円": "円", "千円": "千円", "千": "千円", "百万円": "百万円", "百万": "百万円"}
"""What may stand above the last digit, and the unit that it says."""

_ABOVE: Final = frozenset(("", "十", "百", "千", "万", "億", "十万", "十億", *_PLACES))
"""What stands above digits that says which they are."""


def joined(tab: Tab, rows: int, places: int) -> Tab:
    """The sheet with such numbers right of labels of amounts, where it has some.

    They are looked for in so many `rows` and `places` of each.
    """
    found = {
        at: row
        for at, before in enumerate(tab.rows[:rows])
        if (row := _joined(tab, at, before, places)) is not before
    }
    if not found:
        return tab
    return replace(tab, rows=[found.get(at, row) for at, row in enumerate(tab.rows)])


def _joined(tab: Tab, at: int, row: Row, places: int) -> Sequence[Value]:
    digits = [place for place, value in enumerate(row[:places]) if value in _DIGITS]
    if len(digits) < _FEWEST:
        return row
    cells = list(row)
    for run in _runs(digits):
        if len(run) < _FEWEST or not _is_of_amount(row, run[0]):
            continue
        above = [search_key(text_of(tab.value(at - 1, place))) if at else "" for place in run]
        # One text above may be merged over them all; several are headings of a number each.
        if sum(one not in _ABOVE for one in above) <= 1:
            number = int("".join(search_key(text_of(row[place])) for place in run))
            unit = _PLACES.get(above[-1], "")
            cells[run[0] : run[-1] + 1] = [*[""] * (len(run) - 1), f"{number}{unit}"]
    return row if cells == list(row) else cells


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Places that follow one another."""
    run = [places[0]]
    for place in places[1:]:
        if place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    yield run


def _is_of_amount(row: Row, place: int) -> bool:
    """Whether what stands next left of a cell is a label of amounts."""
    left = next((value for value in reversed(row[:place]) if not is_blank(value)), "")
    column = headings.recognised("".join(text_of(left).split())).column
    return column is not None and headings.is_money(column)
