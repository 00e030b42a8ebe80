"""Tables as files: a workbook or csv written, and read under a head whose words are known."""

from collections.abc import Mapping, Sequence
from typing import Final

from workflow.documents import FORMS as DOCUMENT_FORMS
from workflow.documents import Document, table_document
from workflow.documents.xlsx_book import PLAIN, Book
from workflow.documents.xlsx_file import height
from workflow.files import grid
from workflow.files.grid import Row
from workflow.files.headed import HeadedRow, Headings, is_example, is_sum, table_within
from workflow.files.workbooks import FileRefused

_FILLED_DOWN: Final = ("部局名", "部局コード", "旧部局", "新部局", "新部局コード")
MOST_ROWS: Final = 3000
_HEAD: Final = {**PLAIN, "bold": True, "bg_color": "#E8E6DF", "border": 1}
_CELL: Final = {**PLAIN, "border": 1, "text_wrap": True, "valign": "top"}


def write_table(
    name: str, form: str, headings: Mapping[str, int], rows: Sequence[Row], note: str = ""
) -> Document:
    """A table as `form` (xlsx or csv); headings come with their widths in digits.

    A note is written over the headings of a workbook that has no rows yet.
    """
    if form != "xlsx":
        return table_document(name, list(headings), [[str(one) for one in row] for row in rows])
    book = Book(name)
    page = book.page(name[:31])
    head = 2 if note and not rows else 1
    if head > 1:
        page.put(1, 0, note)
    for place, (heading, width) in enumerate(headings.items()):
        page.width(place, width)
        page.put(head, place, heading, **_HEAD)
    for number, row in enumerate(rows, head + 1):
        for place, value in enumerate(row):
            page.put(number, place, value, **_CELL)
        texts = [value if isinstance(value, str) else "" for value in row]
        page.height(number, height(zip(texts, headings.values(), strict=True)))
    page.sheet.freeze_panes(head, 0)
    page.landscape((1, head), header=(name, ""))
    return Document(f"{name}.xlsx", DOCUMENT_FORMS["xlsx"].media_type, book.content())


def read_table(
    content: bytes, whose: int, headings: Headings, needed: Sequence[str]
) -> tuple[list[HeadedRow], tuple[str, ...]]:
    """The rows under a head that has all that is `needed`, and the headings that are not read.

    Examples are left out. Raises FileRefused: no such sheet (head_missing), too many rows, or not
    readable at all.
    """
    read = grid.unpacked(grid.packed(content, whose))
    table = table_within(read, headings, needed, MOST_ROWS, _FILLED_DOWN)
    if table is None:
        raise FileRefused("head_missing", names="、".join(needed))
    first = min(table.columns, key=table.columns.__getitem__)
    named = (row for row in table.rows if not any(map(is_sum, row.cells.values())))
    return [row for row in named if not is_example(row.cells[first])], table.unread
