"""The forms of plain papers, of goals and others: a table as workbook or csv, and as a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from workflow.documents import rendering, xlsx_file
from workflow.documents.rendering import FORMS, Document
from workflow.documents.typesetting import breakable
from workflow.documents.xlsx_book import PLAIN, Book
from workflow.files.stamps import STAMP_TAB
from workflow.values.errors import NotFound
from workflow.values.paper_words import ENTRIES
from workflow.values.text import neutralised
from workflow.values.vocabulary import DxStep

TEMPLATE: Final = "goals.typ"
NOTHING: Final = "該当する目標はありません。"
LONG_TEXT: Final = 600
STEPS: Final = ENTRIES[DxStep]


Row = tuple[str | int | None, ...]


@dataclass(frozen=True)
class Table:
    """A paper as a plain table: for the workbook and the csv.

    `keys` are the columns that say what a row is about.
    """

    name: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    keys: tuple[int, ...] = (0,)
    stamps: tuple[Sequence[str], ...] = ()
    """Rows of the workbook's hidden sheet, which says what everything was."""


@dataclass(frozen=True)
class YearPaper:
    """A paper of a fiscal year as it can be frozen: what its template prints, and its table."""

    template: str
    printed: dict[str, Any]
    table: Table


def paper_file(name: str, form: str, content: bytes) -> Document:
    """A file of one of the forms."""
    return Document(f"{name}.{form}", FORMS[form].media_type, content)


def table_file(of: Table, form: str) -> Document:
    """A table as `xlsx` or `csv`. Raises NotFound for another form."""
    if form == "csv":
        return paper_file(of.name, form, rendering.table(of.headings, of.rows))
    if form != "xlsx":
        raise NotFound(what="form", name=form)
    return paper_file(of.name, form, _xlsx(of))


def _xlsx(table: Table) -> bytes:
    """One sheet, A4 landscape; every cell wraps, and its row is as high as its text."""
    book = Book(table.name)
    page = book.page("一覧")
    grid = {**PLAIN, "border": 1, "border_color": "#808080", "text_wrap": True, "valign": "top"}
    for place, heading in enumerate(table.headings):
        page.put(1, place, heading, **grid, bold=True, bg_color="#EDEDED")
        page.width(place, table.widths[place])
    for number, row in enumerate(table.rows, start=2):
        for place, cell in enumerate(row):
            page.put(number, place, neutralised(cell) if isinstance(cell, str) else cell, **grid)
        page.height(number, xlsx_file.height(zip(row, table.widths, strict=True)))
    page.sheet.freeze_panes(1, 0)
    page.landscape((1, 1), side=0.5, footer="&C&P / &N")
    if table.stamps:
        book.hide(STAMP_TAB, table.stamps)
    return book.content()


def heading(text: str, across: int = 1, down: int = 1) -> dict[str, Any]:
    """A heading over so many columns and rows."""
    return {"text": text, "across": across, "down": down}


def printed_row(cells: Iterable[str]) -> dict[str, Any]:
    """A row to be typeset; a long one may go on on the next page."""
    texts = [breakable(cell) for cell in cells]
    return {"cells": texts, "long": max(map(len, texts)) > LONG_TEXT}
