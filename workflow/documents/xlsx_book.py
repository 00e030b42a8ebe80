"""Workbooks as both writers make them: the same bytes for the same content, texts that stay texts.

A cell is named by its row as the sheet shows it (from 1) and its column (from 0).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from workflow.documents import progress
from workflow.documents.progress import Step
from workflow.values.lazy import OnDemand
from workflow.values.text import looks_like_formula

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet
else:
    xlsxwriter = OnDemand("xlsxwriter")

CellValue = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

FONT: Final = "Yu Gothic"
PLAIN: Final = {"font_name": FONT, "font_size": 10}
AMOUNT_FORMAT: Final = "#,##0;△#,##0"

_NOT_IN_NAMES: Final = str.maketrans("[]:*?/\\", "［］：＊？／＼")
_LONGEST_NAME: Final = 31
"""Characters of a sheet's name; with [ ] : * ? / \\ or in apostrophes no program opens it."""
_A4: Final = 9
_PRINTED: Final = 1027
"""Pixels of columns that lie side by side on A4 at their full size."""
_SMALLEST: Final = 2
"""How many times smaller than that print may be, to be read: half of 10 points are 5."""
_OWN_SIZE: Final = {"scale_with_doc": False}
"""Head and foot of a page can be read however small its columns are."""
PAGES: Final = "&P / &N"
_DIGIT: Final = 7
"""Pixels of a digit in the default font: a column's width is counted in digits."""
_MOMENT: Final = dt.datetime(1980, 1, 1)  # noqa: DTZ001 (the format has no zone)
"""Two files of the same list are the same bytes: no moment of writing is in them."""
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class Book:
    """A workbook that is being written."""

    def __init__(self, title: str, office: str = "") -> None:
        """Begin a workbook without sheets; its properties say its `title` and whose it is."""
        self._out = BytesIO()
        self._book = xlsxwriter.Workbook(self._out, _OPTIONS)
        self._book.set_properties({"author": office or "Jizen", "title": title, "created": _MOMENT})
        self._styles: dict[frozenset[tuple[str, object]], Format] = {}

    def page(self, name: str) -> "Page":
        """Add a sheet after those there are, called so as far as a sheet can be."""
        called = name.translate(_NOT_IN_NAMES)[:_LONGEST_NAME].strip("'")
        return Page(self, self._book.add_worksheet(called))

    def hide(self, name: str, rows: Iterable[Sequence[str]]) -> None:
        """Add a sheet of texts that nobody sees, for when the file comes back."""
        page = self.page(name)
        page.sheet.very_hidden()
        for row, cells in enumerate(rows, start=1):
            for place, text in enumerate(cells):
                page.put(row, place, text)

    def style(self, look: dict[str, Any]) -> "Format | None":
        """The format that looks so, in XlsxWriter's words; None for the default one."""
        if not look:
            return None
        key = frozenset(look.items())
        if key not in self._styles:
            self._styles[key] = self._book.add_format(look)
        return self._styles[key]

    def content(self) -> bytes:
        """The whole file; nothing can be written after it."""
        progress.say(Step.COMPOSING)
        self._book.close()
        return self._out.getvalue()


class Page:
    """One sheet. `last` is the last row that was written on."""

    def __init__(self, book: Book, sheet: "Worksheet") -> None:
        """Write on `sheet`, with the formats of `book`."""
        self.sheet: Final = sheet
        self.last = 0
        self._book = book
        self._widths: dict[int, int] = {}

    def put(self, row: int, place: int, value: CellValue, **look: Any) -> None:
        """Write a cell; a text stays one, whatever it begins with. Nothing typed is a blank.

        What looks like a formula is marked as a text, so that it stays one when it is edited.
        """
        if isinstance(value, str) and looks_like_formula(value):
            look["quote_prefix"] = True
        style = self._book.style(look)
        if isinstance(value, str) and value:
            self._put_text(row, place, value, style)
        else:
            self.sheet.write(row - 1, place, value, style)
        self.last = max(self.last, row)

    def across(self, row: int, places: int, text: str, **look: Any) -> None:
        """Write a text across the first `places` columns (two or more) of a row."""
        self.sheet.merge_range(row - 1, 0, row - 1, places - 1, "", self._book.style(look))
        self.put(row, 0, text, **look)

    def width(self, place: int, digits: int, *, hidden: bool = False) -> None:
        """How wide a column is."""
        self._widths[place] = 0 if hidden else digits * _DIGIT
        self.sheet.set_column_pixels(place, place, digits * _DIGIT, None, {"hidden": hidden})

    def height(self, row: int, points: float) -> None:
        """How high a row is."""
        self.sheet.set_row(row - 1, points)

    def landscape(
        self,
        titles: tuple[int, int],
        *,
        lead: int = 1,
        until: int | None = None,
        header: tuple[str, str] = ("", ""),
        footer: str = f"&C{PAGES}",
    ) -> None:
        """A4 on its side, every column on one page while that can be read, as many as rows take.

        The rows from `titles[0]` to `titles[1]` are on every page; so are the first `lead`
        columns where the others take several. What is right of the column `until` is not
        printed. `header` stands left and right above the rows. Say how wide the columns are
        before.
        """
        if until is not None:
            self.sheet.print_area(0, 0, self.last - 1, until)
        shown = (width for at, width in self._widths.items() if until is None or at <= until)
        across = max(1, -(-sum(shown) // (_SMALLEST * _PRINTED)))
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(across, 0)
        self.sheet.repeat_rows(titles[0] - 1, titles[1] - 1)
        if across > 1:
            self.sheet.repeat_columns(0, lead - 1)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.8 if any(header) else 0.6, bottom=0.6)
        self.sheet.set_header(_header(*header), {"margin": 0.4, **_OWN_SIZE})
        self.sheet.set_footer(footer, {"margin": 0.3, **_OWN_SIZE})

    def _put_text(self, row: int, place: int, text: str, style: "Format | None") -> None:
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes such a text for markup it made itself, and would not escape it.
            runs = ("<", self._book.style(PLAIN), text[1:])
            self.sheet.write_rich_string(row - 1, place, *runs, *filter(None, [style]))
        else:
            self.sheet.write_string(row - 1, place, text, style)


def _header(left: str, right: str) -> str:
    """A title and what is said beside it; a blank after the size keeps a figure apart from it."""
    title = f"&L&B&11 {_literal(left.replace('_', '　'))}" if left else ""
    return title + (f"&R&9 {_literal(right)}" if right else "")


def _literal(text: str) -> str:
    """A text of a header as it reads; Excel takes 255 signs of all three parts."""
    return text[:100].replace("&", "&&")
