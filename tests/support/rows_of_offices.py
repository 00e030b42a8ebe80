"""Sheets given as rows, and what is read of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from workflow.exchange import own_lists, placing, sheets, source, understanding
from workflow.exchange.lines import Line, Lines
from workflow.exchange.names import Names, names_of
from workflow.exchange.sheets import Reading
from workflow.exchange.survey import Survey, survey
from workflow.files.grid import Grid, Merge, Tab
from workflow.files.workbooks import WorkbookKind
from workflow.items.choices import DepartmentView, Masters
from workflow.values.actor import Title

GENERAL = DepartmentView(1, "soumu", Title("総務部", ""), ("税務課", "総務課"))
SCHOOLS = DepartmentView(2, "kyoiku", Title("教育庁", ""), ("総務課",))
NAMES: Names = names_of(Masters((GENERAL, SCHOOLS), (), (), ()))
HEAD = ("部局名", "課名", "事業名", "予算額（千円）", "事業概要")


class Read(NamedTuple):
    """What is read of a sheet."""

    grid: Grid
    reading: Reading
    found: Survey
    lines: Sequence[Line]

    @property
    def names(self) -> list[Any]:
        return [line.values["name"] for line in self.lines]


def read(
    rows: Iterable[Sequence[Any]],
    merges: tuple[Merge, ...] = (),
    answers: Mapping[str, str] | None = None,
    indents: Mapping[tuple[int, int], int] | None = None,
) -> Read:
    """A sheet of these rows; None is an empty cell, `indents` are of cells, from 1."""
    cells = [["" if one is None else one for one in row] for row in rows]
    tab = Tab("一覧", cells, merges, indents=indents or {})
    grid = Grid(WorkbookKind.XLSX, (tab,))
    how = replace(understanding.guess(grid), answers=answers or {})
    reading = sheets.reading(grid, how, NAMES)
    lines = Lines(reading.tab, reading.how, placing.folded_labels(NAMES), reading.added)
    return Read(grid, reading, survey(reading, NAMES, {}), list(lines.between(0, len(tab.rows))))


def read_from(*tabs: Tab) -> tuple[sheets.Reading, list[Line]]:
    """What is made of sheets, and the items found in them."""
    brought = source.Source(Grid(WorkbookKind.XLSX, tabs), own_lists.Stamps())
    found, how = source.understood(brought)
    reading = sheets.reading(found.grid, how, NAMES)
    return reading, list(Lines(reading.tab, reading.how).between(0, len(reading.tab.rows)))
