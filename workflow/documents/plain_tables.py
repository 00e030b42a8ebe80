"""Plain tables as files: as paper, workbook and csv, and as a file that can be brought back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from workflow.documents import rendering, xlsx_file
from workflow.documents.columns import as_of
from workflow.documents.rendering import FORMS, Document, table_document
from workflow.documents.typesetting import breakable, is_long
from workflow.documents.xlsx_book import AMOUNT_FORMAT, PLAIN, Book, Page
from workflow.files.headed import EXAMPLE, STAMP_TAB
from workflow.values.errors import NotFound
from workflow.values.office import Office
from workflow.values.paper_words import ENTRIES
from workflow.values.text import neutralised
from workflow.values.vocabulary import DxStep

_WRAPPED: Final = {**PLAIN, "text_wrap": True, "valign": "top"}


def plain_table(
    name: str,
    form: str,
    headings: Mapping[str, int],
    rows: Sequence[Sequence[str]],
    *,
    on: date,
    frozen: int = 0,
) -> Document:
    """A file called `name`, as of a day; headings come with their widths in digits.

    The first `frozen` columns, and the head, do not scroll. Raises NotFound for another form.
    """
    if form == "csv":
        return table_document(name, list(headings), rows).as_of(on)
    if form != "xlsx":
        raise NotFound(what="form", name=form)
    book = Book(name)
    page = book.page(name)
    for place, (heading, width) in enumerate(headings.items()):
        page.width(place, width)
        page.put(1, place, heading, **PLAIN, bold=True)
    for number, row in enumerate(rows, start=2):
        for place, text in enumerate(row):
            page.put(number, place, text, **_WRAPPED)
        page.height(number, xlsx_file.height(zip(row, headings.values(), strict=True)))
    page.sheet.freeze_panes(1, frozen)
    page.sheet.hide_gridlines(PRINTED)
    page.landscape((1, 1), lead=max(frozen, 1), header=(name, as_of(on)))
    return paper_file(name, form, book.content()).as_of(on)


# ---------------------------------------------------- the forms of plain papers


TEMPLATE: Final = "goals.typ"
NOTHING: Final = "該当する目標はありません。"
PRINTED: Final = 0
"""Lines between cells, to XlsxWriter: none is hidden, on paper neither."""
TWO_PLACES: Final = "0.00"
STEPS: Final = ENTRIES[DxStep]


Cell = str | int | Decimal | None
Row = tuple[Cell, ...]
"""Numbers are numbers in a workbook; those with places after the point show two."""


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
    office: str = ""
    """Whose it is, in the properties of its workbook."""
    lead: int = 1
    """So many first columns name the thing: they are on every page where it takes several."""


@dataclass(frozen=True)
class YearPaper:
    """A paper of a fiscal year as it can be frozen: what its template prints, and its table."""

    template: str
    printed: dict[str, Any]
    table: Table

    def of(self, office: Office) -> "YearPaper":
        """The same as a paper of an office."""
        name = office.name.ja
        table = replace(self.table, office=name)
        return replace(self, printed={**self.printed, "office": name}, table=table)


def paper_file(name: str, form: str, content: bytes) -> Document:
    """A file of one of the forms."""
    return Document(f"{name}.{form}", FORMS[form].media_type, content)


def table_file(of: Table, form: str, *, on: date | None = None, edition: str = "") -> Document:
    """A table as `xlsx` or `csv`, as of a day or as an edition; print and name say which.

    Raises NotFound for another form.
    """
    if form not in ("csv", "xlsx"):
        raise NotFound(what="form", name=form)
    if form == "csv":
        file = paper_file(of.name, form, rendering.table(of.headings, of.rows))
    else:
        file = paper_file(of.name, form, _xlsx(of, as_of(on) if on else edition))
    return file.as_of(on) if on else file


def _xlsx(table: Table, said: str) -> bytes:
    """One sheet, A4 landscape; every cell wraps, and its row is as high as its text."""
    book = Book(table.name, table.office)
    page = book.page("一覧")
    grid = {**PLAIN, "border": 1, "border_color": "#808080", "text_wrap": True, "valign": "top"}
    for place, heading in enumerate(table.headings):
        page.put(1, place, heading, **{**grid, **_HEAD_OF_TABLE})
        page.width(place, table.widths[place])
    page.height(1, xlsx_file.height(zip(table.headings, table.widths, strict=True)))
    for number, row in enumerate(table.rows, start=2):
        for place, cell in enumerate(row):
            if isinstance(cell, Decimal):
                page.put(number, place, float(cell), **grid, num_format=TWO_PLACES)
            else:
                text = neutralised(cell) if isinstance(cell, str) else cell
                page.put(number, place, text, **grid, **_figures(cell, place))
        page.height(number, xlsx_file.height(zip(row, table.widths, strict=True)))
    page.sheet.freeze_panes(1, 0)
    page.landscape((1, 1), lead=table.lead, header=(table.name, said))
    if table.stamps:
        book.hide(STAMP_TAB, table.stamps)
    return book.content()


_CENTRED: Final = {"align": "center", "valign": "vcenter"}
_HEAD_OF_TABLE: Final = {**_CENTRED, "bold": True, "bg_color": "#EDEDED"}


def _figures(cell: Cell, place: int) -> dict[str, str]:
    """Commas in a number; not in that of a row, by which it is called."""
    return {"num_format": AMOUNT_FORMAT} if place and isinstance(cell, int) else {}


def heading(text: str, across: int = 1, down: int = 1) -> dict[str, Any]:
    """A heading over so many columns and rows."""
    return {"text": text, "across": across, "down": down}


def printed_row(cells: Iterable[str]) -> dict[str, Any]:
    """A row to be typeset; a long one may go on on the next page."""
    texts = [breakable(cell) for cell in cells]
    return {"cells": texts, "long": is_long(texts)}


# -------------------------------------------------- empty ones, to be filled in


EXPLANATIONS: Final = "説明"
ROWS: Final = 1000
"""As many rows have drop-downs."""
NEEDED, AT_WILL = "必須", "任意"

_HEAD: Final = {**PLAIN, "bold": True, "bg_color": "#E8E6DF", "border": 1}
_NEEDED_HEAD: Final = {**_HEAD, "bg_color": "#DCE4F2"}
_EXAMPLE: Final = {**PLAIN, "italic": True, "font_color": "#565D66"}
_PROSE: Final = {**PLAIN, "text_wrap": True, "valign": "top", "border": 1}
_LISTS_FROM: Final = 4
"""The first column of the explanations' sheet that holds what can be chosen."""


