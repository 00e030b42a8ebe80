"""Lists as csv: UTF-8 with BOM (Excel asks for it), CRLF, no cell a formula."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from io import StringIO

from workflow.documents.listing import COLUMNS, Listing
from workflow.values.text import neutralised

Cells = Iterable[str | int | None]


def write(listing: Listing) -> bytes:
    """資料1-6, one row a line; amounts are integers, empty where not entered."""
    return table(COLUMNS, map(astuple, listing.lines))


def table(headings: Sequence[str], rows: Iterable[Cells]) -> bytes:
    """Rows under their headings; what is None is an empty cell."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow(neutralised(cell) if isinstance(cell, str) else cell for cell in row)
    return text.getvalue().encode("utf-8-sig")
