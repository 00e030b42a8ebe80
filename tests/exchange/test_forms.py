"""Forms of one item each are read as a list."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.support.rows_of_offices import HEAD, NAMES, read_from
from workflow.exchange import asking, forms, sheets, understanding
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


def stacked(*more: Sequence[Any]) -> Tab:
    """A sheet with forms beneath one another, the department above them all."""
    rows = [
        ("令和4年度 予算要求調書", "", "", ""),
        ("部局名", "総務部", "", ""),
        ("No.1", "", "", ""),
        ("課名", "税務課", "事業名", "税務システム改修"),
        ("予算要求額", "12,000", "千円", ""),
        ("事業内容", "改修", "", ""),
        ("", "", "", ""),
        ("No.2", "", "", ""),
        ("課名", "総務課", "事業名", "文書管理システム更新"),
        ("予算要求額", "3,400", "千円", ""),
        ("事業内容", "", "", ""),
        *more,
    ]
    return Tab("調書", rows)


def test_forms_beneath_one_another_are_an_item_each_with_what_stands_above_them_all():
    reading, lines = read_from(stacked())

    assert reading.tab.kind == "beneath"
    wanted = ("name", "section", "amount_kyen", "department", "summary")
    assert [[line.values.get(name) for name in wanted] for line in lines] == [
        ["税務システム改修", "税務課", "12,000", "総務部", "改修"],
        ["文書管理システム更新", "総務課", "3,400", "総務部", ""],
    ]
    name = reading.how.place_of("name")
    assert [reading.where(line.row, name)[1] for line in lines] == ["D4", "D9"]
    assert [reading.where(line.row, None)[1] for line in lines] == ["4", "9"]


def test_a_form_without_a_name_is_named_and_one_that_nobody_filled_in_is_none():
    empty = [("課名", "", "事業名", ""), ("予算要求額", "", "千円", ""), ("事業内容", "", "", "")]
    nameless = [("課名", "道路課", "事業名", ""), ("予算要求額", "8", "千円", "")]
    _reading, lines = read_from(stacked(*empty, *nameless))

    assert [line.values.get("name") for line in lines] == [
        "税務システム改修", "文書管理システム更新", "",
    ]  # fmt: skip


def test_many_forms_on_a_sheet_are_all_read():
    one = stacked().rows[3:7]
    _reading, lines = read_from(stacked(*one * 200))

    assert len(lines) == 202


def test_two_labels_in_every_row_are_no_items_in_columns():
    rows = [
        ("部局名", "総務部", "課名", "税務課"),
        ("事業名", "税務システム改修", "予算要求額", "12,000"),
        ("事業内容", "改修", "財源", "一般財源"),
    ]
    reading, (line,) = read_from(Tab("調書", rows))

    assert reading.tab.kind == "forms"
    assert (line.values["name"], line.values["amount_kyen"]) == ("税務システム改修", "12,000")


def test_a_place_between_forms_stands_above_those_that_follow():
    rows = [
        ("所属", "総務部税務課"),
        ("事業名", "電子申告", "予算要求額", "12,000千円"),
        ("事業内容", "い"),
        ("事業名", "納税サイト", "予算要求額", "1,000千円"),
        ("事業内容", "い"),
        ("所属", "総務部総務課"),
        ("事業名", "文書", "予算要求額", "2,000千円"),
        ("事業内容", "い"),
    ]
    _reading, lines = read_from(Tab("調書", rows))

    assert [(one.values["name"], one.values["place"]) for one in lines] == [
        ("電子申告", "総務部税務課"), ("納税サイト", "総務部税務課"), ("文書", "総務部総務課"),
    ]  # fmt: skip


def test_forms_that_count_in_different_units_are_read_each_in_its_own():
    def one(name: str, unit: str, amount: str) -> Tab:
        rows = [(None, f"（単位：{unit}）"), ("事業名", name), ("所属", "総務部税務課")]
        rows = [*rows, ("予算要求額", amount), ("事業内容", "あ")]
        return Tab(name, [tuple(cell or "" for cell in row) for row in rows])

    _reading, lines = read_from(one("甲", "千円", "12,000"), one("乙", "円", "900,000"))

    assert [line.values["amount_kyen"] for line in lines] == ["12,000千円", "900,000円"]


def test_an_error_in_the_last_cell_of_a_row_is_named():
    rows = [("事業名", "電子申告"), ("所属", "総務部税務課"), ("予算要求額",), ("事業内容", "あ")]
    reading, (line,) = read_from(Tab("調書", rows, errors={(3, 2): "#REF!"}))

    place = reading.how.place_of("amount_kyen")
    assert reading.tab.errors == {(line.row, place + 1): "#REF!"}


def test_which_year_is_asked_where_a_form_has_amounts_of_several():
    rows = [
        ("事業名", "電子申告"),
        ("所属", "総務部税務課"),
        ("区分", "令和2年度", "令和3年度", "増減"),
        ("事業費", 10_000, 12_000, 2_000),
        ("国庫", 10_000, 5_000, -5_000),
        ("事業内容", "あ"),
    ]
    reading, _lines = read_from(Tab("調書", rows))

    head = reading.tab.rows[0]
    assert {"令和2年度 事業費", "令和3年度 事業費", "増減 事業費", "令和3年度 国庫"} <= set(head)
    (question,) = asking.of_structure(Grid(WorkbookKind.XLSX, (reading.tab,)), reading.how, NAMES)
    assert question.key == "column:amount_kyen"


def test_labels_that_differ_in_their_units_are_one_column():
    def one(name: str, label: str, amount: int) -> Tab:
        rows = [("事業名", name), ("所属", "総務部税務課"), (label, amount), ("事業内容", "あ")]
        return Tab(name, rows)

    tabs = one("甲", "予算要求額（千円）", 12_000), one("乙", "予算要求額（円）", 900_000)
    _reading, lines = read_from(*tabs)

    assert [line.values["amount_kyen"] for line in lines] == ["12000千円", "900000円"]


def test_an_item_in_a_column_may_lack_something_and_a_sum_beside_is_none():
    rows = [
        ("事業名", "電子申告", "文書", "合計"),
        ("部局名", "総務部", "総務部", ""),
        ("課名", "税務課", "総務課", ""),
        ("予算要求額（千円）", 12_000, "", 12_000),
    ]
    reading, lines = read_from(Tab("一覧", rows))

    assert reading.tab.kind == "across"
    assert [(one.values["name"], one.values["amount_kyen"]) for one in lines] == [
        ("電子申告", 12_000), ("文書", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "names", [("電子申告", "その他", "文書", "その他"), ("オープンデータ", "電話", "共同利用")]
)
def test_items_that_are_called_like_headings_are_items(names):
    head = ("部局名", "課名", "事業名", "予算要求額（千円）")
    rows = [("総務部", "税務課", name, 100 + n) for n, name in enumerate(names)]
    foot = [("", "", "国庫支出金", 5), ("", "", "一般財源", 7)]
    reading, lines = read_from(Tab("一覧", [head, *rows, *foot]))

    assert reading.tab.name == "一覧"
    assert [line.values["name"] for line in lines][: len(names)] == list(names)


def test_names_on_a_sheet_that_no_label_parts_are_no_forms():
    rows = [
        ("部局名", "総務部", "課名", "税務課"),
        ("事業名", "税務システム改修", "予算要求額", "12,000"),
        ("細事業名", "法人課税", "事業名", "地方税"),
    ]
    grid = Grid(WorkbookKind.XLSX, (Tab("調書", rows),))

    assert forms.with_forms(grid) is grid


def test_a_list_whose_head_is_repeated_on_every_page_stays_a_list():
    head = ("部局名", "課名", "事業名", "独自の見出し", "予算要求額（千円）")
    rows = [head, *(("総務部", "税務課", f"事業{n}", "あ", n) for n in range(3))]
    reading, lines = read_from(Tab("一覧", [*rows, *rows[:1], ("総務部", "総務課", "乙", "い", 9)]))

    assert reading.tab.name == "一覧"
    assert [line.values["name"] for line in lines if line.values["amount_kyen"] == 9] == ["乙"]


def test_an_empty_form_and_a_list_are_no_forms():
    empty = Tab("調書", [("部局名", ""), ("課名", ""), ("事業名", ""), ("予算要求額", "")])
    listed = Tab("一覧", [HEAD, ("総務部", "税務課", "甲", 1, "あ")])

    grid = Grid(WorkbookKind.XLSX, (empty,))
    assert forms.with_forms(grid) is grid
    reading, _lines = read_from(listed, form())
    assert reading.tab.name == "一覧"
