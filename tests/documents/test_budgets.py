"""Several budgets in one meeting: a block and a sum for each, the budget said, then the sum."""

import csv
import io
import json
import subprocess
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.documents.conftest import CYCLE, AReport, ARow
from workflow.documents import finance_list, pdf_file
from workflow.documents.list_building import listing
from workflow.documents.queries import Report
from workflow.documents.rendering import draft
from workflow.documents.result_queries import FinanceReport
from workflow.values.actor import Title
from workflow.values.vocabulary import FundingSource, Stage

INITIAL = replace(CYCLE, id="2022-initial", title=Title("令和4年度当初予算", "Initial budget"))
FEBRUARY = replace(CYCLE, id="2021-02", title=Title("令和3年度2月補正予算", "February budget"))


@pytest.fixture
def both(a_row: ARow, a_report: AReport) -> Report:
    """Two items of one department in the initial budget, one and another's in February's."""
    return a_report(
        a_row(1, cycle_id=INITIAL.id, amount_kyen=100),
        a_row(2, cycle_id=INITIAL.id, amount_kyen=20),
        a_row(3, cycle_id=FEBRUARY.id, amount_kyen=3),
        a_row(4, "kensetsu", cycle_id=FEBRUARY.id, amount_kyen=-1),
        cycles=(INITIAL, FEBRUARY),
    )


def printed_rows(report: Report) -> list[tuple[object, object]]:
    book = load_workbook(BytesIO(draft(report, "xlsx").written().content))
    return [(row[0].value, row[6].value) for row in book.worksheets[0].iter_rows(min_row=4)]


def test_the_workbook_has_a_block_and_a_sum_for_each_budget_and_the_sum(both):
    assert printed_rows(both) == [
        ("【令和4年度当初予算】", None),
        (1, 100),
        (2, 20),
        ("総務部 小計", 120),
        ("令和4年度当初予算 計", 120),
        ("【令和3年度2月補正予算】", None),
        (3, 3),
        (4, -1),
        ("令和3年度2月補正予算 計", 2),
        ("合計", 122),
    ]


def test_no_subtotal_goes_across_two_budgets(both):
    assert [(group.budget, group.department, group.kyen) for group in listing(both).groups] == [
        ("令和4年度当初予算", "総務部", 120),
        ("令和3年度2月補正予算", "総務部", 3),
        ("令和3年度2月補正予算", "建設部", -1),
    ]


def test_the_paper_says_the_budgets_and_their_sums(both, tmp_path):
    path = tmp_path / "list.pdf"
    path.write_bytes(draft(both, "pdf").written().content)
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True
    ).stdout
    said = "".join(text.split())

    places = [
        said.index(words)
        for words in (
            "【令和4年度当初予算】",
            "総務部小計120",
            "令和4年度当初予算計120",
            "【令和3年度2月補正予算】",
            "令和3年度2月補正予算計2",
            "合計122",
        )
    ]
    assert places == sorted(places)


def test_pictures_and_sums_below_the_list_are_of_each_budget_and_then_of_all(both):
    of_each = {INITIAL.id: {FundingSource.BOND: 120}, FEBRUARY.id: {FundingSource.GENERAL: 2}}
    found = replace(
        both,
        stage=Stage.EVALUATED,
        by_funding={FundingSource.BOND: 120, FundingSource.GENERAL: 2},
        funding_by_cycle=of_each,
    )
    drawn = pdf_file.pictures(listing(found))
    sums = {one["title"]: one["parts"] for one in pdf_file.sums_below(listing(found))}

    bars = {
        picture["title"]: [(bar["name"], bar["label"]) for bar in picture["bars"]]
        for picture in drawn
        if picture["title"].startswith("部局別")
    }
    assert bars == {
        "部局別（千円）　令和4年度当初予算": [("総務部", "120")],
        "部局別（千円）　令和3年度2月補正予算": [("総務部", "3"), ("建設部", "△1")],
        "部局別（千円）　合計": [("総務部", "123"), ("建設部", "△1")],
    }
    assert len(drawn) == 3 * 4
    assert sums == {
        "令和4年度当初予算 分野別": [["行政", "120"]],
        "令和4年度当初予算 財源別": [["県債", "120"]],
        "令和3年度2月補正予算 分野別": [["行政", "2"]],
        "令和3年度2月補正予算 財源別": [["一般財源", "2"]],
        "合計 分野別": [["行政", "122"]],
        "合計 財源別": [["県債", "120"], ["一般財源", "2"]],
    }


def test_the_csv_says_the_budget_of_each_row_and_ends_with_the_sums(both):
    text = draft(both, "csv").written().content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))

    assert [(row["no"], row["department"], row["amount_kyen"], row["budget"]) for row in rows] == [
        ("1", "総務部", "100", "令和4年度当初予算"),
        ("2", "総務部", "20", "令和4年度当初予算"),
        ("", "令和4年度当初予算 計", "120", "令和4年度当初予算"),
        ("3", "総務部", "3", "令和3年度2月補正予算"),
        ("4", "建設部", "-1", "令和3年度2月補正予算"),
        ("", "令和3年度2月補正予算 計", "2", "令和3年度2月補正予算"),
        ("", "合計", "122", ""),
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_for_the_finance_division_has_the_blocks_too(both, form):
    content = finance_list.finance_draft(FinanceReport(both, {}), form).written().content
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        sums = [(row["department"], row["amount_kyen"]) for row in rows if not row["no"]]
    else:
        page = load_workbook(BytesIO(content)).worksheets[0]
        found = [(row[0].value, row[4].value) for row in page.iter_rows(min_row=4)]
        sums = [(name, str(kyen)) for name, kyen in found if str(name).endswith("計")]

    assert [one for one in sums if "小計" not in one[0]] == [
        ("令和4年度当初予算 計", "120"),
        ("令和3年度2月補正予算 計", "2"),
        ("合計", "122"),
    ]


def test_the_json_says_the_budget_of_each_item(both):
    found = json.loads(draft(both, "json").written().content)

    assert [(one["no"], one["budget"]) for one in found] == [
        (1, "令和4年度当初予算"),
        (2, "令和4年度当初予算"),
        (3, "令和3年度2月補正予算"),
        (4, "令和3年度2月補正予算"),
    ]


def test_where_rows_of_one_budget_are_there_the_list_is_as_ever(a_row, a_report):
    alone = a_report(a_row(1, cycle_id=FEBRUARY.id), cycles=(INITIAL, FEBRUARY))

    assert printed_rows(alone) == [(1, 1000), ("計", 1000)]


def test_the_number_is_that_of_the_agenda(both):
    book = load_workbook(BytesIO(draft(both, "xlsx", "資料2-3").written().content))

    assert "資料2-3" in [cell.value for cell in book.worksheets[0][1]]
