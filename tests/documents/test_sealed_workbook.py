"""The workbook of a frozen edition: proofs in the footer, remarks below, changes on a sheet."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from workflow.documents import xlsx_file
from workflow.documents.list_building import listing
from workflow.documents.seal import Amended, Amendment, Seal

CHANGES = (Amended("税務改修", "事業費", "60,016", "=1+1"),)
SEAL = Seal(
    edition="第2版",
    frozen_on="令和3年9月10日",
    sha256="a" * 64,
    ledger_head="b" * 64,
    remarks=("※ 次回へ持ち越した事業：1件", "+2件目"),
    amendment=Amendment("第1版からの変更", "理由：訂正", "第1版", "第2版", CHANGES),
)


@pytest.fixture
def book(the_paper) -> Workbook:
    """The workbook as a stranger reads it."""
    paper = replace(listing(the_paper), seal=SEAL)
    return load_workbook(BytesIO(xlsx_file.write(paper)))


def test_every_page_has_the_proofs_and_its_number_in_its_footer(book):
    for sheet in book:
        assert sheet.oddFooter.left.size == 6
        assert sheet.oddFooter.left.text.split("　") == [*SEAL.name.split("　"), *SEAL.proofs]
        assert "_x000a_" not in sheet.oddFooter.left.text
        assert sheet.oddFooter.right.text == "&P / &N"


def test_the_remarks_stand_under_the_sums_as_texts(book):
    page = book.worksheets[0]
    last = [cell for (cell,) in page.iter_rows(max_col=1, min_row=page.max_row - 3)]

    assert [cell.value for cell in last] == ["計", None, SEAL.remarks[0], "+2件目"]
    assert (last[-1].data_type, last[-1].quotePrefix) == ("s", True)


def test_the_changes_have_a_sheet_of_their_own_that_is_ready_to_print(book):
    sheet = book["前の版からの変更"]

    assert [cell.value for cell in sheet["A"]][:2] == ["第1版からの変更", "理由：訂正"]
    assert [cell.value for cell in sheet[4]] == ["事業", "欄", "第1版", "第2版"]
    assert [cell.value for cell in sheet[5]] == ["税務改修", "事業費", "60,016", "=1+1"]
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
