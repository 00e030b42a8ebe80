"""The list for 財政課: its columns, sums and files."""

import csv
import io

import pytest
from openpyxl import load_workbook

from tests.support.office import SEPTEMBER
from tests.support.pdf import fonts_in_it, is_a4, pages, run
from workflow.documents import finance_list
from workflow.documents.result_queries import Commitments, FinanceReport, finance_report
from workflow.items.list_views import ItemFilter
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.values.sheet import FundingLine
from workflow.values.vocabulary import FundingSource

SAID = Commitments(900, 6_000, "令和4年度から令和8年度まで", 5_000)


@pytest.fixture
def found(a_row, a_report) -> FinanceReport:
    """Three items of two departments; one binds later years, one is evaluated."""
    judged = a_row(2, verdict_code="conditional", verdict=Title("条件付き妥当", ""),
                   conditions="共同利用を検討すること")  # fmt: skip
    rows = (a_row(1, amount_kyen=-1_395), judged, a_row(3, "kenko", name="=1+1"))
    return FinanceReport(a_report(*rows), {1: SAID, 2: Commitments(previous_kyen=50)})


def table(found: FinanceReport) -> list[dict[str, str]]:
    text = finance_list.finance_draft(found, "csv").written().content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_csv_says_what_binds_later_years_and_leaves_empty_what_nobody_said(found):
    first, second, third = table(found)

    assert first["five_year_cost_kyen"] == "6000"
    assert (first["debt_burden_period"], first["debt_burden_limit_kyen"]) == (
        "令和4年度から令和8年度まで", "5000",
    )  # fmt: skip
    assert (second["previous_amount_kyen"], second["five_year_cost_kyen"]) == ("50", "")
    assert (second["verdict"], second["conditions"]) == ("条件付き妥当", "共同利用を検討すること")
    assert third["name"] == "'=1+1"


FUNDED = Commitments(funding={FundingSource.GENERAL: 2_016, FundingSource.NATIONAL: 58_000})


def test_the_funding_stands_in_amounts_by_source(a_row, a_report, tmp_path):
    found = FinanceReport(a_report(a_row(1), a_row(2)), {1: FUNDED})
    sheet = load_workbook(
        io.BytesIO(finance_list.finance_draft(found, "xlsx").written().content)
    ).worksheets[0]
    rows = {
        str(row[0].value): dict(
            zip((c.value for c in sheet[3]), (c.value for c in row), strict=True)
        )
        for row in sheet.iter_rows(min_row=4)
    }
    path = tmp_path / "list.pdf"
    path.write_bytes(finance_list.finance_draft(found, "pdf").written().content)

    first, second = table(found)
    assert (first["funding_general"], first["funding_national"]) == ("2016", "58000")
    assert (first["funding_bond"], second["funding_general"]) == ("", "")
    assert rows["1"]["一般財源\n（千円）"] == rows["計"]["一般財源\n（千円）"] == 2_016
    assert rows["1"]["国庫支出金\n（千円）"] == 58_000
    assert "財源内訳" in pages(path)[0]
    assert "国庫支出金58,000" in pages(path)[0]


def test_no_amount_of_the_printed_list_is_torn(a_row, a_report, tmp_path):
    usual = Commitments(
        debt_burden_period="令和4年度", debt_burden_limit_kyen=120_000,
        funding={FundingSource.NATIONAL: 117_696},
    )  # fmt: skip
    most = Commitments(debt_burden_period="令和4年度", debt_burden_limit_kyen=9_999_999_999)
    found = FinanceReport(a_report(a_row(1), a_row(2)), {1: usual, 2: most})
    path = tmp_path / "list.pdf"
    path.write_bytes(finance_list.finance_draft(found, "pdf").written().content)

    lines = run("pdftotext", "-raw", path, "-").splitlines()

    assert any("限度額 120,000千円" in line for line in lines)
    assert any("国庫支出金 117,696" in line for line in lines)
    assert any("9,999,999,999" in line for line in lines)


def test_a_plain_word_means_all_of_it_and_other_words_stay_words(office):
    sheets = {
        "plain": office.a_sheet(funding="一般財源", funding_lines=()),
        "words": office.a_sheet(funding="基金ほか", funding_lines=()),
        "lines": office.a_sheet(
            funding="国1/2",
            funding_lines=(
                FundingLine(FundingSource.NATIONAL, 30_008),
                FundingLine(FundingSource.GENERAL, 30_008),
            ),
        ),
    }
    ids = {name: office.an_item("submitted", sheet) for name, sheet in sheets.items()}

    found = office.look("secretariat", finance_report, ItemFilter(cycle_id=SEPTEMBER)).commitments

    assert found[ids["plain"]].funding == {FundingSource.GENERAL: 60_016}
    assert found[ids["words"]].funding == {}
    assert found[ids["lines"]].funding == {
        FundingSource.GENERAL: 30_008,
        FundingSource.NATIONAL: 30_008,
    }


def test_the_headings_of_the_csv_are_japanese_unless_codes_are_asked_for(found):
    japanese = (
        finance_list.finance_draft(found, "csv", codes=False).written().content.decode("utf-8-sig")
    )
    codes = finance_list.finance_draft(found, "csv").written().content.decode("utf-8-sig")

    assert japanese.splitlines()[0].split(",") == [
        "NO.", "部局名", "課室名", "事業（事業内訳）名", "事業費（千円）", "前年度額（千円）",
        "5年間の総額（千円）", "債務負担行為の期間", "債務負担行為の限度額（千円）", "財源", "状態",
        "評価区分", "条件", "一般財源（千円）", "国庫支出金（千円）", "繰入金（千円）",
        "県債（千円）", "その他（千円）", "協議番号",
    ]  # fmt: skip
    assert codes.splitlines()[0].startswith("no,department,section,name,amount_kyen")
    assert japanese.splitlines()[1:] == codes.splitlines()[1:]


def test_departments_of_several_items_and_the_whole_are_summed_in_every_column_of_money(found):
    book = load_workbook(io.BytesIO(finance_list.finance_draft(found, "xlsx").written().content))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=4)]
    sums = [[row[0], *row[4:7]] for row in rows if not isinstance(row[0], int)]

    assert sums == [["総務部 小計", -395, 950, 6_000], ["計", 605, 950, 6_000]]
    assert "財政課用" in [cell.value for cell in book.worksheets[0][1]]


def test_the_pdf_says_the_same_on_a4_landscape(found, tmp_path):
    path = tmp_path / "list.pdf"
    path.write_bytes(finance_list.finance_draft(found, "pdf").written().content)
    (page,) = pages(path)

    for words in ("財政課用", "事前協議結果一覧", "△1,395", "6,000", "限度額", "5,000千円",
                  "条件付き妥当", "（提出済）", "計605950"):  # fmt: skip
        assert words in page
    assert is_a4(path, landscape=True)
    assert all(fonts_in_it(path))


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf"])
def test_a_list_without_items_is_still_a_file_of_the_papers_name(form, a_report):
    document = finance_list.finance_draft(FinanceReport(a_report(), {}), form).written()

    assert document.content
    assert document.name == f"令和3年度9月補正予算（デジタル化関連事業）事前協議結果一覧.{form}"


def test_another_form_is_refused(found):
    with pytest.raises(NotFound):
        finance_list.finance_draft(found, "json").written()
