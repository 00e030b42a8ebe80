"""Where the head of a list is in a sheet, and whether there is a list at all.

A head is one to four rows high, its cells merged or not; titles and units may stand above it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from workflow.exchange import headings, other_lists
from workflow.exchange.cell_values import is_blank, text_of
from workflow.exchange.head import MOST_COLUMNS, Head, Merged, levels
from workflow.exchange.headings import NO_WORDS, UNSURE, Heading, Words
from workflow.files.grid import Row, Tab

SEARCHED: Final = 40
"""Rows at the top in which the head is looked for."""
SEARCHED_AT_MOST: Final = 200
"""Where no list begins in those: how far explanations reach that stand before one."""
DEEPEST: Final = 4


def best(tab: Tab, words: Words = NO_WORDS) -> Head:
    """The head that names most; the first of equals."""
    chosen = _best_between(tab, 0, SEARCHED, words)
    if not chosen.is_list and len(tab.rows) > SEARCHED:
        later = _best_between(tab, SEARCHED, SEARCHED_AT_MOST, words)
        chosen = later if later.is_list else chosen
    return _with_years_above(chosen)


def _best_between(tab: Tab, first: int, end: int, words: Words) -> Head:
    """The best of the heads that begin in some rows."""
    merged = _merged_cells(tab, first, end + DEEPEST)
    names = [_names_something(row, words) for row in tab.rows[first : end + DEEPEST]]
    found = (
        head
        for row in range(first, min(end, len(tab.rows)))
        if any(names[row - first : row - first + DEEPEST])
        for head in _at(Head(tab, row, 1, merged, words=words))
    )
    return max(found, key=lambda one: one.quality, default=Head(tab, first, 1, merged, words=words))


def at(tab: Tab, row: int, words: Words = NO_WORDS) -> Head:
    """The head that begins at this row (from 0)."""
    merged = _merged_cells(tab, row, row + DEEPEST + 1)
    alone = Head(tab, row, 1, merged, words=words)
    return max(_at(alone), key=lambda one: one.quality, default=alone)


def is_list_above(head: Head) -> bool:
    """Whether a list with items of its own stands above this one."""
    above = replace(head.tab, rows=head.tab.rows[: head.row])
    other = _best_between(above, 0, min(head.row, SEARCHED), head.words)
    places = [at for column in ("name", "amount_kyen") for at in other.places(column)[:1]]
    return other.is_list and any(
        all(not is_blank(above.value(row, at)) for at in places)
        for row in range(other.first, len(above.rows))
    )


def again(tab: Tab, row: int, depth: int, words: Words = NO_WORDS) -> Head:
    """The head that was found before, of so many rows."""
    return _read(Head(tab, row, depth, _merged_cells(tab, row, row + depth), words=words))


def _names_something(row: Row, words: Words) -> bool:
    texts = (value for value in row[:MOST_COLUMNS] if isinstance(value, str) and value)
    return any(headings.recognised(text, words).column for text in texts)


def _at(first: Head) -> Iterator[Head]:
    """Heads that begin where this one does, of every depth that its merged cells allow."""
    tab, row, merged = first.tab, first.row, first.merged
    if row >= len(tab.rows) or all(is_blank(value) for value in tab.rows[row]):
        return
    if any(place[0] == row > cell[0] for place, cell in merged.items()):
        # Cells that begin above belong to a head that does.
        return
    beneath = {place: cell for place, cell in merged.items() if cell[0] > row}
    deep = max((last[0] - row + 1 for cell, last in tab.merges if cell[0] == row), default=1)
    for depth in range(min(deep, DEEPEST), DEEPEST + 1):
        if row + depth > len(tab.rows):
            return
        head = _read(replace(first, depth=_with_rows_of_units(tab, row, depth)))
        below = replace(first, row=row + 1, depth=depth - 1, merged=beneath)
        if depth == 1 or head.columns - _read(below).columns:
            yield head


def _read(head: Head) -> Head:
    """The head with what its texts say."""
    width = max((len(one) for one in head.tab.rows[head.row : head.first]), default=0)
    said = {
        place: headings.of_levels(levels(head, place), head.words)
        for place in range(min(width, MOST_COLUMNS))
    }
    said = _with_years_as_amounts(head, _without_lone_sources(said))
    nearest = {place: (levels(head, place) or [""])[-1] for place in said}
    blocks = other_lists.blocks(said, nearest)
    if blocks:
        said = {place: one for place, one in said.items() if place in blocks[0]}
    return replace(head, said=said, blocks=blocks)


def side_by_side(head: Head) -> list[Head]:
    """The heads of all lists that stand side by side, each of a sheet of its own; or this one."""
    return [
        again(other_lists.block_of(head.tab, block, head.row), head.row, head.depth, head.words)
        for block in head.blocks
    ] or [head]


def _merged_cells(tab: Tab, first_row: int, last_row: int) -> Merged:
    """The merged cells of some rows, as far as columns are read."""
    return {
        (row, place): first
        for first, last in tab.merges
        if first[0] < last_row and last[0] >= first_row
        for row in range(max(first[0], first_row), min(last[0] + 1, last_row))
        for place in range(first[1], min(last[1] + 1, MOST_COLUMNS))
    }


def _with_years_as_amounts(head: Head, said: dict[int, Heading]) -> dict[int, Heading]:
    """Where nothing else is called an amount, 令和8年度 alone is one."""
    if any(one.column == "amount_kyen" for one in said.values()):
        return said
    return {
        place: one._replace(column="amount_kyen", rank=UNSURE)
        if one.year and not one.column and headings.says_nothing(head.label(place))
        else one
        for place, one in said.items()
    }


def _without_lone_sources(said: dict[int, Heading]) -> dict[int, Heading]:
    """その他 is a column of funding only beside others of them."""
    found = {
        one.column for one in said.values() if one.column and one.column.startswith(headings.SOURCE)
    }
    if len(found) > 1:
        return said
    return {
        place: one._replace(column=None) if one.column in found else one
        for place, one in said.items()
    }


def _with_rows_of_units(tab: Tab, row: int, depth: int) -> int:
    """The depth with the rows beneath that say nothing but units, years, marks and parts."""
    while depth < DEEPEST and row + depth < len(tab.rows):
        filled = [value for value in tab.rows[row + depth] if not is_blank(value)]
        if headings.are_marks([text_of(value) for value in filled]):
            depth += 1
            continue
        if not filled or not all(isinstance(one, str) for one in filled):
            break
        is_in_parts = len(_in_parts(tab, row + depth - 1)) == len(filled)
        if not is_in_parts and not all(headings.says_nothing(text_of(one)) for one in filled):
            break
        depth += 1
    return depth


def _in_parts(tab: Tab, row: int) -> set[int]:
    """The columns with the parts of a heading that is merged sideways in a row: two or more."""
    beneath = [] if row + 1 >= len(tab.rows) else tab.rows[row + 1]
    filled = {at for at, value in enumerate(beneath) if not is_blank(value)}
    parts = (
        filled & set(range(first[1], min(last[1] + 1, MOST_COLUMNS)))
        for first, last in tab.merges
        if first[0] <= row <= last[0] and last[1] > first[1]
    )
    return {at for places in parts if len(places) > 1 for at in places}


def _with_years_above(head: Head) -> Head:
    """The head with the row above it, where that says a year or a unit of each group."""
    if head.row == 0 or head.depth >= DEEPEST:
        return head
    above = enumerate(head.tab.rows[head.row - 1])
    texts = {place: text_of(value) for place, value in above if not is_blank(value)}
    says_years = any(headings.recognised(text, head.words).year for text in texts.values())
    is_title = any(_is_no_amount(head, place) for place in texts)
    if is_title or not says_years or not all(map(headings.says_nothing, texts.values())):
        return head
    wider = again(head.tab, head.row - 1, head.depth + 1, head.words)
    return wider if wider.columns >= head.columns else head


def _is_no_amount(head: Head, place: int) -> bool:
    """Whether a column is known, and has no amounts that could be of a year."""
    said = head.said.get(place)
    return bool(said and said.column and not headings.is_money(said.column))
