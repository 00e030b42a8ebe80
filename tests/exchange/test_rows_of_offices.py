"""Rows as other offices write them, given as lists: which are items, and what is asked."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from workflow.exchange import placing, sheets, understanding
from workflow.exchange.lines import Line, Lines
from workflow.exchange.names import Names, names_of
from workflow.exchange.sheets import Reading
from workflow.exchange.survey import Survey, survey
from workflow.exchange.understanding import Understanding
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

    reading: Reading
    found: Survey
    lines: Sequence[Line]

    @property
    def names(self) -> list[Any]:
        return [line.values["name"] for line in self.lines]


def read(rows: Iterable[Sequence[Any]], merges: tuple[Merge, ...] = ()) -> Read:
    """A sheet of these rows; None is an empty cell."""
    tab = Tab("一覧", [["" if one is None else one for one in row] for row in rows], merges)
    grid = Grid(WorkbookKind.XLSX, (tab,))
    reading = sheets.reading(grid, understanding.guess(grid), NAMES)
    lines = Lines(reading.tab, reading.how, placing.folded_labels(NAMES))
    return Read(reading, survey(reading, NAMES, {}), list(lines.between(0, len(tab.rows))))


def test_a_section_of_two_departments_is_told_by_the_department_beside_it():
    sheet = read(
        [("部局名", "所属（課・室）名", "事業名", "予算額"), ("総務部", "総務課", "甲", 1)]
    )

    assert dict(sheet.found.unknown) == {}


def test_columns_stay_in_their_order_when_they_are_stored():
    how = Understanding("一覧", 0, 1, {place: f"source:{place}" for place in range(12)})

    assert list(Understanding.from_json(how.to_json()).columns) == list(range(12))
    stored = {**how.to_json(), "columns": {"10": "funding", "9": "name"}}
    assert list(Understanding.from_json(stored).columns) == [9, 10]
