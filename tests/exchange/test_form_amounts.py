"""What forms say of amounts and places where labels alone do not tell."""

from dataclasses import replace

import pytest

from tests.support.rows_of_offices import NAMES, read_from
from workflow.exchange import forms, sheets, understanding
from workflow.exchange.lines import Lines
from workflow.files.grid import Grid, Tab
from workflow.files.workbooks import WorkbookKind

LINES = [("委託料", "保守", 4_800), ("使用料", "回線", 480)]


@pytest.mark.parametrize(("foot", "amount"), [([("計", "", 5_280)], 5_280), ([], "")])
def test_of_the_lines_of_an_estimate_their_sum_is_the_amount_and_none_of_them(foot, amount):
    head = [("予算見積書", "", ""), ("事業名", "電子申請運用", ""), ("所属", "税務課", "")]
    rows = [*head, ("節", "説明", "要求額（千円）"), *LINES, *foot]

    _reading, (line,) = read_from(Tab("見積書", rows))

    assert (line.values["name"], line.values.get("amount_kyen", "")) == ("電子申請運用", amount)


@pytest.mark.parametrize("mark", ["１　{}", "1.{}", "１．{}", "ア {}", "【{}】", "(1) {}"])
def test_numbered_labels_are_labels(mark):
    labels = {"システム名": "電子申請", "所属": "税務課", "要求額（千円）": 5_280, "内容": "改修"}
    rows = [("調査票", ""), *((mark.format(label), value) for label, value in labels.items())]

    _reading, (line,) = read_from(Tab("調査票", rows))

    assert [line.values[name] for name in ("name", "place", "amount_kyen", "summary")] == list(
        labels.values()
    )


def test_the_sum_of_costs_is_read_where_the_label_above_them_has_no_amount_itself():
    rows = [
        ("システム名", "税務システム", "", "", ""),
        ("所属", "総務部税務課", "", "", ""),
        ("経費（千円）", "年度", "令和3年度", "令和4年度", "計"),
        ("", "初期費用", 1_000, 0, 1_000),
        ("", "運用費", 200, 300, 500),
        ("", "合計", 1_200, 300, 1_500),
    ]

    reading, _lines = read_from(Tab("調書", rows))

    amounts = {
        heading: value
        for heading, value in zip(*reading.tab.rows, strict=True)
        if "事業費合計" in str(heading)
    }
    assert list(amounts.values()) == [1_200, 300, 1_500]


def test_the_share_behind_the_amount_of_a_form_is_no_other_amount():
    rows = [
        ("事業名", "税務システム", "", "", ""),
        ("所属", "総務部税務課", "", "", ""),
        ("区分", "☑新規", "", "", ""),
        ("事業費", 1_200, "千円", "うち一般財源", 600),
    ]

    reading, (line,) = read_from(Tab("調書", rows))

    assert [one for one in reading.tab.rows[0] if "事業費" in str(one)] == ["事業費（千円）"]
    assert line.values["amount_kyen"] == 1_200


@pytest.mark.parametrize(
    ("called", "titles", "place"),
    [
        ("税務課", [], "総務部税務課"), ("1", [("主要事業の概要",), ("税務課",)], "総務部税務課"),
        ("1", [("教育庁",)], "教育庁"), ("1", [("税務課以外の事業",)], ""), ("1", [], ""),
    ],
)  # fmt: skip
def test_the_place_of_a_form_without_one_is_asked_by_the_name_or_the_title_of_its_sheet(
    called, titles, place
):
    rows = [*titles, ("事業名", "電子申告"), ("要求額（千円）", 300), ("概要", "申告")]
    grid = forms.with_forms(Grid(WorkbookKind.XLSX, (Tab(called, rows), Tab("建設", rows))))
    how = understanding.guess(forms.alone(grid))

    asked = sheets.title_departments(grid, how, NAMES)
    reading = sheets.reading(grid, replace(how, answers={sheets.TITLE: sheets.FROM_TITLE}), NAMES)

    assert asked == ([(f"【{place}】", place)] if place else [])
    line = next(iter(Lines(reading.tab, reading.how).between(0, 2)))
    assert (line.values["name"], line.values.get("department", "")) == ("電子申告", place)
    assert reading.where(2, reading.added) == (called, "1")
