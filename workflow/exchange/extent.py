"""Where a list ends: another table may stand beneath it."""

from collections.abc import Mapping
from typing import Final

from workflow.exchange import headings
from workflow.exchange.cell_values import amount_in, is_blank, text_of
from workflow.exchange.head import Head
from workflow.exchange.headings import Words
from workflow.files.grid import Row, Value

_FEWEST_OF_A_HEAD: Final = 2
"""Headings that make a head of another table, among one more text at least."""


def end_of(head: Head) -> int:
    """The row (from 0) at which another table begins beneath the list, or the end of the sheet.

    Its head is a row of headings that stand elsewhere than those of the list, behind an empty row
    or one with a title.
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
    filled = (True for value in row if not is_blank(value))
    return not (next(filled, False) and next(filled, False))


def _is_head(texts: Mapping[int, Value], own: Mapping[int, str | None], words: Words) -> bool:
    if len(texts) <= _FEWEST_OF_A_HEAD:
        return False
    if any(not isinstance(one, str) or amount_in(one) is not None for one in texts.values()):
        return False
    said = {at: headings.recognised(text_of(value), words).column for at, value in texts.items()}
    known = {at: of for at, of in said.items() if of and not of.startswith(headings.SOURCE)}
    is_other = any(own.get(at) != column for at, column in known.items())
    return is_other and len(known) >= _FEWEST_OF_A_HEAD and 2 * len(known) >= len(texts)
