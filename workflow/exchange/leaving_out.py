"""Rows that a person may leave out: those that are hidden, and those that are struck through."""

from collections.abc import Set
from typing import Final

from workflow.exchange.cell_values import is_blank
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Tab

HIDDEN, STRUCK = "hidden_rows", "struck_rows"
SKIP: Final = "skip"
_SAYING: Final = ("name", "amount_kyen")
"""Columns in which a line through the cell takes the row back."""


def hidden(tab: Tab, how: Understanding) -> frozenset[int]:
    """The rows (from 1) beneath the head that are hidden and hold something."""
    return _filled(tab, how, tab.hidden_rows)


def struck(tab: Tab, how: Understanding) -> frozenset[int]:
    """The rows (from 1) beneath the head whose name or amount is struck through."""
    places = {how.place_of(column) for column in _SAYING}
    return _filled(tab, how, {row for row, column in tab.struck if column - 1 in places})


def chosen(tab: Tab, how: Understanding) -> frozenset[int]:
    """The rows (from 1) that a person said to leave out."""
    left = frozenset[int]()
    if how.answers.get(HIDDEN) == SKIP:
        left |= tab.hidden_rows
    if how.answers.get(STRUCK) == SKIP:
        left |= struck(tab, how)
    return left


def _filled(tab: Tab, how: Understanding, rows: Set[int]) -> frozenset[int]:
    beneath = (row for row in rows if how.first < row <= len(tab.rows))
    return frozenset(row for row in beneath if not all(map(is_blank, tab.rows[row - 1])))
