"""What both writers of workbooks rest on: texts stay texts, and nothing depends on the moment."""

from datetime import date, datetime
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from workflow.documents.xlsx_book import PLAIN, Book
from workflow.values.clock import JAPAN

TEXTS = [
    "=1+1", "+81", "-cmd", "@SUM(A1)", "{=1}", "#N/A", "https://example.jp", "0012", "_x003D_",
    "<r>①</r>", "<r><t>x</t></r>", "<b>&", "二\n行", " 空き ", "葛\U000e0100城",
]  # fmt: skip


def book_of(*values, **look) -> bytes:
    book = Book("題")
    page = book.page("紙")
    for row, value in enumerate(values, start=1):
        page.put(row, 0, value, **look)
    return book.content()


@pytest.mark.parametrize("look", [{}, PLAIN])
def test_a_text_is_read_as_it_was_typed_and_is_no_formula_number_or_link(look):
    content = book_of(*TEXTS, **look)

    cells = [row[0] for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows()]
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()

    assert [row[0] for row in rows] == TEXTS
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


@pytest.mark.parametrize(
    ("name", "called"),
    [("財政課/予算係用", "財政課／予算係用"), ("財政課[予算]用", "財政課［予算］用"),
     ("'財政課'", "財政課"), ("財" * 40, "財" * 31)],
)  # fmt: skip
def test_a_sheet_is_called_as_an_office_calls_itself_as_far_as_it_can_be(name, called):
    book = Book("題")
    book.page(name)

    assert load_workbook(BytesIO(book.content())).sheetnames == [called]


def test_a_text_that_reaches_over_columns_stays_a_text():
    book = Book("題")
    page = book.page("紙")
    page.across(2, 3, "=1+1", **PLAIN)

    sheet = load_workbook(BytesIO(book.content())).worksheets[0]

    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A2:C2"]


def test_numbers_and_days_are_written_as_such_and_nothing_as_a_blank():
    book = Book("題")
    page = book.page("紙")
    page.put(1, 0, -1395)
    page.put(2, 0, date(2022, 3, 31), num_format="yyyy/m/d")
    page.put(3, 0, None)
    page.put(4, 0, "", **PLAIN)

    rows = CalamineWorkbook.from_filelike(BytesIO(book.content())).get_sheet_by_index(0)

    assert [row[0] for row in rows.to_python()] == [-1395, date(2022, 3, 31)]


def test_columns_are_as_wide_as_asked():
    book = Book("題")
    page = book.page("紙")
    page.width(0, 58)
    page.width(1, 10, hidden=True)

    columns = load_workbook(BytesIO(book.content())).worksheets[0].column_dimensions

    assert (columns["A"].width, columns["A"].hidden) == (58, False)
    assert (columns["B"].width, columns["B"].hidden) == (10, True)


def test_the_moment_of_writing_is_nowhere_in_the_file():
    with time_machine.travel(datetime(2021, 8, 5, tzinfo=JAPAN), tick=False):
        before = book_of("甲", 1)
    with time_machine.travel(datetime(2039, 12, 31, 23, 59, tzinfo=JAPAN), tick=False):
        assert book_of("甲", 1) == before

    properties = load_workbook(BytesIO(before)).properties
    assert (properties.creator, properties.title) == ("Jizen", "題")
    written = {str(properties.created), str(properties.modified)}
    assert written == {"1980-01-01 00:00:00"}
