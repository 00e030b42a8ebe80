"""Names that stand above the amounts of their items; places in or beneath them: 改修【税務課】."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from workflow.exchange import labels, placing
from workflow.exchange.cell_values import amount_in, is_blank, text_of, with_cell
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.exchange.forms import FormsTab
from workflow.exchange.head import Head
from workflow.exchange.names import Names
from workflow.exchange.repeating import FILLED_DOWN
from workflow.exchange.titles import department_said, group_said, place_said
from workflow.files.grid import Row, Value
from workflow.values.text import search_key

_FEWEST: Final = 2
"""Names that have to stand so before any is read so."""
_LONGEST: Final = 240
_IN: Final = (
    r"[【（(\[〔]\s?(?:担当課?|所管課?|担当)?[:：]?([^【】（）()\[\]〔〕]{1,40})[】）)\]〕]\s{0,3}"
)
_BEHIND: Final = re.compile(rf"(.*[^\s])\s{{0,3}}{_IN}", re.DOTALL)
_BEFORE: Final = re.compile(rf"{_IN}([^\s].*)", re.DOTALL)
_ALONE: Final = re.compile(rf"\s{{0,3}}{_IN}")
_MARKS: Final = "■◆▼▶●◎"
"""What a list writes before each of its names, which is no part of them."""


PlaceIn = Callable[[str, str], str]
"""The place that a text names beneath a department, "" for none."""


class ToldApart(NamedTuple):
    """The rows of a list with bare names, and by its row (from 0) the place of each item."""

    rows: Sequence[Row]
    places: Mapping[int, str]


# ------------------------------------------------------------- names above their amounts


def with_names_above(head: Head, rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with each name in the row of its amount, where all stand in the row above it."""
    names, amounts = head.places("name")[:1], head.places("amount_kyen")[:1]
    if not names or not amounts:
        return rows
    (name,), (amount,) = names, amounts
    found = list[int]()
    for at in _with_amounts(rows, head.first, amount):
        if not is_blank(_cell(rows, at, name)):
            if _is_sum(_cell(rows, at, name)):
                continue
            return rows
        if not _is_name_above(head, rows, at, name):
            return rows
        found.append(at)
    covered = head.tab.covered(head.first) if len(found) >= _FEWEST else {}
    if len(found) < _FEWEST or any((at, name) in covered for at in found):
        return rows
    return _moved(rows, found, name)


def _with_amounts(rows: Sequence[Row], first: int, amount: int) -> Iterator[int]:
    return (at for at in range(first, len(rows)) if amount_in(_cell(rows, at, amount)) is not None)


def _is_name_above(head: Head, rows: Sequence[Row], at: int, name: int) -> bool:
    """Whether the row above has a name, at most its place beside it, and nothing that this has."""
    if at == head.first or is_blank(_cell(rows, at - 1, name)):
        return False
    filled = [place for place, value in enumerate(rows[at - 1]) if not is_blank(value)]
    beside = {head.said[one].column for one in filled if one in head.said and one != name}
    is_free = all(is_blank(_cell(rows, at, one)) for one in filled)
    return is_free and beside <= FILLED_DOWN and all(one in head.said for one in filled)


def _moved(rows: Sequence[Row], found: Sequence[int], name: int) -> Sequence[Row]:
    """The rows with the cells above those that were found in them."""
    above = [text_of(_cell(rows, at - 1, name)).strip() for at in found]
    marks = {one[0] for one in above}
    is_marked = len(marks) == 1 and marks <= set(_MARKS)
    changed = list(rows)
    for at, text in zip(found, above, strict=True):
        upper, lower = rows[at - 1], rows[at]
        width = max(len(upper), len(lower))
        cells = [_cell(rows, at - 1, one) or _cell(rows, at, one) for one in range(width)]
        cells[name] = text[1:].strip() if is_marked else text
        changed[at - 1], changed[at] = [""] * len(upper), cells
    return changed


# ------------------------------------------------------------- places in or beneath names


def told_apart(head: Head, names: Names) -> ToldApart:
    """A list without columns of places, whose names have theirs behind or beneath them.

    Those of forms stand in the names or the titles of their sheets.
    """
    rows, places = head.tab.rows, head.places("name")[:1]
    if not places or head.columns & {DEPARTMENT, PLACE, "section"}:
        return ToldApart(rows, {})
    (name,) = places
    if isinstance(head.tab, FormsTab):
        return ToldApart(rows, _of_forms(head.tab, names))
    place_in = cache(lambda typed, above: _place(typed, above, names))
    said = department_said(head.tab, head, names)
    groups = _groups(rows, head.first, said, names)
    return (
        _beneath(rows, head.first, name, place_in)
        or _behind(rows, name, groups, place_in)
        or ToldApart(rows, {})
    )


