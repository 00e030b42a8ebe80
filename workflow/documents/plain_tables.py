"""A table as a file that can be brought back as it is: xlsx or csv, nothing but heads and cells."""

from collections.abc import Mapping, Sequence

from workflow.documents.rendering import FORMS, Document, table_document
from workflow.documents.xlsx_book import PLAIN, Book
from workflow.values.errors import NotFound


def plain_table(
    name: str,
    form: str,
    headings: Mapping[str, int],
    rows: Sequence[Sequence[str]],
    *,
    standing: int = 0,
) -> Document:
    """A file called `name`; headings come with their widths in digits.

    The first `standing` columns, and the head, stay in sight. Raises NotFound for another form.
    """
    if form == "csv":
        return table_document(name, list(headings), rows)
    if form != "xlsx":
        raise NotFound(what="form", name=form)
    book = Book(name)
    page = book.page(name)
    for place, (heading, width) in enumerate(headings.items()):
        page.width(place, width)
        page.put(1, place, heading, **PLAIN, bold=True)
    for number, row in enumerate(rows, start=2):
        for place, text in enumerate(row):
            page.put(number, place, text, **PLAIN)
    page.sheet.freeze_panes(1, standing)
    return Document(f"{name}.xlsx", FORMS["xlsx"].media_type, book.content())
