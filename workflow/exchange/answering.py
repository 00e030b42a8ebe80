"""What a person answered, kept for the files after it; and the cells that were corrected."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from sqlalchemy import select

from workflow.exchange import understanding
from workflow.exchange.asking import COLUMN, DEPARTMENT_NAMED, HIDDEN_COLUMNS
from workflow.exchange.lines import Line
from workflow.exchange.names import Names, names_in
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Grid
from workflow.items import visibility
from workflow.models import Cycle, Item
from workflow.work import Work


class Known(NamedTuple):
    """What a file is read by: the cycle, its names, and from which amount on yen are suspected.

    `names` are as they are written down; `amounts` are those that items of the cycle have already;
    its budget is that of `budget_year`.
    """

    cycle_id: str
    names: Names
    ask_from: int
    amounts: frozenset[int]
    budget_year: int


def names_for(work: Work, cycle_id: str, how: Understanding) -> Names:
    """The names of a cycle with those that were answered for the file."""
    written = names_in(work, work.session.get_one(Cycle, cycle_id).fiscal_year)
    return written.also(departments(how, written))


def known(work: Work, cycle_id: str) -> Known:
    """What a file for a cycle is read by."""
    cycle = work.session.get_one(Cycle, cycle_id)
    written = names_in(work, cycle.fiscal_year)
    amounts = select(Item.amount_kyen).where(
        Item.cycle_id == cycle_id,
        Item.amount_kyen >= work.ask_from_kyen,
        visibility.visible_items(work.actor),
    )
    found = frozenset(filter(None, work.session.scalars(amounts)))
    return Known(cycle_id, written, work.ask_from_kyen, found, cycle.budget_year)


def departments(how: Understanding, names: Names) -> dict[str, int]:
    """The names of departments that were answered, with what they mean."""
    given = {
        key.removeprefix(DEPARTMENT_NAMED): names.department_of(code)
        for key, code in how.answers.items()
        if key.startswith(DEPARTMENT_NAMED)
    }
    return {name: found for name, found in given.items() if found is not None}


def is_open(described: Mapping[str, Any]) -> bool:
    """Whether a question still waits for its answer."""
    return bool(open_questions(described))


def open_questions(described: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The questions that wait for an answer."""
    answers = described.get("answers", {})
    return [one for one in described.get("questions", ()) if one["key"] not in answers]


def answered(
    grid: Grid, how: Understanding, asked: Sequence[Mapping[str, Any]], answers: Mapping[str, str]
) -> Understanding:
    """The understanding with those of the answers that are choices of what is asked."""
    known = {one["key"]: dict(one["choices"]) for one in asked}
    taken = {key: word for key, word in answers.items() if word in known.get(key, ())}
    how = replace(how, answers={**how.answers, **taken})
    tab = grid.tab(how.tab)
    for key, word in taken.items():
        place = known[key][word].get("place")
        if key.startswith(COLUMN) and tab is not None and place is not None:
            how = understanding.with_rival(tab, how, key.removeprefix(COLUMN), place)
    if taken.get(HIDDEN_COLUMNS) == "skip" and tab is not None:
        shown = {p: name for p, name in how.columns.items() if p + 1 not in tab.hidden_columns}
        how = replace(how, columns=shown)
    return how


# ----------------------------------------------------------- what was corrected


TYPED, ONLY, LEFT = "typed", "only", "left"
PARTS_LEFT: Final = "parts_left"
NAMED: Final = "named"
"""Names of items that were put together, by their rows."""
LONGEST: Final = 2_000
MOST: Final = 2_000
"""Cells that may be corrected on the page in one file."""

Typed = Mapping[tuple[int, str], str]
"""What was typed, by row (from 1) and column."""


def with_typed(described: Mapping[str, Any], typed: Typed) -> dict[str, Any]:
    """What was described of a file, with corrections; an empty one counts as an empty cell."""
    kept = {row: dict(cells) for row, cells in described.get(TYPED, {}).items()}
    room = MOST - sum(len(cells) for cells in kept.values())
    for (row, column), text in list(typed.items())[:room]:
        kept.setdefault(str(row), {})[column] = text[:LONGEST]
    return {**described, TYPED: kept}


def amended(lines: Iterable[Line], described: Mapping[str, Any]) -> Iterator[Line]:
    """The lines with what was typed; of a file that others came in of, those that wait.

    Those that were left out are not read.
    """
    only = described.get(ONLY)
    left = frozenset((*described.get(LEFT, ()), *described.get(PARTS_LEFT, ())))
    wanted = None if only is None else frozenset(only)
    typed, named = described.get(TYPED, {}), described.get(NAMED, {})
    for line in lines:
        if line.row in left or (wanted is not None and line.row not in wanted):
            continue
        cells = typed.get(str(line.row))
        if name := named.get(str(line.row)):
            line = replace(line, values={**line.values, "name": name})
        yield _with_cells(line, cells) if cells else line


def _with_cells(line: Line, cells: Mapping[str, str]) -> Line:
    return replace(line, values={**line.values, **cells}, typed=frozenset(cells), broken=0)


def without(described: Mapping[str, Any], rows: Iterable[int]) -> dict[str, Any]:
    """What was described of a file, with these rows left out too."""
    return {**described, LEFT: sorted({*described.get(LEFT, ()), *rows})}


def carried(before: Mapping[str, Any], described: Mapping[str, Any]) -> dict[str, Any]:
    """A file described anew, with the corrections and the rows that it had before."""
    return {**described, **{name: before[name] for name in (TYPED, ONLY, LEFT) if name in before}}
