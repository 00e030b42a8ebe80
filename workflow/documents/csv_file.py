"""資料1-6 as csv: UTF-8 with BOM (Excel asks for it), CRLF, no cell a formula."""

import csv
from dataclasses import astuple
from io import StringIO

from workflow.documents.listing import COLUMNS, Listing
from workflow.text import neutralised


def write(listing: Listing) -> bytes:
    """One row a line under the column names; amounts are integers, empty where not entered."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in listing.lines:
        writer.writerow(
            neutralised(cell) if isinstance(cell, str) else cell for cell in astuple(line)
        )
    return text.getvalue().encode("utf-8-sig")
