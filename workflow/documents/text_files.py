"""Lists as csv (UTF-8 with BOM, as Excel asks for it; CRLF; no cell a formula) and as json."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple
from io import StringIO

from workflow.documents.listing import COLUMNS, Listing
from workflow.values.text import neutralised

Cells = Iterable[str | int | None]


def write_csv(listing: Listing) -> bytes:
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


def write_json(listing: Listing) -> bytes:
    """資料1-6 as a list of objects with the csv's keys.

    Texts as typed, amounts as integers (千円), null where not entered.
    """
    return dumped([asdict(line) for line in listing.lines])


def dumped(value: object) -> bytes:
    """A value as every json file of Jizen is written: letters as they are, to be read by people."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
