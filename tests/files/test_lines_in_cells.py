"""Lines in cells end alike, whatever system wrote the file."""

import io

import pytest
import xlsxwriter

from workflow.files import grid


def as_xlsx(text: str) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet("一覧").write_string(0, 0, text)
    return content.getvalue()


def as_csv(text: str) -> bytes:
    return f'"{text}",甲\r\n'.encode("cp932")


@pytest.mark.parametrize(
    ("write", "end"),
    [(as_xlsx, "\r\n"), (as_xlsx, "\r"), (as_xlsx, "\n"), (as_csv, "\r\n"), (as_csv, "\n")],
)
def test_a_line_in_a_cell_ends_as_excel_ends_it(write, end):
    (tab,) = grid.read(write(f"税務課{end}収納係")).tabs

    assert tab.rows[0][0] == "税務課\n収納係"
