"""Forms of one item each are read as a list."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.support.rows_of_offices import HEAD, NAMES
from workflow.exchange import forms, sheets, understanding
from workflow.exchange.lines import Lines
from workflow.files.grid import Grid, Tab
from workflow.files.workbooks import WorkbookKind


def form(*more: Sequence[Any]) -> Tab:
    """A form of one item: what is filled in stands right of its label, or beneath it."""
    rows = [
        ("予算要求調書", "", "", ""),
        ("部局名", "総務部", "課名", "税務課"),
        ("事業名", "税務システム改修", "区分", "新規"),
        ("予算要求額", "12,000", "千円", ""),
        ("財源内訳", "国庫支出金", "一般財源", ""),
        ("", 5_000, 7_000, ""),
        ("財源", "一般財源", "", ""),
        ("事業内容", "", "", ""),
        ("・改修", "", "", ""),
        *more,
    ]
    return Tab("調書1", rows, errors={(9 + len(more), 2): "#REF!"} if more else {})


def test_forms_of_one_item_each_are_a_list_whose_cells_know_where_they_are_from():
    other = replace(form(("前年度額", "", "", "")), name="調書2")
    examples = replace(form(), name="記入例")
    grid = forms.with_forms(Grid(WorkbookKind.XLSX, (form(), other, examples)))
    tab = grid.tabs[-1]
    reading = sheets.reading(grid, understanding.guess(grid), NAMES)
    first, second = Lines(reading.tab, reading.how).between(0, len(tab.rows))

    place = reading.how.place_of("amount_kyen")
    assert tab.rows[0][place] == "予算要求額（千円）"
    assert (first.values["name"], first.values["section"]) == ("税務システム改修", "税務課")
    assert (first.values["amount_kyen"], first.values["source:一般財源"]) == ("12,000", 7_000)
    assert (first.values["funding"], first.values["summary"]) == ("一般財源", "・改修")
    assert reading.where(first.row, place) == ("調書1", "B4")
    assert reading.where(second.row, place) == ("調書2", "B4")
    assert forms.with_forms(grid) is grid


def test_an_empty_form_and_a_list_are_no_forms():
    empty = Tab("調書", [("部局名", ""), ("課名", ""), ("事業名", ""), ("予算要求額", "")])
    listed = Tab("一覧", [HEAD, ("総務部", "税務課", "甲", 1, "あ")])

    for tabs in ((empty,), (listed, form())):
        grid = Grid(WorkbookKind.XLSX, tabs)
        assert forms.with_forms(grid) is grid
