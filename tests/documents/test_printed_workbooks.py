"""Plain workbooks on paper: what they are of, what is on every page, no smaller than is read."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from workflow.documents import BlankColumn, blank_form, plain_table
from workflow.documents.plain_tables import Table, table_file
from workflow.documents.xlsx_book import Book
from workflow.values.errors import NotFound

ON = date(2021, 8, 17)
TABLE = Table("システム_台帳", ("番号", "名称", "費用"), (6, 30, 12), ((1024, "税務&財務", 1500),))


def sheet(document):
    return load_workbook(BytesIO(document.content)).worksheets[0]


def texts(item) -> tuple[str | None, str | None]:
    return item.left.text, item.right.text


def test_a_table_says_above_every_page_what_it_is_and_of_which_day():
    page = sheet(table_file(TABLE, "xlsx", on=ON))

    left, right = texts(page.oddHeader)
    assert left.endswith("システム　台帳")
    assert right.endswith("令和3年8月17日現在")
    assert page.oddFooter.center.text == "&P / &N"
    assert page.print_title_rows == "$1:$1"
    assert page.HeaderFooter.scaleWithDoc is False


def test_a_frozen_table_says_which_edition_it_is_and_no_day():
    document = table_file(TABLE, "xlsx", edition="第1版　令和3年8月17日確定")

    assert texts(sheet(document).oddHeader)[1].endswith("第1版　令和3年8月17日確定")
    assert document.name == "システム_台帳.xlsx"


def test_an_ampersand_of_a_title_stays_one():
    page = sheet(table_file(Table("A&B", ("甲",), (9,), ()), "xlsx"))

    assert page.oddHeader.left.text.endswith("A&&B")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_files_of_two_days_have_two_names(form):
    names = {table_file(TABLE, form, on=day).name for day in (ON, date(2021, 8, 18))}

    assert f"システム_台帳 令和3年8月17日現在.{form}" in names
    assert len(names) == 2


def test_there_is_no_other_form_of_a_table():
    with pytest.raises(NotFound):
        table_file(TABLE, "pdf", on=ON)


def test_a_number_has_commas_unless_it_is_that_of_the_row():
    row = sheet(table_file(Table("表", ("番号", "費用", "平均"), (6, 9, 9),
                                 ((1024, -1500, Decimal("3.5")),)), "xlsx"))[2]  # fmt: skip

    assert [cell.number_format for cell in row] == ["General", "#,##0;△#,##0", "0.00"]
    assert [cell.value for cell in row] == [1024, -1500, 3.5]


@pytest.mark.parametrize(("digits", "across"), [(100, 1), (290, 1), (300, 2), (900, 4)])
def test_columns_go_on_on_further_pages_before_they_are_too_small_to_read(digits, across):
    book = Book("題")
    page = book.page("紙")
    for place in range(10):
        page.width(place, digits // 10)
    page.put(1, 0, "番号")
    page.landscape((1, 1), lead=2)

    printed = load_workbook(BytesIO(book.content())).worksheets[0]

    assert (printed.page_setup.fitToWidth or 1, printed.page_setup.fitToHeight) == (across, 0)
    assert printed.print_title_cols == ("$A:$B" if across > 1 else None)


def test_columns_that_are_hidden_or_not_printed_make_nothing_smaller():
    book = Book("題")
    page = book.page("紙")
    for place, hidden in enumerate((False, True, False)):
        page.width(place, 200, hidden=hidden)
    page.put(1, 0, "番号")
    page.landscape((1, 1), until=1)

    printed = load_workbook(BytesIO(book.content())).worksheets[0]

    assert (printed.page_setup.fitToWidth or 1) == 1
    assert printed.print_area == "'紙'!$A$1:$B$1"


def test_a_plain_list_is_one_page_wide_under_its_heads_and_no_name_in_it_is_cut():
    name = "DX推進アドバイザー（ゼネラリスト）"
    document = plain_table("利用者一覧", "xlsx", {"氏名": 20, "役割": 14}, [[name, "助言"]], on=ON)
    page = sheet(document)

    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$1:$1"
    assert page.print_options.gridLines is True
    assert page["A2"].alignment.wrap_text is True
    assert page.row_dimensions[2].height == 2 * 15 + 3
    assert document.name == "利用者一覧 令和3年8月17日現在.xlsx"


def test_a_form_to_fill_in_is_one_page_wide_with_its_explanations():
    columns = [BlankColumn("氏名", 90, "姓と名", needed=True), BlankColumn("役割", 90, "役割")]
    book = load_workbook(BytesIO(blank_form("利用者一覧", columns, [], "規則").content))

    for page in book.worksheets:
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
        assert "利用者一覧" in page.oddHeader.left.text
