"""Other lists on the sheet of a list: beside it under the same headings again, or beneath it."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

from workflow.exchange import headings, units
from workflow.exchange.cell_values import amount_in, is_blank, text_of
from workflow.exchange.head import Head
from workflow.exchange.headings import Heading, Words
from workflow.files.grid import Row, Tab, Value

FEWEST: Final = 2
"""Lists, and columns of each that are known, the name among them."""
_TITLES: Final = 3
"""Rows above a head in which the years of lists are looked for."""


def blocks(said: Mapping[int, Heading], labels: Mapping[int, str]) -> tuple[range, ...]:
    """The columns of each list, from the left; none where there is but one.

    `labels` is what stands nearest above each column.
    """
    known = [place for place, one in said.items() if one.column]
    names = [place for place in known if said[place].column == "name"]
    if len(names) < FEWEST or len({headings.without_year(labels[at]) for at in names}) > 1:
        return ()
    first, period = min(known), names[1] - names[0]
    found = tuple(range(first + at * period, first + (at + 1) * period) for at in range(len(names)))
    of_first = {place: said[place].column for place in known if place in found[0]}
    again = {
        place + at * period: column
        for place, column in of_first.items()
        for at in range(len(names))
    }
    plain = {place: headings.without_year(label) for place, label in labels.items()}
    is_repeated = again == {place: said[place].column for place in known}
    alike = all(plain[place] == plain[first + (place - first) % period] for place in known)
    return found if is_repeated and alike and len(of_first) >= FEWEST else ()


def years(head: Head) -> tuple[str, ...]:
    """What says of which year each of several lists is; none unless they are of different ones."""
    found = [_of_year(head, block) for block in head.blocks]
    said = {headings.recognised(text).year for text in found}
    return tuple(found) if "" not in said and len(said) == len(found) else ()


def _of_year(head: Head, block: range) -> str:
    """The heading, or else the nearest text above a list, that says its year."""
    above = head.tab.rows[max(0, head.row - _TITLES) : head.row]
    titles = (text_of(one) for row in reversed(above) for one in row[block.start : block.stop])
    labels = ("".join(head.label(place).split()) for place in block)
    return next((text for text in (*labels, *titles) if headings.recognised(text).year), "")


def block_of(tab: Tab, block: range, head: int) -> Tab:
    """The sheet with one of its lists only, whose head begins at row `head` (from 0).

    Rows above the head keep what is said of all lists: a line of its own, or a unit.
    """
    above = (_of_all(row, block) for row in tab.rows[:head])
    beneath = (_within(row, block) for row in tab.rows[head:])
    merges = tuple((top, last) for top, last in tab.merges if top[1] in block or top[0] < head)
    return replace(tab, rows=[*above, *beneath], merges=merges)


def _within(row: Row, block: range) -> Row:
    before, width = min(block.start, len(row)), len(row)
    own = row[block.start : block.stop]
    return [*[""] * before, *own, *[""] * (width - before - len(own))]


def _of_all(row: Row, block: range) -> Row:
    if all(is_blank(value) for value in row[block.start : block.stop]):
        return row
    return [value if place in block or _is_unit(value) else "" for place, value in enumerate(row)]


def _is_unit(value: Value) -> bool:
    return units.of_title(text_of(value)) is not None


# ------------------------------------------------------ beneath it

_MOST_IN_A_TITLE: Final = 2
_FEWEST_OF_A_HEAD: Final = 2
"""Headings that make a head of another table, among one more text or of names and amounts."""


def end_of(head: Head) -> int:
    """The row (from 0) at which another table begins beneath the list, or the end of the sheet.

    Its head is a row of headings that stand elsewhere than those of the list, or that names no
    items, behind an empty row or one with a title.
    """
    rows, own = head.tab.rows, {at: one.column for at, one in head.said.items()}
    is_apart = False
    for row in range(head.first, len(rows)):
        if is_apart and _is_head(_texts(rows[row]), own, head.words):
            return row
        is_apart = _says_at_most_one_thing(rows[row])
    return len(rows)


def _texts(row: Row) -> dict[int, Value]:
    return {at: value for at, value in enumerate(row) if not is_blank(value)}


def _says_at_most_one_thing(row: Row) -> bool:
    """Whether a row is empty or a title, with a unit beside it at most."""
    filled = list(islice((value for value in row if not is_blank(value)), _MOST_IN_A_TITLE + 1))
    return len(filled) < _MOST_IN_A_TITLE or (
        len(filled) == _MOST_IN_A_TITLE and "円" in text_of(filled[1]) and _is_unit(filled[1])
    )


def _is_head(texts: Mapping[int, Value], own: Mapping[int, str | None], words: Words) -> bool:
    if len(texts) < _FEWEST_OF_A_HEAD:
        return False
    if any(not isinstance(one, str) or amount_in(one) is not None for one in texts.values()):
        return False
    said = {at: headings.recognised(text_of(value), words).column for at, value in texts.items()}
    known = {at: of for at, of in said.items() if of and not of.startswith(headings.SOURCE)}
    if len(texts) == _FEWEST_OF_A_HEAD and set(known.values()) != {"name", "amount_kyen"}:
        return False
    is_other = any(own.get(at) != column for at, column in known.items())
    if "name" in own.values() and "name" not in known.values():
        # 部局名, 件数, 予算額: sums of what stands above.
        is_other = is_other or any(own.get(at) and not column for at, column in said.items())
    return is_other and len(known) >= _FEWEST_OF_A_HEAD and 2 * len(known) >= len(texts)
