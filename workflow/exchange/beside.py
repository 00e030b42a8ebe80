"""Lists that stand side by side on a sheet, under the same headings again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from workflow.exchange import units
from workflow.exchange.cell_values import is_blank, text_of
from workflow.exchange.headings import Heading
from workflow.files.grid import Row, Tab, Value

FEWEST: Final = 2
"""Lists, and columns of each that are known, the name among them."""


def blocks(said: Mapping[int, Heading], labels: Mapping[int, str]) -> tuple[range, ...]:
    """The columns of each list, from the left; none where there is but one.

    `labels` is what stands nearest above each column.
    """
    known = [place for place, one in said.items() if one.column]
    names = [place for place in known if said[place].column == "name"]
    if len(names) < FEWEST or len({labels[place] for place in names}) > 1:
        return ()
    first, period = min(known), names[1] - names[0]
    found = tuple(range(first + at * period, first + (at + 1) * period) for at in range(len(names)))
    of_first = {place: said[place].column for place in known if place in found[0]}
    again = {
        place + at * period: column
        for place, column in of_first.items()
        for at in range(len(names))
    }
    is_repeated = again == {place: said[place].column for place in known}
    alike = all(labels[place] == labels[first + (place - first) % period] for place in known)
    return found if is_repeated and alike and len(of_first) >= FEWEST else ()


def block_of(tab: Tab, block: range, head: int) -> Tab:
    """The sheet with one of its lists only, whose head begins at row `head` (from 0).

    Rows above the head keep what is said of all lists: a line of its own, or a unit.
    """
    above = (_of_all(row, block) for row in tab.rows[:head])
    beneath = (_within(row, block) for row in tab.rows[head:])
    merges = tuple((top, last) for top, last in tab.merges if top[1] in block or top[0] < head)
    return replace(tab, rows=[*above, *beneath], merges=merges)


def _within(row: Row, block: range) -> Row:
    return [value if place in block else "" for place, value in enumerate(row)]


def _of_all(row: Row, block: range) -> Row:
    if all(is_blank(value) for value in _within(row, block)):
        return row
    return [value if place in block or _is_unit(value) else "" for place, value in enumerate(row)]


def _is_unit(value: Value) -> bool:
    return units.of_title(text_of(value)) is not None