@dataclass(frozen=True)
class BlankColumn:
    """A column to fill in: its heading, its width in digits, and what is said of it.

    `choices` are offered, and anything else may be typed.
    """

    heading: str
    width: int
    about: str
    needed: bool = False
    choices: Sequence[str] = ()


def blank_form(
    name: str, columns: Sequence[BlankColumn], examples: Sequence[Sequence[str]], rules: str
) -> Document:
    """The workbook; examples are marked by the first word of their first cell, and not read."""
    book = Book(name)
    page, told = book.page(name), book.page(EXPLANATIONS)
    for place, one in enumerate(columns):
        page.width(place, one.width)
        page.put(1, place, one.heading, **(_NEEDED_HEAD if one.needed else _HEAD))
    for row, (first, *rest) in enumerate(examples, start=2):
        for place, text in enumerate((EXAMPLE + first, *rest)):
            page.put(row, place, text, **_EXAMPLE)
    page.sheet.freeze_panes(1, 1)
    page.sheet.hide_gridlines(PRINTED)
    page.landscape((1, 1), header=(name, ""))
    _explain(told, columns, rules)
    _offer(page, told, columns)
    told.landscape((3, 3), header=(f"{name}　{EXPLANATIONS}", ""))
    return Document(f"{name}.xlsx", FORMS["xlsx"].media_type, book.content())


def _explain(told: Page, columns: Sequence[BlankColumn], rules: str) -> None:
    for place, width in enumerate((18, 8, 64)):
        told.width(place, width)
    told.put(1, 0, rules, **PLAIN)
    for place, heading in enumerate(("列の説明", "要否", "書き方")):
        told.put(3, place, heading, **_HEAD)
    for row, one in enumerate(columns, start=4):
        for place, text in enumerate((one.heading, NEEDED if one.needed else AT_WILL, one.about)):
            told.put(row, place, text, **_PROSE)


def _offer(page: Page, told: Page, columns: Sequence[BlankColumn]) -> None:
    """What can be chosen stands beside the explanations; drop-downs take it from there."""
    offered = [(place, one) for place, one in enumerate(columns) if one.choices]
    for at, (place, one) in enumerate(offered, start=_LISTS_FROM):
        told.width(at, 24)
        told.put(3, at, f"{one.heading}の選択肢", **_HEAD)
        for row, choice in enumerate(one.choices, start=4):
            told.put(row, at, choice, **PLAIN)
        letter, last = chr(ord("A") + at), len(one.choices) + 3
        rule: dict[str, Any] = {
            "validate": "list",
            "source": f"='{EXPLANATIONS}'!${letter}$4:${letter}${last}",
            "show_error": False,
        }
        page.sheet.data_validation(1, place, ROWS, place, rule)
