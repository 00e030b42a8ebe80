"""Cells that were corrected on the page, and the rows that wait for it after others came in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from workflow.exchange.lines import Line

TYPED, ONLY = "typed", "only"
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
    """The lines with what was typed; of a file that others came in of, those that are left."""
    only = described.get(ONLY)
    wanted = None if only is None else frozenset(only)
    typed = described.get(TYPED, {})
    for line in lines:
        if wanted is not None and line.row not in wanted:
            continue
        cells = typed.get(str(line.row))
        yield _with_cells(line, cells) if cells else line


def _with_cells(line: Line, cells: Mapping[str, str]) -> Line:
    return replace(line, values={**line.values, **cells}, typed=frozenset(cells), broken=0)


def carried(before: Mapping[str, Any], described: Mapping[str, Any]) -> dict[str, Any]:
    """A file described anew, with the corrections and the rows that it had before."""
    return {**described, **{name: before[name] for name in (TYPED, ONLY) if name in before}}
