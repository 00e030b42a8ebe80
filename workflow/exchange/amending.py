"""Cells that were corrected on the page, and the rows that are read no more or alone.

Some wait to be corrected after others came in; those of other departments may be left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from workflow.exchange.lines import Line

TYPED, ONLY, LEFT = "typed", "only", "left"
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
    only, left = described.get(ONLY), frozenset(described.get(LEFT, ()))
    wanted = None if only is None else frozenset(only)
    typed = described.get(TYPED, {})
    for line in lines:
        if line.row in left or (wanted is not None and line.row not in wanted):
            continue
        cells = typed.get(str(line.row))
        yield _with_cells(line, cells) if cells else line


def _with_cells(line: Line, cells: Mapping[str, str]) -> Line:
    return replace(line, values={**line.values, **cells}, typed=frozenset(cells), broken=0)


def without(described: Mapping[str, Any], rows: Iterable[int]) -> dict[str, Any]:
    """What was described of a file, with these rows left out too."""
    return {**described, LEFT: sorted({*described.get(LEFT, ()), *rows})}


def carried(before: Mapping[str, Any], described: Mapping[str, Any]) -> dict[str, Any]:
    """A file described anew, with the corrections and the rows that it had before."""
    return {**described, **{name: before[name] for name in (TYPED, ONLY, LEFT) if name in before}}
