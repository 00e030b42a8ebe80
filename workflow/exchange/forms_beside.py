"""Forms that stand side by side on one sheet, each as a sheet of its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from workflow.exchange import other_lists
from workflow.exchange.form_cells import MOST_LABELS, MOST_PLACES, Label, Labelled
from workflow.files.grid import Tab

_FEWEST: Final = 2
"""Forms side by side, and rows of each with labels."""
_ENOUGH: Final = 3
"""Labels that stand again at the same places of the next form."""


class _Side(NamedTuple):
    """Forms side by side: the row and the column (from 0) where they begin, and how wide one is."""

    row: int
    first: int
    width: int


def apart(tab: Tab) -> Sequence[Labelled]:
    """A sheet, or where forms stand side by side on it one sheet for each of them."""
    whole = Labelled(tab)
    labels = whole.labels()
    names = sorted({label.cell[1] for label in labels if label.column == "name"})
    if not _FEWEST <= len(names) <= MOST_PLACES or len(labels) > MOST_LABELS:
        return [whole]
    side = _side(labels, names)
    return [Labelled(one) for one in _blocks(tab, side)] if side else [whole]


def _side(labels: Sequence[Label], names: Sequence[int]) -> _Side | None:
    """Where the labels of each form are those of the first, so many columns further right."""
    width = names[1] - names[0]
    by_block: dict[int, set[tuple[int, int, str]]] = {}
    first = min(label.cell[1] for label in labels if label.cell[1] > names[0] - width)
    for label in labels:
        block, place = divmod(label.cell[1] - first, width)
        by_block.setdefault(block, set()).add((label.cell[0], place, label.text))
    own = by_block.get(0, set())
    others = [by_block.get(at, set()) for at in range(1, len(names))]
    if any(other - own or not _is_enough(other) for other in others):
        return None
    again = set[tuple[int, int, str]]().union(*others)
    return _Side(min(row for row, _place, _text in again), first, width)


def _is_enough(labels: Iterable[tuple[int, int, str]]) -> bool:
    """Whether those are the labels of a form: several, in several rows."""
    said = list(labels)
    return len(said) >= _ENOUGH and len({row for row, _place, _text in said}) >= _FEWEST


def _blocks(tab: Tab, side: _Side) -> Iterator[Tab]:
    """The sheet with one of its forms only; each cell stands where it stood."""
    last = max(len(row) for row in tab.rows)
    for start in range(side.first, min(last, MOST_PLACES), side.width):
        block = range(start, start + side.width)
        yield replace(
            other_lists.block_of(tab, block, side.row),
            errors={cell: said for cell, said in tab.errors.items() if cell[1] - 1 in block},
            unfinished=frozenset(one for one in tab.unfinished if one[1] - 1 in block),
            empty_results=frozenset(one for one in tab.empty_results if one[1] - 1 in block),
        )
