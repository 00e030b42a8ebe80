"""What is wrong with the cells of a file: the same of many rows is said once."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple, Protocol

from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import ngettext
from webapp.words.refusals import Wrong, problem

MOST_RUNS: Final = 5
"""Runs of rows that are named."""


class WrongCell(Wrong, Protocol):
    """What is wrong with one cell."""

    @property
    def row(self) -> int:
        """The number of its row."""

    @property
    def column(self) -> str:
        """Its column."""

    @property
    def typed(self) -> str:
        """What stands there."""


class CellsProblem(NamedTuple):
    """One thing that is wrong with the cells of a column, `typed` in each of the rows."""

    rows: str
    column: str
    typed: str
    said: str


def together(problems: Iterable[WrongCell]) -> list[CellsProblem]:
    """The problems in the order of their first rows, those that say the same as one."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for one in problems:
        found.setdefault((one.column, one.typed, problem(one)), []).append(one.row)
    return [CellsProblem(rows_said(rows), *about) for about, rows in found.items()]


def rows_said(rows: Sequence[int]) -> str:
    """2、4–61 (59 rows): where the rows are."""
    there = sorted(set(rows))
    runs = [[row for _at, row in run] for _step, run in groupby(enumerate(there), _offset)]
    said = ", ".join(f"{run[0]}–{run[-1]}" if run[1:] else f"{run[0]}" for run in runs[:MOST_RUNS])
    if len(there) == 1:
        return said
    count = ngettext("%(num)d row", "%(num)d rows", len(there))
    more = f"{said} …" if runs[MOST_RUNS:] else said
    return _("%(rows)s (%(count)s)", rows=more, count=count)


def _offset(placed: tuple[int, int]) -> int:
    place, row = placed
    return row - place