def _groups(
    rows: Sequence[Row], first: int, said: str, names: Names
) -> Iterator[tuple[int, str, bool]]:
    """Each row (from 0), the department that is said above it, and whether it is what says one."""
    for at in range(first, len(rows)):
        group = group_said(rows, at, names, said)
        said = group or said
        yield at, said, bool(group)


def _of_forms(tab: FormsTab, names: Names) -> Mapping[int, str]:
    """The place that the sheet of each form says, by its row (from 0)."""
    said = (
        place_said(called, of_form, names)
        for called, of_form in zip(tab.forms, tab.titles, strict=True)
    )
    return {row: place for row, place in enumerate(said, 1) if place}


def _place(typed: str, above: str, names: Names) -> str:
    """The department and the section that a text names; "" for any other text.

    Of two departments with such a section it is the one that is said `above`.
    """
    within = placing.of_department(above, names).department_id if above else None
    if of := names.section_called(within, typed.strip()):
        return placing.in_words(placing.Placed(within, section=of), names)
    placed = placing.of_both(typed.strip(), None, names)
    is_section = names.section_called(placed.department_id, placed.section)
    is_known = placed.department_id is not None and not placed.unknown
    return (
        placing.in_words(placed, names) if is_known and (is_section or not placed.section) else ""
    )


def _behind(
    rows: Sequence[Row], name: int, groups: Iterable[tuple[int, str, bool]], place_in: PlaceIn
) -> ToldApart | None:
    """The names without the places behind them; None unless most have one: 改修【税務課】."""
    changed, places, named = list(rows), dict[int, str](), 0
    for at, above, is_group in groups:
        text = _cell(rows, at, name)
        if is_group or not isinstance(text, str) or is_blank(text) or is_none(text):
            continue
        named += 1
        found = ((one, place_in(place, above)) for one, place in split(text))
        if both := next((one for one in found if one[1]), None):
            changed[at], places[at] = with_cell(rows[at], name, both[0]), both[1]
    return ToldApart(changed, places) if places and 2 * len(places) >= named else None


def _beneath(rows: Sequence[Row], first: int, name: int, place_in: PlaceIn) -> ToldApart | None:
    """The rows without the places that stand alone beneath each item; None unless all have one."""
    changed, places, item = list(rows), dict[int, str](), None
    for at in range(first, len(rows)):
        text = _cell(rows, at, name)
        if is_blank(text) or is_none(text):
            continue
        found = alone(text) if isinstance(text, str) and _is_alone(rows[at]) else ""
        place = place_in(found, "") if found else ""
        if bool(place) == (item is None):
            return None
        if item is not None:
            places[item], changed[at] = place, []
        item = None if place else at
    return ToldApart(changed, places) if item is None and len(places) >= _FEWEST else None


def _is_alone(row: Row) -> bool:
    return sum(not is_blank(value) for value in row) == 1


def split(text: str) -> Iterator[tuple[str, str]]:
    """A name and what may be its place: in brackets behind or before it, or in a line above it."""
    typed = text.strip() if len(text) <= _LONGEST else ""
    if found := _BEHIND.fullmatch(typed):
        yield found[1], found[2]
    if found := _BEFORE.fullmatch(typed):
        yield found[2], found[1]
    above, _break, beneath = typed.partition("\n")
    if beneath.strip():
        yield beneath.strip(), above.strip()


def alone(text: str) -> str:
    """What a text says that is in brackets as a whole; "" for any other: （税務課）."""
    found = _ALONE.fullmatch(text) if len(text) <= _LONGEST else None
    return found[1] if found else ""


def is_none(text: Value) -> bool:
    """Whether what stands where names do is a sum or a remark."""
    return _is_sum(text) or (
        isinstance(text, str) and labels.is_remark(search_key(text[: labels.LONGEST]))
    )


def _is_sum(text: Value) -> bool:
    if not isinstance(text, str) or len(text) >= labels.LONGEST:
        return False
    return labels.is_sum(search_key(text), is_name=True)


def _cell(rows: Sequence[Row], at: int, place: int) -> Value:
    return rows[at][place] if place < len(rows[at]) else ""
