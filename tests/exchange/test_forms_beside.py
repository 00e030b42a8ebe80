"""Forms that stand side by side on one sheet are an item each."""

import pytest

from tests.support.rows_of_offices import NAMES
from workflow.exchange import sheets, source
from workflow.exchange.lines import Lines
from workflow.exchange.own_lists import Stamps
from workflow.files.grid import Grid, Tab
from workflow.files.workbooks import WorkbookKind

ITEMS = [("総務部", "税務課", "家屋評価", 9_900), ("教育庁", "総務課", "端末更新", 2_200)]


def sheet(gap: int, *above: tuple[str, ...]) -> Tab:
    """Two forms, so many columns wide each, beneath some rows that are of both."""
    labels = ("部局名", "課名", "事業名", "要求額")
    filled = [[text, one] for text, *both in zip(labels, *ITEMS, strict=True) for one in both]
    rows = [
        [cell for pair in filled[at : at + 2] for cell in (*pair, *("",) * gap)]
        for at in range(0, len(filled), 2)
    ]
    return Tab("様式", [*above, *rows])


def read(tab: Tab) -> list[tuple[str, ...]]:
    found, how = source.understood(source.Source(Grid(WorkbookKind.XLSX, (tab,)), Stamps("", {})))
    reading = sheets.reading(found.grid, how, NAMES)
    lines = Lines(reading.tab, reading.how).between(0, len(reading.tab.rows))
    names = ("department", "section", "name", "amount_kyen")
    return [tuple(line.values[name] for name in names) for line in lines]


@pytest.mark.parametrize("gap", [0, 1, 60])
def test_each_form_keeps_its_own_amount_and_department(gap):
    assert read(sheet(gap, ("予算要求調書（単位：千円）",))) == ITEMS


def test_a_band_above_each_form_is_of_none():
    assert read(sheet(1, ("①新規案件", "", "", "②継続案件"))) == ITEMS


def test_an_error_in_one_form_is_not_in_the_other():
    tab = sheet(1)
    tab = Tab(tab.name, tab.rows, errors={(4, 5): "#REF!"})

    assert read(tab) == ITEMS
