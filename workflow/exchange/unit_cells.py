"""Units that stand beside each amount, in a column of their own: 12 | 百万円."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from workflow.exchange import headings, understanding, units
from workflow.exchange.cell_values import amount_in, is_blank, text_of
from workflow.exchange.head import MOST_COLUMNS, Head
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Row, Tab, Value
from workflow.values.text import search_key

_LOOKED_AT: Final = 300
"""Rows beneath the head that tell a column of units."""


def with_units(tab: Tab, how: Understanding) -> Tab:
    """The sheet with each unit behind the amounts that it counts, where a column holds units."""
    found = _found(understanding.head_of(tab, how), how)
    if not found:
        return tab
    rows = [_joined(row, found) for row in tab.rows[how.first :]]
    return replace(tab, rows=[*tab.rows[: how.first], *rows])


def columns(head: Head, how: Understanding) -> frozenset[int]:
    """The columns that hold units of amounts."""
    return frozenset(_found(head, how).values())


def _found(head: Head, how: Understanding) -> dict[int, int]:
    """By each column of amounts the one of its units."""
    counted = {place: _beside(head, place) for place in _amounts(head, how)}
    return {place: at for place, at in counted.items() if at is not None}


def _amounts(head: Head, how: Understanding) -> Iterable[int]:
    """The columns of amounts whose headings say no unit."""
    return (
        place
        for place, column in how.columns.items()
        if headings.is_money(column) and not (place in head.said and head.said[place].unit)
    )


def _beside(head: Head, place: int) -> int | None:
    """The nearest column of units right of an amount, else the nearest left of it."""
    right, left = range(place + 1, MOST_COLUMNS), range(place - 1, -1, -1)
    near = (at for at in (*right, *left) if _names_units(head, at, place))
    return next((at for at in near if _holds_units(head, at)), None)


def _names_units(head: Head, at: int, place: int) -> bool:
    """Whether a column is headed 単位, or stands beside the amount under no heading of its own."""
    label = search_key(head.label(at))
    return label.startswith("単位") or (at == place + 1 and label in ("", _label(head, place)))


def _label(head: Head, place: int) -> str:
    return search_key(head.label(place))


def _holds_units(head: Head, at: int) -> bool:
    rows = islice(head.tab.rows, head.first, head.first + _LOOKED_AT)
    filled = [row[at] for row in rows if at < len(row) and not is_blank(row[at])]
    return bool(filled) and all(_is_unit(value) for value in filled)


def _is_unit(value: Value) -> bool:
    return isinstance(value, str) and search_key(value) in units.WORDS.values()


def _joined(row: Row, found: Mapping[int, int]) -> Sequence[Value]:
    """A row whose amounts say their units."""
    said = {place: row[at] for place, at in found.items() if max(place, at) < len(row)}
    behind = {
        place: f"{text_of(row[place])}{search_key(text_of(unit))}"
        for place, unit in said.items()
        if not is_blank(unit) and amount_in(row[place]) is not None
        if not units.may_say_itself(row[place])
    }
    return [behind.get(place, value) for place, value in enumerate(row)] if behind else row
