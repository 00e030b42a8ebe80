"""Rows that a person may leave out: hidden ones, those struck through, those of other years."""

import re
from collections.abc import Set
from typing import Final

from workflow.exchange import understanding
from workflow.exchange.cell_values import is_blank, text_of
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Tab
from workflow.values.text import folded, search_key

HIDDEN, STRUCK, YEAR = "hidden_rows", "struck_rows", "year"
SKIP, ALL = "skip", "all"
_MOST_YEARS: Final = 12
_LONGEST_YEAR: Final = 20
_HEADINGS_OF_YEARS: Final = frozenset(
    map(folded, ("年度", "会計年度", "予算年度", "対象年度", "要求年度", "事業年度", "実施年度"))
)
_A_YEAR: Final = re.compile(r"(?:令和|平成|[rh])? ?(?:元|[0-9]{1,2}|20[0-9]{2}) ?(?:年度?)?")
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
    if (year := how.answers.get(YEAR, ALL)) != ALL:
        left |= {row for row, said in _years(tab, how).items() if said != year}
    return left


def years(tab: Tab, how: Understanding) -> tuple[str, ...]:
    """The years of which a list has items, where a column says several."""
    said = tuple(dict.fromkeys(_years(tab, how).values()))
    return said if 1 < len(said) <= _MOST_YEARS else ()


def _years(tab: Tab, how: Understanding) -> dict[int, str]:
    """The year that each row (from 1) says, in a column that says nothing but years."""
    head = understanding.head_of(tab, how)
    places = (place for place in head.said if folded(head.label(place)) in _HEADINGS_OF_YEARS)
    place = next(places, None)
    if place is None:
        return {}
    covered = tab.covered(how.first) if tab.merges else {}
    cells = (
        (row + 1, text_of(tab.value(*covered.get((row, place), (row, place)))).strip())
        for row in range(how.first, len(tab.rows))
    )
    said = {row: text for row, text in cells if text}
    found = {row: text for row, text in said.items() if _is_year(text)}
    return found if 2 * len(found) > len(said) else {}


def _is_year(typed: str) -> bool:
    return bool(_A_YEAR.fullmatch(search_key(typed[:_LONGEST_YEAR])))


def _filled(tab: Tab, how: Understanding, rows: Set[int]) -> frozenset[int]:
    beneath = (row for row in rows if how.first < row <= len(tab.rows))
    return frozenset(row for row in beneath if not all(map(is_blank, tab.rows[row - 1])))
